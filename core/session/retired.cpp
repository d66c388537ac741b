#include "core/session/retired.hpp"

#include <chrono>
#include <system_error>
#include <utility>

namespace doorway {

void Retired::add(std::unique_ptr<Take> take) {
  std::erase_if(under_way_, [](const std::future<void>& stopping) {
    return stopping.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  });
  // Shared, because the function may be copied before the thread is refused.
  const std::shared_ptr<Take> leaving = std::move(take);
  try {
    under_way_.push_back(std::async(std::launch::async, [leaving] { leaving->stop(); }));
  } catch (const std::system_error&) {
    leaving->stop();
  }
}

}  // namespace doorway
