#include "core/journey/event_view.hpp"

#include "core/journey/byte_reader.hpp"

#include <limits>
#include <utility>

namespace doorway {

namespace {

using namespace journey_format;

constexpr std::uint64_t largest_errno = 4095;  // Linux: MAX_ERRNO

CallId read_call(ByteReader& in) {
  return static_cast<CallId>(in.number32());
}

int read_errno(ByteReader& in) {
  return static_cast<int>(in.number(largest_errno));
}

/// The list's items, each read once; a count that is more than the bytes can hold ends it at once.
template <class ReadItem>
ListView read_list(ByteReader& in, ReadItem read_item) {
  ListView list;
  list.count = in.number();
  const auto from = in.rest();
  for (std::uint64_t i = 0; i < list.count && in.good(); ++i) read_item(in);
  list.items = from.first(from.size() - in.left());
  return list;
}

void read_outcome(ByteReader& in, EventView& view) {
  view.outcome_bits = in.byte();
  if (view.outcome_bits == 0) return;
  if ((view.outcome_bits & outcome_present) == 0) return in.fail();
  if ((view.outcome_bits & outcome_made) != 0) {
    view.made.id = static_cast<SocketId>(in.number(std::numeric_limits<std::uint32_t>::max() - 1));
    view.made.type = in.choice(SocketType::tcp, SocketType::udp6);
    view.made.name = in.text();
  }
  if ((view.outcome_bits & outcome_local) != 0) view.local = in.endpoint();
  if ((view.outcome_bits & outcome_peer) != 0) view.peer = in.endpoint();
  view.answers = view.closed = {};
  if ((view.outcome_bits & outcome_lists) != 0) {
    view.answers = read_list(in, read_answer);
    view.closed = read_list(in, read_socket);
  }
  if ((view.outcome_bits & outcome_data) != 0) view.data = in.bytes();
}

/// The optional fields of a sample that the mask names.
class SampleReader {
 public:
  SampleReader(ByteReader& in, std::uint64_t mask) : in_(in), mask_(mask) {}

  void read(KernelSample& s) {
    if (next()) s.state = in_.choice(TcpState::established, TcpState::closing);
    number32(s.readable_bytes);
    number32(s.unsent_bytes);
    number32(s.unacked_bytes);
    if (next()) s.fin_unacked = in_.flag();
    number64(s.bytes_acked);
    number64(s.bytes_received);
    number32(s.segments_out);
    number32(s.segments_in);
    number32(s.retransmits);
    number32(s.congestion_window);
    number32(s.round_trip_us);
    number32(s.maximum_segment_bytes);
    number32(s.waiting_connections);
    number32(s.backlog);
    number32(s.receive_memory_bytes);
    number32(s.dropped_datagrams);
  }

 private:
  bool next() {
    const bool there = (mask_ & 1U) != 0;
    mask_ >>= 1U;
    return there;
  }
  void number32(std::optional<std::uint32_t>& field) {
    if (next()) field = in_.number32();
  }
  void number64(std::optional<std::uint64_t>& field) {
    if (next()) field = in_.number();
  }

  ByteReader& in_;
  std::uint64_t mask_;
};

void read_sample(ByteReader& in, EventView& view) {
  view.flag = in.flag();
  const unsigned bits = in.byte();
  if (bits > (sample_input_ready | sample_end_of_stream | sample_hung_up | sample_error)) return in.fail();
  view.sample = {};
  view.sample.input_ready = (bits & sample_input_ready) != 0;
  view.sample.end_of_stream = (bits & sample_end_of_stream) != 0;
  view.sample.hung_up = (bits & sample_hung_up) != 0;
  view.sample.error = (bits & sample_error) != 0;
  SampleReader(in, in.number((1U << sample_field_count) - 1)).read(view.sample);
}

void read_body(ByteReader& in, EventView& view) {
  switch (view.kind) {
    case FrameKind::called:
      view.call = read_call(in);
      view.nth = in.number32();
      view.line = in.number();
      view.endpoint = in.endpoint();
      return;
    case FrameKind::sleeps:
      view.call = read_call(in);
      view.until = in.choice(SleepsUntil::readable, SleepsUntil::time);
      view.bytes = in.number();
      view.tries = read_list(in, read_try);
      view.endpoint = in.endpoint();
      return;
    case FrameKind::woke:
      view.call = read_call(in);
      view.flag = in.flag();
      return;
    case FrameKind::returned:
      view.call = read_call(in);
      view.result = in.signed_number();
      view.error = read_errno(in);
      view.bytes = in.number();
      view.tries = read_list(in, read_try);
      return read_outcome(in, view);
    case FrameKind::observed: return read_sample(in, view);
    case FrameKind::turned_away:
      view.endpoint = in.endpoint();
      view.bytes = in.number();
      return;
    case FrameKind::ended: return;
    case FrameKind::header:
    case FrameKind::finished: break;
  }
  in.fail();
}

Tries make_tries(const ListView& list) {
  Tries tries;
  ByteReader in(list.items);
  for (std::uint64_t i = 0; i < list.count; ++i) tries.push_back(read_try(in));
  return tries;
}

std::shared_ptr<const Outcome> make_outcome(const EventView& view) {
  const auto has = [&view](unsigned bit) { return (view.outcome_bits & bit) != 0; };
  if (!has(outcome_present)) return nullptr;
  auto outcome = std::make_shared<Outcome>();
  if (has(outcome_data)) outcome->data = make_payload(Bytes(view.data.begin(), view.data.end()));
  if (has(outcome_made)) outcome->made = MadeSocket{view.made.id, std::string(view.made.name), view.made.type};
  if (has(outcome_local)) outcome->local = view.local;
  if (has(outcome_peer)) outcome->peer = view.peer;
  outcome->truncated = has(outcome_truncated);
  outcome->bound_first = has(outcome_bound_first);
  if (!has(outcome_lists)) return outcome;
  ByteReader answers(view.answers.items);
  for (std::uint64_t i = 0; i < view.answers.count; ++i) {
    const AnswerView answer = read_answer(answers);
    outcome->answers.push_back({answer.socket, std::string(answer.name), answer.events});
  }
  ByteReader closed(view.closed.items);
  for (std::uint64_t i = 0; i < view.closed.count; ++i) outcome->closed.push_back(read_socket(closed));
  return outcome;
}

EventBody make_body(const EventView& view, std::shared_ptr<const Line> line) {
  switch (view.kind) {
    case FrameKind::called: return Called{view.call, view.nth, std::move(line), view.endpoint};
    case FrameKind::sleeps: return Sleeps{view.call, view.until, view.bytes, make_tries(view.tries), view.endpoint};
    case FrameKind::woke: return Woke{view.call, view.flag};
    case FrameKind::returned:
      return Returned{view.call, view.error, view.result, view.bytes, make_tries(view.tries), make_outcome(view)};
    case FrameKind::observed: return Observed{std::make_shared<const KernelSample>(view.sample), view.flag};
    case FrameKind::turned_away: return TurnedAway{view.endpoint, view.bytes};
    case FrameKind::header:
    case FrameKind::finished:
    case FrameKind::ended: break;
  }
  return Ended{};
}

}  // namespace

Try read_try(ByteReader& in) {
  const std::int64_t result = in.signed_number();
  return {result, read_errno(in)};
}

SocketId read_socket(ByteReader& in) {
  const std::uint32_t number = in.number32();
  return number == 0 ? SocketId::none : static_cast<SocketId>(number - 1);
}

AnswerView read_answer(ByteReader& in) {
  AnswerView answer;
  answer.socket = read_socket(in);
  answer.name = in.text();
  answer.events = static_cast<std::int16_t>(in.two_bytes());
  return answer;
}

bool read_event(std::span<const std::uint8_t> frame, EventView& view) {
  ByteReader in(frame);
  view.kind = in.choice(FrameKind::called, FrameKind::ended);
  view.elapsed_ns = in.number();
  view.process = in.number();
  view.socket = read_socket(in);
  if (in.good()) read_body(in, view);
  return in.good() && in.at_end();
}

Event make_event(const EventView& view, Seq seq, std::int64_t t_ns, std::shared_ptr<const Line> line) {
  return {seq, t_ns, static_cast<ProcessId>(view.process), view.socket, make_body(view, std::move(line))};
}

}  // namespace doorway
