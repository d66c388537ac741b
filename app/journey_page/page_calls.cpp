#include "app/journey_page/journey_page.hpp"
#include "app/journey_page/page_parts.hpp"
#include "app/scene/byte_heap.hpp"
#include "core/base/errno_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <variant>

namespace doorway::app {

using nlohmann::json;

namespace {

std::string hex_of(std::span<const std::uint8_t> bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes.first(std::min(bytes.size(), most_payload_bytes))) {
    text += fmt::format("{:02x}", byte);
  }
  return text;
}

class CallWriter {
 public:
  CallWriter(const PageSources& sources, std::size_t last, PageTexts& texts)
      : sources_(sources), end_(sources.steps.cursor_of(last)), texts_(texts) {}

  json call(const IndexedCall& call) const;

 private:
  [[nodiscard]] std::size_t step_of(Seq seq) const { return sources_.steps.step_at(seq); }
  void put_payload(json& out, const IndexedCall& call, const Returned* returned) const;
  void put_received(json& out, const IndexedCall& call, const Returned& returned) const;

  const PageSources& sources_;
  Seq end_;
  PageTexts& texts_;
};

void CallWriter::put_payload(json& out, const IndexedCall& call, const Returned* returned) const {
  const ScriptPayload& payload = *payload_of(call.line->call);
  out["way"] = "out";
  out["bytes"] = hex_of(payload.bytes());
  out["total"] = payload.size();
  out["send"] = call.send_of_all;
  out["nthSend"] = call.send_of_process;
  if (returned != nullptr) out["moved"] = returned->bytes;
}

void CallWriter::put_received(json& out, const IndexedCall& call, const Returned& returned) const {
  if (returned.outcome == nullptr || returned.outcome->data == nullptr) return;
  out["way"] = "in";
  out["bytes"] = hex_of(*returned.outcome->data);
  out["total"] = returned.outcome->data->size();
  out["moved"] = returned.outcome->data->size();
  if (returned.outcome->truncated) out["cut"] = 1;
  json pieces = json::array();
  for (const Segment& segment : sources_.lineage.sources(call.id, end_)) {
    if (segment.recv_offset >= most_payload_bytes && pieces.size() >= most_payload_bytes) break;
    pieces.push_back(
        {index_of(segment.send), segment.send_offset, segment.recv_offset, segment.length, segment.certain ? 1 : 0});
  }
  out["pieces"] = std::move(pieces);
}

json CallWriter::call(const IndexedCall& call) const {
  json out{{"process", call.process},
           {"name", std::string(call_name(call.line->call))},
           {"nth", call.nth},
           {"text", texts_.add(line_text(*call.line))},
           {"begun", step_of(call.called)}};
  const bool is_over = call.returned != 0 && call.returned <= end_;
  const Returned* returned = is_over ? std::get_if<Returned>(&sources_.recording.at(call.returned).body) : nullptr;
  if (payload_of(call.line->call) != nullptr) put_payload(out, call, returned);
  if (returned != nullptr) {
    out["over"] = step_of(call.returned);
    out["result"] = returned->result;
    if (returned->result < 0) out["errno"] = errno_name(returned->error);
    put_received(out, call, *returned);
  }
  return out;
}

}  // namespace

json calls_json(const PageSources& sources, std::size_t last, PageTexts& texts) {
  const CallWriter writer(sources, last, texts);
  const Seq end = sources.steps.cursor_of(last);
  const auto begun = [&](CallId id) {
    const IndexedCall* call = sources.index.call(id);
    return call != nullptr && call->called != 0 && call->called <= end ? call : nullptr;
  };
  std::size_t count = 0;
  for (ProcessId process = 0; process < sources.recording.scenario().processes.size(); ++process) {
    for (const CallId id : sources.index.calls_of(process)) {
      if (begun(id) != nullptr) count = std::max<std::size_t>(count, index_of(id) + 1);
    }
  }
  json calls = json::array();
  for (std::size_t number = 0; number < count; ++number) {
    // Processes that run at once number their calls before they record them: a call can lack those before it. Its place
    // stays empty, so that numbers stay those of the recording.
    const IndexedCall* call = begun(CallId(number));
    calls.push_back(call == nullptr ? json::object() : writer.call(*call));
  }
  return calls;
}

}  // namespace doorway::app
