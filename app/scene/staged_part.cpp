#include "app/scene/staged_part.hpp"

#include "app/labels.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorway::app {
namespace {

bool is_of_socket(StagePart::Kind kind) {
  switch (kind) {
    case StagePart::Kind::process:
    case StagePart::Kind::hands:
    case StagePart::Kind::program: return false;
    case StagePart::Kind::socket:
    case StagePart::Kind::send_buffer:
    case StagePart::Kind::receive_buffer:
    case StagePart::Kind::backlog:
    case StagePart::Kind::road: return true;
  }
  return false;
}

// "bob.c(2)" is bound to the name c, the second time.
std::string written_name(std::string_view unique_name) {
  const std::string_view name = name_at_home(unique_name);
  return std::string(name.substr(0, name.find('(')));
}

std::string story_words(const StagePart& part, const std::string& owner, const std::string& socket) {
  switch (part.kind) {
    case StagePart::Kind::process: return fmt::format("{}'s room (process)", owner);
    case StagePart::Kind::hands: return fmt::format("{}'s hands (bytes read)", owner);
    case StagePart::Kind::program: return fmt::format("{}'s list of what to do (script)", owner);
    case StagePart::Kind::socket: return fmt::format("{}'s door {} (socket)", owner, socket);
    case StagePart::Kind::send_buffer:
      return fmt::format("the outbox behind {}'s door {} (send buffer)", owner, socket);
    case StagePart::Kind::receive_buffer:
      return fmt::format("the inbox behind {}'s door {} (receive buffer)", owner, socket);
    case StagePart::Kind::backlog: return fmt::format("the waiting line at {}'s door {} (backlog)", owner, socket);
    case StagePart::Kind::road: return fmt::format("the road at {}'s door {} (network)", owner, socket);
  }
  return "";
}

/// A process has its name as its room has it; a socket has the one that programs write.
std::string engineer_words(const StagePart& part, const std::string& owner, const std::string& socket) {
  switch (part.kind) {
    case StagePart::Kind::process: return fmt::format("process {}", display_name(part.process));
    case StagePart::Kind::hands: return fmt::format("bytes that {} has read", display_name(part.process));
    case StagePart::Kind::program: return fmt::format("script of {}", display_name(part.process));
    case StagePart::Kind::socket: return fmt::format("socket {}.{}", owner, socket);
    case StagePart::Kind::send_buffer: return fmt::format("send buffer of {}.{}", owner, socket);
    case StagePart::Kind::receive_buffer: return fmt::format("receive buffer of {}.{}", owner, socket);
    case StagePart::Kind::backlog: return fmt::format("backlog of {}.{}", owner, socket);
    case StagePart::Kind::road: return fmt::format("network between {}.{} and its peer", owner, socket);
  }
  return "";
}

}  // namespace

std::optional<StagedPart> find_part(const StagePart& part, const WorldState& world, const Scenario& scenario) {
  const auto found = std::find(scenario.processes.begin(), scenario.processes.end(), part.process);
  if (found == scenario.processes.end()) return std::nullopt;
  const auto process = static_cast<ProcessId>(found - scenario.processes.begin());
  if (!is_of_socket(part.kind)) return StagedPart{part.kind, process, SocketId::none};
  const SocketId socket = find_socket(world, process, part.socket);
  return socket == SocketId::none ? std::nullopt : std::optional(StagedPart{part.kind, process, socket});
}

StagePart name_part(const StagedPart& part, const WorldState& world, const Scenario& scenario) {
  StagePart named{part.kind, scenario.processes.at(part.process), ""};
  if (const SocketState* socket = find_socket(world, part.socket)) named.socket = written_name(socket->name);
  return named;
}

std::string part_words(const StagePart& part, Vocabulary vocabulary) {
  const std::string socket = escape_for_display(part.socket, 32);
  return vocabulary == Vocabulary::story ? story_words(part, display_name(part.process), socket)
                                         : engineer_words(part, escape_for_display(part.process, 24), socket);
}

std::string part_title(const StagePart& part, Vocabulary vocabulary) {
  std::string words = part_words(part, vocabulary);
  // A process is written as its program writes it.
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  }
  return words;
}

}  // namespace doorway::app
