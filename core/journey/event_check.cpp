#include "core/journey/event_check.hpp"

#include "core/journey/byte_reader.hpp"
#include "core/journey/journey.hpp"
#include "core/scenario/limits.hpp"

#include <algorithm>
#include <string>
#include <type_traits>

namespace doorway {

namespace {

using namespace journey_format;

// Far more than there are in a send of the largest payload through the smallest buffer.
constexpr std::uint64_t most_tries = 1'000'000;

/// Both forms of wait are counted as one.
std::size_t name_index(const Call& call) {
  constexpr std::size_t wait = 13;
  static_assert(std::is_same_v<std::variant_alternative_t<wait, Call>, call::Wait>);
  return std::holds_alternative<call::WaitReadable>(call) ? wait : call.index();
}

/// How many bytes the call may bring; nothing where it brings none.
std::optional<std::size_t> may_bring(const Call& call) {
  if (const auto* recv = std::get_if<call::Recv>(&call)) return recv->size_bytes;
  if (const auto* recv = std::get_if<call::RecvFrom>(&call)) return recv->size_bytes;
  return std::nullopt;
}

bool is_at_socket(const Line& line) {
  return !line.socket.empty() || std::holds_alternative<call::WaitReadable>(line.call);
}

/// "bob.c", or "bob.c(2)" where the name was bound before.
bool is_unique_name(std::string_view name, const std::string& process, const std::string& socket) {
  const std::string first = process + "." + socket;
  if (!name.starts_with(first)) return false;
  name.remove_prefix(first.size());
  if (name.empty()) return true;
  if (name.size() < 3 || name.size() > 12 || name.front() != '(' || name.back() != ')') return false;
  return std::all_of(name.begin() + 1, name.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

EventCheck::EventCheck(const Scenario& scenario) : scenario_(scenario), processes_(scenario.processes.size()) {
  for (std::size_t place = 0; place < scenario.lines.size(); ++place) {
    processes_.at(scenario.lines[place]->process).lines.push_back(static_cast<std::uint32_t>(place));
  }
}

// Each call makes one socket at most, and its number is given out behind its beginning.
bool EventCheck::is_known(SocketId id) const {
  return id == SocketId::none || index_of(id) < calls_begun_;
}

// Such a call can only fail.
bool EventCheck::lacks_socket(const ProcessAt& process) {
  return process.socket == SocketId::none && is_at_socket(*process.line);
}

const EventCheck::SocketAt* EventCheck::made(SocketId id) const {
  if (id == SocketId::none || index_of(id) >= sockets_.size() || !sockets_[index_of(id)].made) return nullptr;
  return &sockets_[index_of(id)];
}

std::string_view EventCheck::take(const EventView& view) {
  if (view.elapsed_ns > static_cast<std::uint64_t>(longest_recording_ns - t_ns_)) {
    return "its time is too far away";
  }
  if (view.process >= processes_.size()) return "it is of no process of the scenario";
  if (!is_known(view.socket)) return "it is at a socket that nobody has made";
  const SocketAt* socket = made(view.socket);
  if (socket != nullptr && socket->owner != view.process) return "it is at a socket of another process";
  t_ns_ += static_cast<std::int64_t>(view.elapsed_ns);
  ProcessAt& process = processes_[static_cast<std::size_t>(view.process)];
  switch (view.kind) {
    case FrameKind::called: return take_called(view, process);
    case FrameKind::sleeps: return take_sleeps(view, process);
    case FrameKind::woke:
      if (process.stage != Stage::asleep || process.call != view.call) return "nobody slept in this call";
      process.stage = Stage::woken;
      return process.socket == view.socket ? "" : "its call is made at another socket";
    case FrameKind::returned: return take_returned(view, process);
    case FrameKind::observed:
    case FrameKind::turned_away: return socket != nullptr ? "" : "it is at no socket";
    case FrameKind::ended: return take_ended(view, process);
    case FrameKind::header:
    case FrameKind::finished: break;
  }
  return "it is no event";
}

// Processes that run at once may be recorded in another order than their calls were numbered in, and each is about to
// record one at most.
std::string_view EventCheck::take_called(const EventView& view, ProcessAt& process) {
  if (process.stage != Stage::between) return "its process makes no new call";
  if (process.next >= process.lines.size() || process.lines[process.next] != view.line) {
    return "it is not the next line of its process";
  }
  const std::size_t number = index_of(view.call);
  if (number >= calls_begun_ + processes_.size()) return "its call's number is too large";
  if (number >= calls_.size()) calls_.resize(number + 1);
  if (calls_[number]) return "its call's number was used before";
  const Line& line = *scenario_.lines[static_cast<std::size_t>(view.line)];
  // A line can name a socket that was never made: its socket() or accept() has failed.
  if (!is_at_socket(line) && view.socket != SocketId::none) return "its socket does not fit its line";
  if (view.nth != ++process.begun.at(name_index(line.call))) return "its call is counted wrongly";
  calls_[number] = true;
  ++calls_begun_;
  ++process.next;
  process.stage = Stage::in_call;
  process.call = view.call;
  process.line = &line;
  process.socket = view.socket;
  process.bytes = 0;
  return "";
}

std::string_view EventCheck::take_sleeps(const EventView& view, ProcessAt& process) {
  if (!makes(process, view.call)) return "its process is not in this call";
  if (process.socket != view.socket) return "its call is made at another socket";
  if (lacks_socket(process)) return "its socket was never made";
  if (view.tries.count > most_tries) return "its call has too many tries";
  if (view.endpoint.family != Family::none && !std::holds_alternative<call::Connect>(process.line->call)) {
    return "its call gives no address";
  }
  const ScriptPayload* payload = payload_of(process.line->call);
  const std::uint64_t most = payload != nullptr ? payload->size() : 0;
  if (view.bytes < process.bytes || view.bytes > most) return "it has taken more bytes than there were, or less";
  process.bytes = view.bytes;
  process.stage = Stage::asleep;
  return "";
}

std::string_view EventCheck::take_returned(const EventView& view, ProcessAt& process) {
  if (!makes(process, view.call)) return "its process is not in this call";
  if (process.socket != view.socket) return "its call is made at another socket";
  if (view.tries.count > most_tries) return "its call has too many tries";
  if (view.error != 0 && view.result != -1) return "it has an error and a result";
  if (lacks_socket(process) && view.error == 0) return "its socket was never made";
  if (const auto why = check_brought(view, process); !why.empty()) return why;
  if (const auto why = check_lists(view, process); !why.empty()) return why;
  if ((view.outcome_bits & outcome_made) != 0) {
    if (const auto why = enter_made(view, process); !why.empty()) return why;
  }
  process.stage = Stage::between;
  return "";
}

std::string_view EventCheck::check_brought(const EventView& view, const ProcessAt& process) const {
  const Call& call = process.line->call;
  const bool has_data = (view.outcome_bits & outcome_data) != 0;
  const auto room = may_bring(call);
  if (has_data && (!room || view.error != 0 || view.data.size() > *room)) return "it brings bytes that it cannot bring";
  if (room && view.bytes != view.data.size() * (has_data ? 1U : 0U)) return "it brings another number of bytes";
  if (room) return "";
  const ScriptPayload* payload = payload_of(call);
  const std::uint64_t most = payload != nullptr ? payload->size() : 0;
  return view.bytes < process.bytes || view.bytes > most ? "it has taken more bytes than there were, or less" : "";
}

std::string_view EventCheck::check_lists(const EventView& view, const ProcessAt& process) const {
  if ((view.outcome_bits & outcome_lists) == 0) return "";
  const auto* poll = std::get_if<call::Poll>(&process.line->call);
  if (view.answers.count != 0 && (poll == nullptr || view.answers.count != poll->items.size())) {
    return "it answers for other sockets than it was asked for";
  }
  ByteReader answers(view.answers.items);
  for (std::uint64_t i = 0; i < view.answers.count; ++i) {
    const AnswerView answer = read_answer(answers);
    if (!is_known(answer.socket) || answer.name != poll->items[static_cast<std::size_t>(i)].socket) {
      return "it answers for other sockets than it was asked for";
    }
  }
  const bool closes =
      std::holds_alternative<call::Close>(process.line->call) || std::holds_alternative<call::Exit>(process.line->call);
  if (view.closed.count > (closes ? sockets_.size() : 0)) return "it closes what it cannot close";
  ByteReader closed(view.closed.items);
  for (std::uint64_t i = 0; i < view.closed.count; ++i) {
    const SocketAt* socket = made(read_socket(closed));
    if (socket == nullptr || socket->owner != view.process) return "it closes what it cannot close";
  }
  return "";
}

std::string_view EventCheck::enter_made(const EventView& view, const ProcessAt& process) {
  const Line& line = *process.line;
  const auto* opened = std::get_if<call::Socket>(&line.call);
  const SocketAt* listener = made(process.socket);
  const bool accepts = std::holds_alternative<call::Accept>(line.call) && listener != nullptr;
  if ((opened == nullptr && !accepts) || view.error != 0) return "it makes a socket that it cannot make";
  if (view.made.type != (opened != nullptr ? opened->type : listener->type)) return "its socket is of another kind";
  const std::string& owner = scenario_.processes[static_cast<std::size_t>(view.process)];
  if (!is_unique_name(view.made.name, owner, line.new_socket)) return "its socket has another name";
  if (!is_known(view.made.id) || made(view.made.id) != nullptr) return "its socket's number cannot be";
  const std::size_t number = index_of(view.made.id);
  if (number >= sockets_.size()) sockets_.resize(number + 1);
  sockets_[number] = {true, static_cast<ProcessId>(view.process), view.made.type};
  return "";
}

RunStatus EventCheck::status() const {
  RunStatus status;
  for (const ProcessAt& process : processes_) {
    const bool in_call = process.stage != Stage::between && process.stage != Stage::ended;
    const bool has_line = process.stage == Stage::between && process.next < process.lines.size();
    ProcessStatus& now = status.processes.emplace_back();
    now.standing = Standing::ended;
    if (in_call) {
      now.standing = process.stage == Stage::asleep  ? Standing::asleep
                     : process.stage == Stage::woken ? Standing::woken
                                                     : Standing::in_call;
      now.line = scenario_.lines[process.lines[process.next - 1]];
      now.call = process.call;
    } else if (has_line) {
      now.standing = Standing::before_line;
      now.line = scenario_.lines[process.lines[process.next]];
    }
  }
  return status;
}

std::string_view EventCheck::take_ended(const EventView& view, ProcessAt& process) {
  if (process.stage != Stage::between) return "its process cannot end here";
  if (view.socket != SocketId::none) return "it is at a socket";
  process.stage = Stage::ended;
  return "";
}

}  // namespace doorway
