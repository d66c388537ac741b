#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

// What tshark, a reader of captures that is not ours, finds in a pcapng file.
namespace doorway::test {

struct SeenPacket {
  std::size_t number = 0;
  std::optional<std::size_t> stream;  ///< TCP
  std::string source_port;            ///< TCP
  std::string destination_port;
  std::string udp_payload;  ///< in hexadecimal
  std::string comment;
  std::vector<std::string> checksums;   ///< "Good", for IP, TCP and UDP where they have one
  std::vector<std::string> complaints;  ///< what its experts note, warn of or call an error
};

/// One direction's bytes of a followed stream, a text a segment.
struct FollowedStream {
  std::string first_port;  ///< of who sent first
  std::vector<std::string> first_side;
  std::vector<std::string> second_side;
};

/// Whether there is a tshark; prints why the test is skipped when there is none.
bool has_tshark();

/// All packets; protocols above TCP and UDP are not looked for. Throws std::runtime_error where tshark fails.
std::vector<SeenPacket> read_with_tshark(const std::string& file);

/// What "Follow TCP stream" shows of each of these streams.
std::vector<FollowedStream> follow_with_tshark(const std::string& file, const std::vector<std::size_t>& streams);

}  // namespace doorway::test
