#include "tests/e2e/started_take.hpp"

#include "core/scenario/parser.hpp"

#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace doorway {

std::unique_ptr<Take> started_take(std::string_view script, Network& network, std::function<void()> on_change) {
  auto scenario = parse_scenario(script);
  if (scenario.has_error()) throw std::invalid_argument(to_string(scenario.error().front()));
  auto take = Take::create(std::move(*scenario), network, {false, {}, std::move(on_change)});
  if (take.has_error()) throw std::runtime_error(take.error().message);
  return std::move(*take);
}

std::size_t count_of_runs(std::size_t usual, std::size_t heavy) {
  return std::getenv("DOORWAY_HEAVY") != nullptr ? heavy : usual;
}

}  // namespace doorway
