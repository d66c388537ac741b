#include "core/export/program_sockets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace doorway {
namespace {

template <class C>
bool is_call(const Line& line) {
  return std::holds_alternative<C>(line.call);
}

}  // namespace

const PlannedSocket* PlannedSockets::find(const SocketName& name) const {
  const auto found = sockets_.find(name);
  return found == sockets_.end() ? nullptr : &found->second;
}

SocketType PlannedSockets::type_made_by(const Line& line) const {
  if (const auto* made = std::get_if<call::Socket>(&line.call)) return made->type;
  const PlannedSocket* listener = find(own(line));
  return listener == nullptr ? SocketType::tcp : listener->type;
}

bool PlannedSockets::binds_first(const Line& line) const {
  const PlannedSocket* socket = find(own(line));
  if (socket == nullptr || socket->is_bound) return false;
  const bool sends = is_call<call::Send>(line) || is_call<call::SendTo>(line);
  return is_call<call::Listen>(line) || (sends && is_udp(socket->type));
}

std::optional<SocketName> PlannedSockets::take_in(const Line& line) {
  const bool is_bound_first = binds_first(line);
  if (!line.new_socket.empty()) {
    const SocketName made{scenario_.processes[line.process], line.new_socket};
    const SocketType type = type_made_by(line);
    sockets_[made] = {type, is_call<call::Accept>(line), false, false, 0};
    if (is_call<call::Accept>(line)) return gives_port(made);
  }
  const auto found = sockets_.find(own(line));
  if (line.socket.empty() || found == sockets_.end()) return std::nullopt;
  PlannedSocket& socket = found->second;
  if (const auto* bind = std::get_if<call::Bind>(&line.call)) socket.is_bound = socket.is_bound || !bind->port_of;
  socket.is_bound = socket.is_bound || is_bound_first || is_call<call::Connect>(line);
  if (is_call<call::Close>(line)) socket.is_closed = true;
  const bool may_have_port = is_call<call::Bind>(line) || is_call<call::Connect>(line) || is_call<call::Listen>(line) ||
                             is_call<call::SendTo>(line) || is_bound_first;
  return may_have_port && !socket.has_port ? gives_port(found->first) : std::nullopt;
}

std::optional<SocketName> PlannedSockets::gives_port(const SocketName& name) {
  PlannedSocket& socket = sockets_[name];
  if (socket.number == 0) socket.number = ++numbered_[name];
  socket.has_port = socket.is_bound;  // else the port may be another one later
  return name;
}

AskedPorts::AskedPorts(const Scenario& scenario) {
  PlannedSockets sockets(scenario);
  for (std::size_t at = 0; at < scenario.lines.size(); ++at) {
    const Line& line = *scenario.lines[at];
    if (const SocketRef* needed = port_needed_by(line.call)) {
      needed_at_[{needed->process, needed->socket}].push_back(at);
    }
    if (!line.new_socket.empty()) {
      first_types_.try_emplace({scenario.processes[line.process], line.new_socket}, sockets.type_made_by(line));
    }
    const auto given = sockets.take_in(line);
    if (!given) continue;
    const PlannedSocket& socket = *sockets.find(*given);
    if (socket.number > given_[*given].size()) given_[*given].push_back({at, socket.type});
  }
}

AskedPorts::Asked AskedPorts::asked(const SocketName& name, std::size_t at) const {
  const auto found = given_.find(name);
  if (found == given_.end()) {
    const auto type = first_types_.find(name);
    return {1, type == first_types_.end() ? SocketType::tcp : type->second};
  }
  const std::vector<Given>& given = found->second;
  const auto later = std::partition_point(given.begin(), given.end(), [at](const Given& one) { return one.at < at; });
  const auto number = static_cast<std::size_t>(std::max<std::ptrdiff_t>(later - given.begin(), 1));
  return {number, given[number - 1].type};
}

std::optional<std::size_t> AskedPorts::next_need(const SocketName& name, std::size_t number,
                                                 std::optional<std::size_t> after) const {
  const std::vector<std::size_t>& needed = needed_at_.at(name);
  auto next = after ? std::upper_bound(needed.begin(), needed.end(), *after) : needed.begin();
  if (number > 1) next = std::max(next, std::upper_bound(needed.begin(), needed.end(), given_.at(name)[number - 1].at));
  if (next == needed.end() || asked(name, *next).number != number) return std::nullopt;
  return *next;
}

std::string told_name(const SocketName& name, std::size_t number) {
  const std::string dotted = name.first + "." + name.second;
  return number > 1 ? fmt::format("{}({})", dotted, number) : dotted;
}

}  // namespace doorway
