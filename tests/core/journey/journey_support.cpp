#include "tests/core/journey/journey_support.hpp"

#include "core/base/overloaded.hpp"
#include "core/export/jsonl.hpp"
#include "core/export/text.hpp"
#include "core/export/write_recording.hpp"
#include "core/journey/crc32.hpp"
#include "core/lesson/place.hpp"
#include "core/live/status.hpp"
#include "core/record/recorder.hpp"
#include "core/scenario/parser.hpp"
#include "core/session/replay_view.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <stdexcept>
#include <utility>

namespace doorway::test {

namespace {

bool same_payload(const Payload& a, const Payload& b) {
  return (a == nullptr) == (b == nullptr) && (a == nullptr || *a == *b);
}

bool same_outcome(const std::shared_ptr<const Outcome>& a, const std::shared_ptr<const Outcome>& b) {
  if (a == nullptr || b == nullptr) return a == b;
  return same_payload(a->data, b->data) && a->made == b->made && a->local == b->local && a->peer == b->peer &&
         a->answers == b->answers && a->closed == b->closed && a->truncated == b->truncated &&
         a->bound_first == b->bound_first;
}

/// Compares two bodies of the same kind.
struct SameBody {
  const EventBody& other;

  bool operator()(const Called& a) const {
    const auto& b = std::get<Called>(other);
    return a.call == b.call && a.nth == b.nth && a.line->at == b.line->at && a.line->text == b.line->text &&
           a.line->process == b.line->process && a.target == b.target;
  }
  bool operator()(const Sleeps& a) const {
    const auto& b = std::get<Sleeps>(other);
    return a.call == b.call && a.until == b.until && a.bytes == b.bytes && a.tries == b.tries && a.local == b.local;
  }
  bool operator()(const Woke& a) const {
    const auto& b = std::get<Woke>(other);
    return a.call == b.call && a.timed_out == b.timed_out;
  }
  bool operator()(const Returned& a) const {
    const auto& b = std::get<Returned>(other);
    return a.call == b.call && a.result == b.result && a.error == b.error && a.bytes == b.bytes && a.tries == b.tries &&
           same_outcome(a.outcome, b.outcome);
  }
  bool operator()(const Observed& a) const {
    const auto& b = std::get<Observed>(other);
    return *a.sample == *b.sample && a.after_own_call == b.after_own_call;
  }
  bool operator()(const TurnedAway& a) const {
    const auto& b = std::get<TurnedAway>(other);
    return a.peer == b.peer && a.bytes == b.bytes;
  }
  bool operator()(const Ended&) const { return true; }
};

bool is_same_event(const Event& a, const Event& b) {
  return a.seq == b.seq && a.t_ns == b.t_ns && a.process == b.process && a.socket == b.socket &&
         a.body.index() == b.body.index() && std::visit(SameBody{b.body}, a.body);
}

/// Writes the calls of a recording that was made by hand as lines.
class LinesOfHand {
 public:
  explicit LinesOfHand(const Recording& by_hand) : by_hand_(by_hand) {
    for (Seq seq = 1; seq <= by_hand.size(); ++seq) {
      const auto* returned = std::get_if<Returned>(&by_hand.at(seq).body);
      if (returned != nullptr && returned->outcome && returned->outcome->made) {
        made_[returned->call] = returned->outcome->made->id;
      }
    }
  }

  std::string text() {
    std::string text;
    for (Seq seq = 1; seq <= by_hand_.size(); ++seq) {
      const Event& event = by_hand_.at(seq);
      const auto* called = std::get_if<Called>(&event.body);
      if (called == nullptr) continue;
      text += by_hand_.scenario().processes.at(event.process) + ": ";
      if (const auto made = made_.find(called->call); made != made_.end()) text += name(made->second) + " = ";
      if (event.socket != SocketId::none) text += name(event.socket) + ".";
      text += std::string(call_name(called->line->call)) + "(" + arguments(called->line->call) + ")\n";
    }
    return text;
  }

  static std::string name(SocketId id) { return "s" + std::to_string(index_of(id)); }

 private:
  static std::string quoted(const Bytes& payload) { return '"' + std::string(payload.begin(), payload.end()) + '"'; }

  static std::string arguments(const Call& call) {
    return std::visit(
        Overloaded{[](const call::Socket& socket) { return std::string(to_string(socket.type)); },
                   [](const call::Bind&) { return std::string("0"); },
                   [](const call::Listen&) { return std::string("1"); },
                   [](const call::Connect&) { return std::string("bob.s0"); },
                   [](const call::Send& send) { return quoted(send.payload.bytes()); },
                   [](const call::SendTo& send) { return quoted(send.payload.bytes()) + ", bob.s0"; },
                   [](const call::Recv& recv) { return std::to_string(std::max<std::size_t>(1, recv.size_bytes)); },
                   [](const call::RecvFrom& recv) { return std::to_string(std::max<std::size_t>(1, recv.size_bytes)); },
                   [](const auto&) { return std::string(); }},
        call);
  }

  const Recording& by_hand_;
  std::map<CallId, SocketId> made_;
};

}  // namespace

void write_file(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

bool says(const std::string& message, std::string_view part) {
  return message.find(part) != std::string::npos;
}

std::string difference(const Recording& here, const Recording& there) {
  const RecordingHeader& a = here.header();
  const RecordingHeader& b = there.header();
  const bool same_header = a.system == b.system && a.kernel == b.kernel && a.machine == b.machine &&
                           a.network == b.network && a.free_run == b.free_run &&
                           a.scenario.source == b.scenario.source && a.scenario.processes == b.scenario.processes &&
                           a.scenario.lines.size() == b.scenario.lines.size();
  if (!same_header) return "the headers differ";
  if (here.size() != there.size()) {
    return "there are " + std::to_string(here.size()) + " and " + std::to_string(there.size()) + " events";
  }
  for (Seq seq = 1; seq <= here.size(); ++seq) {
    if (!is_same_event(here.at(seq), there.at(seq))) return "event " + std::to_string(seq) + " differs";
  }
  return "";
}

std::unique_ptr<Recording> with_lines(const Recording& by_hand) {
  auto scenario = parse_scenario(LinesOfHand(by_hand).text());
  if (!scenario) throw std::runtime_error(to_string(scenario.error().front()));
  std::vector<ProcessId> numbers;  // the scenario has its processes in another order
  for (const std::string& name : by_hand.scenario().processes) {
    const auto found = std::find(scenario->processes.begin(), scenario->processes.end(), name);
    numbers.push_back(static_cast<ProcessId>(found - scenario->processes.begin()));
  }
  auto made = std::make_unique<Recording>(RecordingHeader{"Linux", "6.1.0", "x86_64", "loopback", false, *scenario});
  Recorder recorder(*made);
  std::size_t line = 0;
  for (Seq seq = 1; seq <= by_hand.size(); ++seq) {
    Event event = by_hand.at(seq);
    const ProcessId process = numbers.at(event.process);
    if (auto* called = std::get_if<Called>(&event.body)) called->line = scenario->lines.at(line++);
    auto* returned = std::get_if<Returned>(&event.body);
    if (returned != nullptr && returned->outcome && returned->outcome->made) {
      auto outcome = std::make_shared<Outcome>(*returned->outcome);
      outcome->made->name = scenario->processes.at(process) + "." + LinesOfHand::name(outcome->made->id);
      if (event.socket == outcome->made->id) event.socket = SocketId::none;
      returned->outcome = std::move(outcome);
    }
    recorder.record(process, event.socket, std::move(event.body));
  }
  return made;
}

void write_journey(const Recording& recording, const std::filesystem::path& file, JourneyInfo info) {
  JournalWriter writer({file, false}, std::move(info));
  if (const auto opened = writer.open(); opened.has_error()) throw std::runtime_error(opened.error().message);
  writer.begin(recording.header());
  for (Seq seq = 1; seq <= recording.size(); ++seq) writer.append(recording.at(seq));
  RunStatus status;
  status.over = true;
  for (std::size_t i = 0; i < recording.scenario().processes.size(); ++i) {
    status.processes.push_back({Standing::ended, nullptr, std::nullopt});
  }
  writer.finish(status);
}

namespace {
std::uint32_t four_bytes_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (unsigned i = 0; i < 4; ++i) value |= std::uint32_t{static_cast<std::uint8_t>(bytes.at(at + i))} << (8 * i);
  return value;
}
}  // namespace

std::vector<std::size_t> frame_starts(std::string_view journey) {
  std::vector<std::size_t> starts{journey_format::preamble_bytes};
  while (starts.back() < journey.size()) {
    starts.push_back(starts.back() + journey_format::frame_head_bytes + four_bytes_at(journey, starts.back()));
  }
  return starts;
}

void mend_checksum(std::string& journey, std::size_t frame) {
  const std::size_t from = frame + journey_format::frame_head_bytes;
  const std::size_t length = four_bytes_at(journey, frame);
  const std::uint32_t crc = crc32_of({reinterpret_cast<const std::uint8_t*>(journey.data()) + from, length});
  for (unsigned i = 0; i < 4; ++i) journey.at(frame + 4 + i) = static_cast<char>((crc >> (8 * i)) & 0xFFU);
}

void read_all_of(const Recording& recording) {
  ReplayView view(std::shared_ptr<const Recording>(&recording, [](const Recording*) {}));
  view.update();
  JsonLines json(recording.header());
  TextLanes lanes(recording.header(), {});
  static_cast<void>(json.began());
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    static_cast<void>(json.event(recording.at(seq)));
    static_cast<void>(lanes.event(recording.at(seq)));
    for (const Inferred& inferred : view.inference.at(seq)) static_cast<void>(json.inferred(inferred));
    if (const auto call = call_of(recording.at(seq).body)) {
      static_cast<void>(view.lineage.sources(*call, seq));
      static_cast<void>(view.lineage.destinations(*call, seq));
    }
  }
  for (Seq seq = recording.size() + 1; seq-- > 0;) static_cast<void>(view.history.at(seq));
  for (const RecordingFormat format : {RecordingFormat::csv, RecordingFormat::mermaid, RecordingFormat::pcapng}) {
    const RecordingExport what{format, true, latest_beginning_unix_ms * 1'000'000};
    static_cast<void>(write_recording(recording, {}, what, [](std::string_view) { return true; }));
  }
}

std::size_t times(std::size_t usual, std::size_t heavy) {
  return std::getenv("DOORWAY_HEAVY") != nullptr ? heavy : usual;
}

}  // namespace doorway::test
