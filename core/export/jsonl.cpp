#include "core/export/jsonl.hpp"

#include "core/base/errno_name.hpp"
#include "core/export/base64.hpp"
#include "core/export/json_line.hpp"
#include "core/export/poll_names.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace doorway {
namespace {

using Json = nlohmann::ordered_json;

constexpr int format_version = 1;

// The keys that each line has come first and in one order, so that a person reading down a column finds them.
Json common_keys(std::optional<std::size_t> run, std::string_view kind, std::string_view evidence) {
  Json json = Json::object();
  if (run) json["run"] = *run;
  for (const char* key : {"seq", "t_ns", "process", "socket"}) json[key] = nullptr;
  json["kind"] = kind;
  for (const char* key : {"call", "result", "errno", "bytes", "data"}) json[key] = nullptr;
  json["evidence"] = evidence;
  return json;
}

// Payloads can be large, and base64 needs no escaping: it goes into the place that the finished line keeps for it. No
// other place looks like that, for within a text quotes are escaped.
void insert_data(std::string& line, const Bytes& data) {
  constexpr std::string_view place = "\"data\":\"";
  line.insert(line.find(place) + place.size(), to_base64(data));
}

Json errno_json(int error) {
  return error == 0 ? Json(nullptr) : Json(errno_name(error));
}

Json tries_json(const Tries& tries) {
  Json list = Json::array();
  for (const Try one : tries) list.push_back({{"result", one.result}, {"errno", errno_json(one.error)}});
  return list;
}

template <class T>
void put_if_present(Json& json, const char* key, const std::optional<T>& value) {
  if (value) json[key] = *value;
}

Json sample_json(const KernelSample& sample) {
  Json json = {{"input_ready", sample.input_ready},
               {"end_of_stream", sample.end_of_stream},
               {"hung_up", sample.hung_up},
               {"error", sample.error}};
  if (sample.state) json["state"] = to_string(*sample.state);
  put_if_present(json, "readable_bytes", sample.readable_bytes);
  put_if_present(json, "unsent_bytes", sample.unsent_bytes);
  put_if_present(json, "unacked_bytes", sample.unacked_bytes);
  put_if_present(json, "fin_unacked", sample.fin_unacked);
  put_if_present(json, "bytes_acked", sample.bytes_acked);
  put_if_present(json, "bytes_received", sample.bytes_received);
  put_if_present(json, "segments_out", sample.segments_out);
  put_if_present(json, "segments_in", sample.segments_in);
  put_if_present(json, "retransmits", sample.retransmits);
  put_if_present(json, "congestion_window", sample.congestion_window);
  put_if_present(json, "round_trip_us", sample.round_trip_us);
  put_if_present(json, "maximum_segment_bytes", sample.maximum_segment_bytes);
  put_if_present(json, "waiting_connections", sample.waiting_connections);
  put_if_present(json, "backlog", sample.backlog);
  put_if_present(json, "receive_memory_bytes", sample.receive_memory_bytes);
  put_if_present(json, "dropped_datagrams", sample.dropped_datagrams);
  return json;
}

std::string_view until_name(SleepsUntil until) {
  switch (until) {
    case SleepsUntil::readable: return "readable";
    case SleepsUntil::writable: return "writable";
    case SleepsUntil::ready: return "ready";
    case SleepsUntil::enough: return "enough";
    case SleepsUntil::time: return "time";
  }
  return "";
}

void put_line(Json& json, const Line& line) {
  json["line"] = line.at.line;
  json["text"] = line.text;
}

void put_call(Json& json, const BegunCall* call) {
  if (call == nullptr) return;
  json["call"] = call_name(call->line->call);
  json["nth"] = call->nth;
  put_line(json, *call->line);
}

/// Fills in what the kinds of events differ in.
struct PutBody {
  Json& json;
  const Event& event;
  const EventNames& names;
  Payload& data;

  [[nodiscard]] const Line* line() const {
    const BegunCall* call = names.latest_call(event.process);
    return call != nullptr ? call->line.get() : nullptr;
  }
  [[nodiscard]] bool sends() const { return line() != nullptr && payload_of(line()->call) != nullptr; }
  [[nodiscard]] bool receives() const {
    return line() != nullptr &&
           (std::holds_alternative<call::Recv>(line()->call) || std::holds_alternative<call::RecvFrom>(line()->call));
  }
  [[nodiscard]] Json name_of(SocketId id) const {
    const MadeSocket* socket = names.socket(id);
    return socket != nullptr ? Json(socket->name) : Json(nullptr);
  }
  void put_address(const char* key, const std::optional<Endpoint>& endpoint) const {
    if (endpoint && endpoint->family != Family::none) json[key] = to_string(*endpoint);
  }

  void put_data(const Payload& payload) const {
    json["data"] = "";
    data = payload;
  }

  void operator()(const Called& called) const {
    put_call(json, names.latest_call(event.process));
    if (const ScriptPayload* payload = payload_of(called.line->call)) {
      json["bytes"] = payload->size();
      put_data(payload->shared());
    }
    put_address("target", called.target);
  }
  void operator()(const Sleeps& sleeps) const {
    put_call(json, names.latest_call(event.process));
    if (sends()) json["bytes"] = sleeps.bytes;
    json["until"] = until_name(sleeps.until);
    json["tries"] = tries_json(sleeps.tries);
    put_address("local", sleeps.local);
  }
  void operator()(const Woke& woke) const {
    put_call(json, names.latest_call(event.process));
    json["timed_out"] = woke.timed_out;
  }
  void operator()(const Returned& returned) const {
    put_call(json, names.latest_call(event.process));
    json["result"] = returned.result;
    json["errno"] = errno_json(returned.error);
    if (sends() || receives()) json["bytes"] = returned.bytes;
    json["tries"] = tries_json(returned.tries);
    if (returned.outcome != nullptr) put_outcome(*returned.outcome);
  }
  void operator()(const Observed& observed) const {
    json["sample"] = sample_json(*observed.sample);
    json["after_own_call"] = observed.after_own_call;
  }
  void operator()(const TurnedAway& stranger) const {
    const MadeSocket* socket = names.socket(event.socket);
    if (socket != nullptr && is_udp(socket->type)) json["bytes"] = stranger.bytes;
    put_address("peer", stranger.peer);
  }
  void operator()(const Ended&) const {}

  void put_outcome(const Outcome& outcome) const {
    if (outcome.data != nullptr) put_data(outcome.data);
    if (outcome.made) {
      json["made"] = {{"socket", outcome.made->name}, {"type", to_string(outcome.made->type)}};
    }
    put_address("local", outcome.local);
    put_address("peer", outcome.peer);
    if (outcome.truncated) json["truncated"] = true;
    if (outcome.bound_first) json["bound_first"] = true;
    if (!outcome.answers.empty()) {
      Json& list = json["answers"] = Json::array();
      for (const PollAnswer& answer : outcome.answers) {
        list.push_back(
            {{"socket", name_of(answer.socket)}, {"name", answer.name}, {"events", poll_names(answer.events)}});
      }
    }
    if (!outcome.closed.empty()) {
      Json& list = json["closed"] = Json::array();
      for (const SocketId id : outcome.closed) list.push_back(name_of(id));
    }
  }
};

bool speaks_of_bytes(InferredKind kind) {
  return kind == InferredKind::data || kind == InferredKind::ack || kind == InferredKind::datagram ||
         kind == InferredKind::datagram_lost || kind == InferredKind::datagram_refused;
}

Json asleep_json(const std::string& process, const ProcessStatus& status, const BegunCall* call) {
  Json json = {{"process", process}};
  if (call != nullptr) {
    put_call(json, call);
  } else if (status.line != nullptr) {
    json["call"] = call_name(status.line->call);
    put_line(json, *status.line);
  }
  return json;
}

Json waiting_json(const std::string& process, const Line& line) {
  Json json = {{"process", process}, {"call", call_name(line.call)}};
  put_line(json, line);
  const SocketRef* needed = port_needed_by(line.call);
  json["port_of"] = needed != nullptr ? Json(needed->process + "." + needed->socket) : Json(nullptr);
  return json;
}

}  // namespace

JsonLines::JsonLines(const RecordingHeader& header, std::optional<std::size_t> run) : header_(header), run_(run) {}

std::string JsonLines::began() const {
  Json json = common_keys(run_, "began", "measured");
  json["seq"] = 0;
  json["t_ns"] = 0;
  json["format"] = format_version;
  json["system"] = header_.system;
  json["kernel"] = header_.kernel;
  json["machine"] = header_.machine;
  json["network"] = header_.network;
  json["free_run"] = header_.free_run;
  Json& processes = json["processes"] = Json::array();
  for (std::size_t number = 0; number < header_.scenario.processes.size(); ++number) {
    processes.push_back({{"number", number}, {"name", header_.scenario.processes[number]}});
  }
  json["scenario"] = header_.scenario.source;
  return json_line(json);
}

std::string JsonLines::event(const Event& event) {
  names_.learn(event);
  Json json = common_keys(run_, kind_name(event.body), "measured");
  json["seq"] = event.seq;
  json["t_ns"] = event.t_ns;
  json["process"] = header_.scenario.processes.at(event.process);
  if (const MadeSocket* socket = names_.socket(event.socket)) json["socket"] = socket->name;
  json["step"] = is_step(event);
  Payload data;
  std::visit(PutBody{json, event, names_, data}, event.body);
  std::string line = json_line(json);
  if (data != nullptr) insert_data(line, *data);
  return line;
}

std::string JsonLines::inferred(const Inferred& inferred) const {
  Json json = common_keys(run_, "inferred", "inferred");
  const auto owner = names_.owner_of(inferred.from);
  if (owner) json["process"] = header_.scenario.processes.at(*owner);
  const auto name_of = [this](SocketId id) {
    const MadeSocket* socket = names_.socket(id);
    return socket != nullptr ? Json(socket->name) : Json(nullptr);
  };
  json["socket"] = name_of(inferred.from);
  if (speaks_of_bytes(inferred.kind)) json["bytes"] = inferred.byte_count;
  json["after"] = inferred.after;
  json["what"] = to_string(inferred.kind);
  json["from"] = name_of(inferred.from);
  json["to"] = name_of(inferred.to);
  if (speaks_of_bytes(inferred.kind) || inferred.kind == InferredKind::fin) json["first_byte"] = inferred.first_byte;
  if (const BegunCall* call = inferred.call ? names_.call(*inferred.call) : nullptr) {
    json["sent_by"] =
        fmt::format("{}.{}#{}", header_.scenario.processes.at(call->process), call_name(call->line->call), call->nth);
  }
  json["reason"] = inferred.reason;
  return json_line(json);
}

std::string JsonLines::finished(const RunStatus& status) const {
  Json json = common_keys(run_, "finished", "measured");
  json["over"] = status.over;
  Json asleep = Json::array();
  Json waiting = Json::array();
  for (std::size_t number = 0; number < status.processes.size(); ++number) {
    const ProcessStatus& process = status.processes[number];
    const std::string& name = header_.scenario.processes.at(number);
    if (process.standing == Standing::asleep) {
      asleep.push_back(asleep_json(name, process, names_.latest_call(static_cast<ProcessId>(number))));
    }
    if (process.standing == Standing::needs_port && process.line != nullptr) {
      waiting.push_back(waiting_json(name, *process.line));
    }
  }
  json["asleep"] = std::move(asleep);
  json["waiting_for_port"] = std::move(waiting);
  json["kernel_timers"] = status.kernel_timers;
  json["crowded_sockets"] = status.crowded_sockets;
  return json_line(json);
}

}  // namespace doorway
