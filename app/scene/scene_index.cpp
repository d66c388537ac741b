#include "app/scene/scene_index.hpp"

#include "app/process_order.hpp"

#include <algorithm>
#include <string>
#include <variant>

namespace doorway::app {
namespace {

bool is_receipt(const Call& call) {
  return std::holds_alternative<call::Recv>(call) || std::holds_alternative<call::RecvFrom>(call);
}

}  // namespace

SceneIndex::SceneIndex(const Recording& recording)
    : events_(recording), processes_(recording.scenario().processes.size()) {
  for (const auto& line : recording.scenario().lines) {
    if (line->process < processes_.size()) processes_[line->process].lines.push_back(line);
  }
  order_rooms();
}

// Left and right by turns, so that Alice stands on the left and Bob on the right. The names decide: no room moves while
// the script runs, and nobody changes sides or colours from page to page.
void SceneIndex::order_rooms() {
  const std::vector<std::string>& names = recording().scenario().processes;
  places_ = process_places(names);
  room_order_ = process_order(names);
  const auto right = std::stable_partition(room_order_.begin(), room_order_.end(),
                                           [this](ProcessId process) { return places_[process] % 2 == 0; });
  left_count_ = static_cast<std::size_t>(right - room_order_.begin());
}

void SceneIndex::update(Seq up_to) {
  while (known_ < up_to) take_in(events_.at(++known_));
}

void SceneIndex::take_in(const Event& event) {
  if (event.process >= processes_.size()) return;
  history_.take_in(event);
  if (const auto* begun = std::get_if<Called>(&event.body)) {
    called(event, *begun);
  } else if (const auto* over = std::get_if<Returned>(&event.body)) {
    returned(event, *over);
  } else if (const auto* sleeps = std::get_if<Sleeps>(&event.body)) {
    if (IndexedCall* call = known_call(sleeps->call)) {
      call->sleeps.push_back({event.seq, 0});
      if (call->first_end == 0 && sleeps->bytes > 0) call->first_end = event.seq;
    }
  } else if (const auto* woke = std::get_if<Woke>(&event.body)) {
    IndexedCall* call = known_call(woke->call);
    if (call != nullptr && !call->sleeps.empty()) call->sleeps.back().woken = event.seq;
  }
}

void SceneIndex::called(const Event& event, const Called& body) {
  // A number that is far from what is known is none of this recording's.
  if (index_of(body.call) > recording().size() || body.line == nullptr) return;
  if (index_of(body.call) >= calls_.size()) calls_.resize(index_of(body.call) + 1);
  IndexedCall& call = calls_[index_of(body.call)];
  ProcessNotes& process = processes_[event.process];
  call.id = body.call;
  call.process = event.process;
  call.socket = event.socket;
  call.nth = body.nth;
  call.line = body.line;
  call.target = body.target;
  call.called = event.seq;
  if (payload_of(body.line->call) != nullptr) {
    call.send_of_process = ++process.sends;
    call.send_of_all = ++sends_;
  }
  process.calls.push_back(body.call);
  if (event.socket == SocketId::none) return;
  if (std::holds_alternative<call::Connect>(body.line->call)) socket_notes(event.socket).openings.push_back(body.call);
  if (payload_of(body.line->call) != nullptr) socket_notes(event.socket).datagrams.push_back(body.call);
}

void SceneIndex::returned(const Event& event, const Returned& body) {
  IndexedCall* call = known_call(body.call);
  if (call == nullptr) return;
  call->returned = event.seq;
  if (call->first_end == 0) call->first_end = event.seq;
  if (is_receipt(call->line->call) && body.result >= 0 && body.outcome != nullptr && body.outcome->data != nullptr) {
    ProcessNotes& process = processes_[event.process];
    const std::uint64_t before = process.receipt_bytes.empty() ? 0 : process.receipt_bytes.back();
    process.receipts.push_back(body.call);
    process.receipt_bytes.push_back(before + body.outcome->data->size());
  }
  if (std::holds_alternative<call::Shutdown>(call->line->call) && event.socket != SocketId::none) {
    socket_notes(event.socket).endings.push_back(body.call);
  }
  if (body.outcome == nullptr) return;
  if (body.outcome->made) socket_notes(body.outcome->made->id).owner = event.process;
  for (const SocketId closed : body.outcome->closed) socket_notes(closed).endings.push_back(body.call);
}

IndexedCall* SceneIndex::known_call(CallId id) {
  return index_of(id) < calls_.size() && calls_[index_of(id)].line != nullptr ? &calls_[index_of(id)] : nullptr;
}

SceneIndex::SocketNotes& SceneIndex::socket_notes(SocketId id) {
  // As above: a file may hold any number.
  const std::size_t index = std::min<std::size_t>(index_of(id), recording().size());
  if (index >= sockets_.size()) sockets_.resize(index + 1);
  return sockets_[index];
}

const SceneIndex::SocketNotes* SceneIndex::find_notes(SocketId id) const {
  return index_of(id) < sockets_.size() ? &sockets_[index_of(id)] : nullptr;
}

const IndexedCall* SceneIndex::call(CallId id) const {
  return index_of(id) < calls_.size() && calls_[index_of(id)].line != nullptr ? &calls_[index_of(id)] : nullptr;
}

const std::vector<CallId>& SceneIndex::calls_of(ProcessId process) const {
  return processes_.at(process).calls;
}

std::size_t SceneIndex::place_of(ProcessId process) const {
  const auto found = std::find(room_order_.begin(), room_order_.end(), process);
  return static_cast<std::size_t>(found - room_order_.begin());
}

std::size_t SceneIndex::color_of(ProcessId process) const {
  return process < places_.size() ? places_[process] : places_.size();
}

const std::vector<std::shared_ptr<const Line>>& SceneIndex::lines_of(ProcessId process) const {
  return processes_.at(process).lines;
}

const IndexedCall* SceneIndex::last_receipt(ProcessId process, Seq cursor) const {
  const std::span<const CallId> until = receipts(process, cursor);
  return until.empty() ? nullptr : call(until.back());
}

std::span<const CallId> SceneIndex::receipts(ProcessId process, Seq cursor) const {
  const std::vector<CallId>& all = processes_.at(process).receipts;
  const auto after = std::upper_bound(all.begin(), all.end(), cursor,
                                      [this](Seq seq, CallId id) { return seq < calls_[index_of(id)].returned; });
  return std::span<const CallId>(all).first(static_cast<std::size_t>(after - all.begin()));
}

std::uint64_t SceneIndex::bytes_of_receipts(ProcessId process, std::size_t count) const {
  const std::vector<std::uint64_t>& sums = processes_.at(process).receipt_bytes;
  return count == 0 || sums.empty() ? 0 : sums[std::min(count, sums.size()) - 1];
}

const IndexedCall* SceneIndex::last_of(const std::vector<CallId>& calls, Seq cursor) const {
  const auto after = std::upper_bound(calls.begin(), calls.end(), cursor,
                                      [this](Seq seq, CallId id) { return seq < calls_[index_of(id)].called; });
  return after == calls.begin() ? nullptr : call(*std::prev(after));
}

const IndexedCall* SceneIndex::last_opening(SocketId socket, Seq cursor) const {
  const SocketNotes* notes = find_notes(socket);
  return notes == nullptr ? nullptr : last_of(notes->openings, cursor);
}

const IndexedCall* SceneIndex::last_ending(SocketId socket, Seq cursor) const {
  const SocketNotes* notes = find_notes(socket);
  return notes == nullptr ? nullptr : last_of(notes->endings, cursor);
}

std::optional<ProcessId> SceneIndex::owner_of(SocketId socket) const {
  const SocketNotes* notes = find_notes(socket);
  return notes == nullptr ? std::nullopt : notes->owner;
}

Endpoint SceneIndex::last_destination(SocketId socket, Seq cursor) const {
  const SocketNotes* notes = find_notes(socket);
  const IndexedCall* last = notes == nullptr ? nullptr : last_of(notes->datagrams, cursor);
  if (last == nullptr || std::holds_alternative<call::SendTo>(last->line->call)) {
    return last == nullptr ? Endpoint{} : last->target;
  }
  const IndexedCall* opening = last_opening(socket, last->called);
  return opening == nullptr ? Endpoint{} : opening->target;
}

}  // namespace doorway::app
