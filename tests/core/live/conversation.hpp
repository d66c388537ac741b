#pragma once

#include <string>
#include <string_view>

// Beginnings that many scenarios share.
namespace doorway::test {

/// Bob listens at l; alice and bob are connected by s and c.
inline std::string connected(std::string_view rest) {
  return std::string(
             "bob:   l = socket(tcp)\n"
             "bob:   l.bind(0)\n"
             "bob:   l.listen(1)\n"
             "alice: s = socket(tcp)\n"
             "alice: s.connect(bob.l)\n"
             "bob:   c = l.accept()\n") +
         std::string(rest);
}

/// Bob's datagram socket u has a port; alice's u has none yet.
inline std::string with_datagrams(std::string_view rest) {
  return std::string(
             "bob:   u = socket(udp)\n"
             "bob:   u.bind(0)\n"
             "alice: u = socket(udp)\n") +
         std::string(rest);
}

}  // namespace doorway::test
