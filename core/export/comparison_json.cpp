#include "core/base/errno_name.hpp"
#include "core/base/overloaded.hpp"
#include "core/export/comparison_report.hpp"
#include "core/export/comparison_words.hpp"
#include "core/export/json_line.hpp"
#include "core/record/event_reader.hpp"
#include "core/replay/step_index.hpp"

#include <nlohmann/json.hpp>

#include <variant>

namespace doorway {
namespace {

using ComparisonJson = nlohmann::ordered_json;

constexpr int comparison_format = 1;

/// One recording, and what is said of its events.
struct JsonSide {
  explicit JsonSide(const ComparedRecording& side) : recording(side.recording), steps(side.recording) {
    steps.update();
    about = {{"file", side.name},
             {"events", steps.known()},
             {"steps", steps.step_count()},
             {"free_run", recording.header().free_run}};
  }

  [[nodiscard]] ComparisonJson event(Seq seq) const {
    if (seq == 0) return nullptr;
    EventReader events(recording);
    const Event& event = events.at(seq);
    ComparisonJson json = {{"seq", seq},        {"step", steps.step_at(seq)}, {"kind", kind_name(event.body)},
                           {"result", nullptr}, {"errno", nullptr},           {"bytes", nullptr}};
    if (const auto* returned = std::get_if<Returned>(&event.body)) {
      json["result"] = returned->result;
      if (returned->error != 0) json["errno"] = errno_name(returned->error);
      json["bytes"] = returned->bytes;
    } else if (const auto* sleeps = std::get_if<Sleeps>(&event.body)) {
      json["bytes"] = sleeps->bytes;
    }
    return json;
  }

  const Recording& recording;
  StepIndex steps;
  ComparisonJson about;
};

struct PutComparison {
  ComparisonJson& json;
  const JsonSide& a;
  const JsonSide& b;

  [[nodiscard]] ComparisonJson difference(const CallDifference& one) const {
    const WhatTheyDid did = what_they_did(a.recording, b.recording, one);
    ComparisonJson of_a = a.event(one.here);
    ComparisonJson of_b = b.event(one.there);
    if (!of_a.is_null()) of_a["did"] = did.here;
    if (!of_b.is_null()) of_b["did"] = did.there;
    return {{"process", a.recording.scenario().processes.at(one.process)},
            {"call", call_name(one.line->call)},
            {"nth", one.nth},
            {"line", one.line->at.line},
            {"text", one.line->text},
            {"a", std::move(of_a)},
            {"b", std::move(of_b)}};
  }

  void operator()(const comparison::Same&) const { json["result"] = "same"; }

  void operator()(const comparison::OtherOrder& order) const {
    const auto turn = [](const JsonSide& side, Seq seq) {
      ComparisonJson event = side.event(seq);
      event["process"] = side.recording.scenario().processes.at(side.recording.at(seq).process);
      return event;
    };
    json["result"] = "other_order";
    json["first"] = {{"a", turn(a, order.here)}, {"b", turn(b, order.there)}};
  }

  void operator()(const comparison::OtherCalls& calls) const {
    json["result"] = "other_calls";
    json["first"] = difference(calls.first);
    std::size_t count = 0;
    ComparisonJson list = ComparisonJson::array();
    for (std::size_t process = 0; process < calls.known.size(); ++process) {
      count += calls.count[process];
      for (const CallDifference& one : calls.known[process]) list.push_back(difference(one));
    }
    json["count"] = count;
    json["differences"] = std::move(list);
  }

  void operator()(const comparison::OtherScript& script) const {
    const auto line = [](const std::optional<ScriptLine>& one) -> ComparisonJson {
      if (!one) return nullptr;
      return {{"line", one->line}, {"text", one->text}};
    };
    json["result"] = "other_scenario";
    json["first"] = {{"a", line(script.here)}, {"b", line(script.there)}};
  }
};

}  // namespace

std::string comparison_json(const Comparison& comparison, const ComparedRecording& a, const ComparedRecording& b) {
  const JsonSide here(a);
  const JsonSide there(b);
  ComparisonJson json = {{"format", comparison_format}, {"a", here.about}, {"b", there.about}};
  std::visit(PutComparison{json, here, there}, comparison);
  return json_line(json);
}

}  // namespace doorway
