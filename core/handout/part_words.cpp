#include "core/handout/part_words.hpp"

#include "core/base/utf8.hpp"

#include <fmt/format.h>

namespace doorway {
namespace {

constexpr std::size_t name_characters = 24;

std::string capital(std::string name) {
  if (!name.empty() && name.front() >= 'a' && name.front() <= 'z') name.front() = static_cast<char>(name.front() - 32);
  return name;
}

std::string story_words(StagePart::Kind kind, const std::string& person, const std::string& door) {
  switch (kind) {
    case StagePart::Kind::process: return fmt::format("{}'s room", person);
    case StagePart::Kind::hands: return fmt::format("{}'s hands: what has been read", person);
    case StagePart::Kind::program: return fmt::format("{}'s list of what to do", person);
    case StagePart::Kind::socket: return fmt::format("{}'s door {}", person, door);
    case StagePart::Kind::send_buffer: return fmt::format("the outbox behind {}'s door {}", person, door);
    case StagePart::Kind::receive_buffer: return fmt::format("the inbox behind {}'s door {}", person, door);
    case StagePart::Kind::backlog: return fmt::format("the waiting line at {}'s door {}", person, door);
    case StagePart::Kind::road: return fmt::format("the road at {}'s door {}", person, door);
  }
  return {};
}

std::string engineer_words(StagePart::Kind kind, const std::string& process, const std::string& socket) {
  switch (kind) {
    case StagePart::Kind::process: return fmt::format("the process {}", process);
    case StagePart::Kind::hands: return fmt::format("what the program {} has read", process);
    case StagePart::Kind::program: return fmt::format("the script of {}", process);
    case StagePart::Kind::socket: return fmt::format("the socket {}.{}", process, socket);
    case StagePart::Kind::send_buffer: return fmt::format("the send buffer of {}.{}", process, socket);
    case StagePart::Kind::receive_buffer: return fmt::format("the receive buffer of {}.{}", process, socket);
    case StagePart::Kind::backlog: return fmt::format("the backlog of {}.{}", process, socket);
    case StagePart::Kind::road:
      return fmt::format("the connection of {}.{}, or the way of its datagrams", process, socket);
  }
  return {};
}

}  // namespace

std::string part_words(const StagePart& part, Vocabulary vocabulary) {
  const std::string process = escape_for_display(part.process, name_characters);
  const std::string socket = escape_for_display(part.socket, name_characters);
  return vocabulary == Vocabulary::story ? story_words(part.kind, capital(process), socket)
                                         : engineer_words(part.kind, process, socket);
}

}  // namespace doorway
