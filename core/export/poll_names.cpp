#include "core/export/poll_names.hpp"

#include <poll.h>

#include <array>
#include <utility>

namespace doorway {

std::vector<std::string_view> poll_names(std::int16_t events) {
  static constexpr std::array<std::pair<int, std::string_view>, 6> flags{{{POLLIN, "POLLIN"},
                                                                          {POLLOUT, "POLLOUT"},
                                                                          {POLLERR, "POLLERR"},
                                                                          {POLLHUP, "POLLHUP"},
                                                                          {POLLNVAL, "POLLNVAL"},
                                                                          {POLLPRI, "POLLPRI"}}};
  std::vector<std::string_view> names;
  for (const auto& [flag, name] : flags) {
    if ((events & flag) != 0) names.push_back(name);
  }
  return names;
}

}  // namespace doorway
