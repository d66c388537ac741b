#include "tests/e2e/tshark.hpp"

#include "tests/support/subprocess.hpp"

#include <algorithm>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace doorway::test {
namespace {

constexpr milliseconds longest{300'000};
constexpr unsigned long note = 0x400000;  // what is less is a comment or a part of the conversation

std::string tshark(std::vector<std::string> arguments) {
  Launch launch;
  launch.command = {"/usr/bin/env", "tshark", "-n",
                    // A port that some protocol has as its own means nothing here.
                    "-d", "tcp.port==1-65535,data", "-d", "udp.port==1-65535,data", "-o", "ip.check_checksum:TRUE",
                    "-o", "tcp.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-o",
                    "tcp.try_heuristic_first:FALSE"};
  launch.command.insert(launch.command.end(), arguments.begin(), arguments.end());
  Subprocess program(launch);
  const Ended ended = program.wait_for_end(longest);
  if (ended.exit_code != 0) throw std::runtime_error("tshark: " + ended.errors);
  return ended.output;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts{""};
  for (const char character : text) {
    if (character == separator) {
      parts.emplace_back();
    } else {
      parts.back() += character;
    }
  }
  return parts;
}

std::string from_hexadecimal(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

std::vector<std::string> complaints_of(const std::string& severities, const std::string& messages) {
  std::vector<std::string> complaints;
  const std::vector<std::string> texts = split(messages, '^');
  const std::vector<std::string> levels = split(severities, '^');
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (levels[i].empty() || std::stoul(levels[i], nullptr, 0) < note) continue;
    complaints.push_back(i < texts.size() ? texts[i] : "a complaint without words");
  }
  return complaints;
}

}  // namespace

bool has_tshark() {
  Launch launch;
  launch.command = {"/usr/bin/env", "tshark", "--version"};
  Subprocess program(launch);
  const bool found = program.wait_for_end(longest).exit_code == 0;
  if (!found) std::cout << "skipped: there is no tshark on this system\n";
  return found;
}

std::vector<SeenPacket> read_with_tshark(const std::string& file) {
  std::vector<std::string> arguments{"-r", file, "-T", "fields", "-E", "separator=/t", "-E", "aggregator=^"};
  for (const char* field : {"frame.number", "tcp.stream", "tcp.srcport", "tcp.dstport", "udp.payload", "frame.comment",
                            "ip.checksum.status", "tcp.checksum.status", "udp.checksum.status", "_ws.expert.severity",
                            "_ws.expert.message"}) {
    arguments.insert(arguments.end(), {"-e", field});
  }
  std::vector<SeenPacket> packets;
  std::istringstream lines(tshark(arguments));
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> fields = split(line, '\t');
    fields.resize(11);
    SeenPacket packet;
    packet.number = std::stoul(fields[0]);
    if (!fields[1].empty()) packet.stream = std::stoul(fields[1]);
    packet.source_port = fields[2];
    packet.destination_port = fields[3];
    packet.udp_payload = fields[4];
    packet.comment = fields[5];
    // The quoted packet within an ICMP message comes second.
    for (const std::size_t place : {6U, 7U, 8U}) {
      const std::string status = split(fields[place], '^').front();
      if (!status.empty()) packet.checksums.push_back(status == "1" ? "Good" : status);
    }
    packet.complaints = complaints_of(fields[9], fields[10]);
    packets.push_back(std::move(packet));
  }
  return packets;
}

std::vector<FollowedStream> follow_with_tshark(const std::string& file, const std::vector<std::size_t>& streams) {
  std::vector<std::string> arguments{"-r", file, "-q"};
  for (const std::size_t stream : streams) {
    arguments.insert(arguments.end(), {"-z", "follow,tcp,raw," + std::to_string(stream)});
  }
  constexpr std::string_view of_stream = "Filter: tcp.stream eq ";
  std::vector<FollowedStream> followed(streams.size());
  FollowedStream* now = nullptr;
  std::istringstream lines(tshark(arguments));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(of_stream)) {
      // They come in an order of tshark's own.
      const auto stream = std::find(streams.begin(), streams.end(), std::stoul(line.substr(of_stream.size())));
      now = stream == streams.end() ? nullptr : &followed[static_cast<std::size_t>(stream - streams.begin())];
    } else if (now == nullptr) {
      continue;
    } else if (line.starts_with("Node 0: ")) {
      now->first_port = line.substr(line.rfind(':') + 1);
    } else if (line.starts_with("\t")) {
      now->second_side.push_back(from_hexadecimal(line.substr(1)));
    } else if (line.find_first_not_of("0123456789abcdef") == std::string::npos && !line.empty()) {
      now->first_side.push_back(from_hexadecimal(line));
    }
  }
  return followed;
}

}  // namespace doorway::test
