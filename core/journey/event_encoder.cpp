#include "core/journey/event_encoder.hpp"

#include "core/journey/byte_writer.hpp"
#include "core/journey/journey.hpp"

#include <algorithm>

namespace doorway {

namespace {

using namespace journey_format;

void put_socket(ByteWriter& out, SocketId id) {
  out.number(id == SocketId::none ? 0 : std::uint64_t{index_of(id)} + 1);
}

void put_tries(ByteWriter& out, const Tries& tries) {
  out.number(tries.size());
  for (const Try one : tries) {
    out.signed_number(one.result);
    out.number(static_cast<std::uint32_t>(one.error));
  }
}

void put_made(ByteWriter& out, const MadeSocket& made) {
  out.number(index_of(made.id));
  out.byte(static_cast<unsigned>(made.type));
  out.text(made.name);
}

void put_outcome(ByteWriter& out, const Outcome* outcome) {
  if (outcome == nullptr) return out.byte(0);
  const bool lists = !outcome->answers.empty() || !outcome->closed.empty();
  unsigned bits = outcome_present;
  if (outcome->data != nullptr) bits |= outcome_data;
  if (outcome->made) bits |= outcome_made;
  if (outcome->local) bits |= outcome_local;
  if (outcome->peer) bits |= outcome_peer;
  if (outcome->truncated) bits |= outcome_truncated;
  if (outcome->bound_first) bits |= outcome_bound_first;
  if (lists) bits |= outcome_lists;
  out.byte(bits);
  if (outcome->made) put_made(out, *outcome->made);
  if (outcome->local) out.endpoint(*outcome->local);
  if (outcome->peer) out.endpoint(*outcome->peer);
  if (lists) {
    out.number(outcome->answers.size());
    for (const PollAnswer& answer : outcome->answers) {
      put_socket(out, answer.socket);
      out.text(answer.name);
      out.two_bytes(static_cast<std::uint16_t>(answer.events));
    }
    out.number(outcome->closed.size());
    for (const SocketId id : outcome->closed) put_socket(out, id);
  }
  if (outcome->data != nullptr) out.bytes(*outcome->data);
}

/// The optional fields of a sample: first a mask of those that are there, then they.
class SampleFields {
 public:
  explicit SampleFields(const KernelSample& sample) : sample_(sample) {}

  void put(ByteWriter& out) {
    visit([this](const auto& field) {
      if (field) mask_ |= 1U << bit_;
      ++bit_;
    });
    out.number(mask_);
    visit([&out](const auto& field) {
      if (field) out.number(static_cast<std::uint64_t>(*field));
    });
  }

 private:
  template <class Visit>
  void visit(Visit visit_field) const {
    const KernelSample& s = sample_;
    visit_field(s.state);
    visit_field(s.readable_bytes);
    visit_field(s.unsent_bytes);
    visit_field(s.unacked_bytes);
    visit_field(s.fin_unacked);
    visit_field(s.bytes_acked);
    visit_field(s.bytes_received);
    visit_field(s.segments_out);
    visit_field(s.segments_in);
    visit_field(s.retransmits);
    visit_field(s.congestion_window);
    visit_field(s.round_trip_us);
    visit_field(s.maximum_segment_bytes);
    visit_field(s.waiting_connections);
    visit_field(s.backlog);
    visit_field(s.receive_memory_bytes);
    visit_field(s.dropped_datagrams);
  }

  const KernelSample& sample_;
  unsigned mask_ = 0;
  unsigned bit_ = 0;
};

/// What the kinds of events differ in.
struct PutEvent {
  ByteWriter& out;
  const Event& event;
  LinePlaces& places;

  void operator()(const Called& called) const {
    out.number(index_of(called.call));
    out.number(called.nth);
    out.number(places.of_called(event.process, called.line.get()));
    out.endpoint(called.target);
  }
  void operator()(const Sleeps& sleeps) const {
    out.number(index_of(sleeps.call));
    out.byte(static_cast<unsigned>(sleeps.until));
    out.number(sleeps.bytes);
    put_tries(out, sleeps.tries);
    out.endpoint(sleeps.local);
  }
  void operator()(const Woke& woke) const {
    out.number(index_of(woke.call));
    out.flag(woke.timed_out);
  }
  void operator()(const Returned& returned) const {
    out.number(index_of(returned.call));
    out.signed_number(returned.result);
    out.number(static_cast<std::uint32_t>(returned.error));
    out.number(returned.bytes);
    put_tries(out, returned.tries);
    put_outcome(out, returned.outcome.get());
  }
  void operator()(const Observed& observed) const {
    const KernelSample& sample = *observed.sample;
    out.flag(observed.after_own_call);
    out.byte((sample.input_ready ? sample_input_ready : 0U) | (sample.end_of_stream ? sample_end_of_stream : 0U) |
             (sample.hung_up ? sample_hung_up : 0U) | (sample.error ? sample_error : 0U));
    SampleFields(sample).put(out);
  }
  void operator()(const TurnedAway& stranger) const {
    out.endpoint(stranger.peer);
    out.number(stranger.bytes);
  }
  void operator()(const Ended&) const {}
};

}  // namespace

LinePlaces::LinePlaces(const Scenario& scenario)
    : scenario_(scenario), places_(scenario.processes.size()), next_(scenario.processes.size()) {
  for (std::size_t place = 0; place < scenario.lines.size(); ++place) {
    places_.at(scenario.lines[place]->process).push_back(place);
  }
}

std::size_t LinePlaces::of_called(ProcessId process, const Line* line) {
  if (process >= places_.size()) return of(line);
  const std::vector<std::size_t>& own = places_[process];
  std::size_t& next = next_[process];
  if (next >= own.size() || scenario_.lines[own[next]].get() != line) return of(line);
  return own[next++];
}

std::size_t LinePlaces::of(const Line* line) const {
  const auto found = std::find_if(scenario_.lines.begin(), scenario_.lines.end(),
                                  [line](const auto& one) { return one.get() == line; });
  return static_cast<std::size_t>(found - scenario_.lines.begin());
}

// The kinds of frames are the kinds of events, in the same order, from 1.
void EventEncoder::encode(const Event& event, Bytes& out) {
  ByteWriter writer(out);
  writer.byte(static_cast<unsigned>(event.body.index() + 1));
  writer.number(static_cast<std::uint64_t>(event.t_ns - t_ns_));
  t_ns_ = event.t_ns;
  writer.number(event.process);
  put_socket(writer, event.socket);
  std::visit(PutEvent{writer, event, places_}, event.body);
}

}  // namespace doorway
