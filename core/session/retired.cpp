#include "core/session/retired.hpp"

#include <chrono>
#include <system_error>
#include <utility>

namespace doorway {

void Retired::add(std::unique_ptr<Take> take) {
  std::erase_if(under_way_, [](const std::future<void>& stopping) {
    return stopping.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  });
  // Shared, because the function may be moved away before the thread is refused. What it holds lives as long as its
  // future, so it lets go of the take itself: its descriptors and its recording would stay until the next one comes.
  const std::shared_ptr<Take> leaving = std::move(take);
  try {
    under_way_.push_back(std::async(std::launch::async, [mine = leaving]() mutable {
      mine->stop();
      mine.reset();
    }));
  } catch (const std::system_error&) {
    leaving->stop();
  }
}

}  // namespace doorway
