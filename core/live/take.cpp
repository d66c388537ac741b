#include "core/live/take.hpp"

#include "core/base/lack.hpp"
#include "core/live/director.hpp"

#include <exception>
#include <utility>

namespace doorway {

namespace {

/// Threads and descriptors can run out.
Result<std::unique_ptr<Director>> start_director(std::shared_ptr<Recording> recording, Network& network,
                                                 TakeOptions options, std::optional<Repetition> repetition) {
  try {
    return std::make_unique<Director>(std::move(recording), network, std::move(options), std::move(repetition));
  } catch (const std::exception& problem) {
    if (!is_lack(problem)) throw;
    return Error{"the processes cannot be started: " + lack_text(problem)};
  }
}

}  // namespace

Take::Take(std::shared_ptr<Recording> recording) : recording_(std::move(recording)) {}

Take::~Take() = default;

Result<std::unique_ptr<Take>> Take::begin(Scenario scenario, Network& network, TakeOptions options,
                                          std::optional<Repetition> repetition) {
  auto recording =
      std::make_shared<Recording>(make_header(std::move(scenario), std::string(network.name()), options.free_run));
  std::unique_ptr<Take> take(new Take(std::move(recording)));
  auto director = start_director(take->recording_, network, std::move(options), std::move(repetition));
  if (director.has_error()) return director.error();
  take->director_ = std::move(*director);
  return take;
}

Result<std::unique_ptr<Take>> Take::create(Scenario scenario, Network& network, TakeOptions options) {
  return begin(std::move(scenario), network, std::move(options), std::nullopt);
}

Result<std::unique_ptr<Take>> Take::repeat(const std::shared_ptr<const Recording>& recording, Seq cursor,
                                           Network& network, TakeOptions options) {
  options.free_run = false;  // grants can be repeated, a free run has none
  options.order.clear();
  return begin(recording->scenario(), network, std::move(options), repetition_of(recording, cursor));
}

RunStatus Take::status() const {
  return director_->status();
}
void Take::grant_next() {
  director_->grant_next();
}
void Take::grant(ProcessId process) {
  director_->grant(process);
}
void Take::run_to_end() {
  director_->run_to_end();
}
void Take::pause() {
  director_->pause();
}
void Take::stop() {
  director_->stop();
}
RunStatus Take::wait_until_idle() {
  return director_->wait_until_idle();
}
std::optional<WentAnotherWay> Take::went_another_way() const {
  return director_->went_another_way();
}

}  // namespace doorway
