#include "core/progress/record_text.hpp"

#include "core/base/overloaded.hpp"
#include "core/base/utf8.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace doorway {
namespace {

using Json = nlohmann::ordered_json;

// --- To text

std::string fitting_id(std::string_view id) {
  if (id.size() <= progress_limits::id_bytes && is_utf8(id)) return std::string(id);
  constexpr std::size_t widest_escape = 12;  // bytes of a character that is shown escaped
  return escape_for_display(id, progress_limits::id_bytes / widest_escape - 1);
}

Json json_of(const Answer& answer) {
  return std::visit(Overloaded{[](const answer::One& one) {
                                 return Json{{"choice", one.choice}};
                               },
                               [](const answer::Several& several) {
                                 return Json{{"choices", several.choices}};
                               },
                               [](const answer::Number& number) {
                                 return Json{{"number", number.number}};
                               },
                               [](const answer::Order& order) {
                                 return Json{{"order", order.items}};
                               },
                               [](const answer::Elsewhere&) {
                                 return Json{{"elsewhere", true}};
                               }},
                    answer);
}

void put_deed(Json& json, const Deed& deed) {
  std::visit(Overloaded{[&](const deed::Opened&) { json["did"] = "opened"; },
                        [&](const deed::Answered& answered) {
                          json["did"] = "answered";
                          json["answer"] = json_of(answered.answer);
                          json["right"] = answered.right;
                        },
                        [&](const deed::Tried&) { json["did"] = "tried"; },
                        [&](const deed::HintTaken& taken) {
                          json["did"] = "hint";
                          json["hint"] = taken.hint;
                        },
                        [&](const deed::SolutionSeen&) { json["did"] = "solution"; },
                        [&](const deed::GoalReached&) { json["did"] = "goal"; },
                        [&](const deed::GemKept& kept) {
                          json["did"] = "gem";
                          json["gem"] = kept.gem;
                        },
                        [&](const deed::TimeSpent& spent) {
                          json["did"] = "spent";
                          json["seconds"] = spent.seconds;
                        }},
             deed);
}

std::string line_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// --- From text

template <class Value>
std::optional<Value> whole_number(const Json& json, const char* name, Value least, Value most) {
  const auto field = json.find(name);
  if (field == json.end() || !field->is_number_integer()) return std::nullopt;
  if (field->is_number_unsigned() &&
      field->get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return std::nullopt;
  }
  const auto number = field->get<std::int64_t>();
  if (number < static_cast<std::int64_t>(least) || number > static_cast<std::int64_t>(most)) return std::nullopt;
  return static_cast<Value>(number);
}

std::optional<std::size_t> index_in(const Json& json, const char* name) {
  return whole_number<std::size_t>(json, name, 0, progress_limits::index);
}

std::optional<std::string> id_in(const Json& json, const char* name) {
  const auto field = json.find(name);
  if (field == json.end() || !field->is_string()) return std::nullopt;
  auto id = field->get<std::string>();
  if (id.empty() || id.size() > progress_limits::id_bytes) return std::nullopt;
  return id;
}

std::optional<std::vector<std::size_t>> indices_in(const Json& json, const char* name) {
  const auto field = json.find(name);
  if (field == json.end() || !field->is_array()) return std::nullopt;
  std::vector<std::size_t> indices;
  for (const Json& each : *field) {
    const auto index = index_in(Json{{"index", each}}, "index");
    if (!index) return std::nullopt;
    indices.push_back(*index);
  }
  return indices;
}

std::optional<Answer> answer_in(const Json& json) {
  const auto field = json.find("answer");
  if (field == json.end() || !field->is_object()) return std::nullopt;
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  if (const auto choice = index_in(*field, "choice")) return answer::One{*choice};
  if (auto choices = indices_in(*field, "choices")) return answer::Several{std::move(*choices)};
  if (const auto number = whole_number<std::int64_t>(*field, "number", least, most)) return answer::Number{*number};
  if (auto items = indices_in(*field, "order")) return answer::Order{std::move(*items)};
  if (field->contains("elsewhere")) return answer::Elsewhere{};
  return std::nullopt;
}

template <class Made, class Value>
std::optional<Deed> deed_with(const std::optional<Value>& value) {
  return value ? std::optional<Deed>(Made{*value}) : std::nullopt;
}

std::optional<Deed> answered_in(const Json& json) {
  auto answer = answer_in(json);
  const auto right = json.find("right");
  if (!answer || right == json.end() || !right->is_boolean()) return std::nullopt;
  return deed::Answered{std::move(*answer), right->get<bool>()};
}

std::optional<Deed> deed_in(const Json& json, std::string_view did) {
  if (did == "opened") return deed::Opened{};
  if (did == "answered") return answered_in(json);
  if (did == "tried") return deed::Tried{};
  if (did == "hint") return deed_with<deed::HintTaken>(index_in(json, "hint"));
  if (did == "solution") return deed::SolutionSeen{};
  if (did == "goal") return deed::GoalReached{};
  if (did == "gem") return deed_with<deed::GemKept>(index_in(json, "gem"));
  return deed_with<deed::TimeSpent>(whole_number<std::uint32_t>(json, "seconds", 0, progress_limits::seconds));
}

bool is_known(std::string_view did) {
  constexpr std::string_view known[] = {"opened", "answered", "tried", "hint", "solution", "goal", "gem", "spent"};
  return std::find(std::begin(known), std::end(known), did) != std::end(known);
}

/// Takes the lines of a text one after the other.
class Reader {
 public:
  void take(std::string_view line) {
    ++line_number_;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) return;
    // A line that is cut off is no JSON object: its last brace is missing.
    const Json json = line.size() <= progress_limits::line_bytes ? Json::parse(line, nullptr, false) : Json();
    const bool is_good = json.is_object() && (json.contains("doorway") ? take_header(json) : take_record(json));
    if (is_good) return;
    if (++found_.damaged_lines == 1) found_.first_damaged_line = line_number_;
  }

  ReadRecords finish() {
    if (found_.is_newer()) found_.records.clear();
    return std::move(found_);
  }

 private:
  bool take_header(const Json& json) {
    const auto version = whole_number<std::uint32_t>(json, "version", 1, std::numeric_limits<std::uint32_t>::max());
    if (!version || json["doorway"] != "progress") return false;
    found_.has_header = true;
    found_.version = std::max(found_.version, *version);
    return true;
  }

  bool take_record(const Json& json) {
    auto lesson = id_in(json, "lesson");
    auto page = id_in(json, "page");
    const auto did = id_in(json, "did");
    const auto when = whole_number<std::int64_t>(json, "unix_s", 0, progress_limits::latest_unix_s);
    if (did && !is_known(*did)) {
      ++found_.unknown_records;
      return true;
    }
    if (!lesson || !page || !did || !when) return false;
    auto deed = deed_in(json, *did);
    if (!deed) return false;
    found_.records.push_back({*when, {std::move(*lesson), std::move(*page)}, std::move(*deed)});
    return true;
  }

  std::size_t line_number_ = 0;
  ReadRecords found_;
};

}  // namespace

std::string progress_header_line() {
  return line_of(Json{{"doorway", "progress"}, {"version", progress_version}});
}

std::string record_line(const ProgressRecord& record) {
  Json json{{"unix_s", std::clamp<std::int64_t>(record.unix_s, 0, progress_limits::latest_unix_s)},
            {"lesson", fitting_id(record.at.lesson)},
            {"page", fitting_id(record.at.page)}};
  put_deed(json, record.deed);
  return line_of(json);
}

ReadRecords read_records(std::string_view text) {
  Reader reader;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    reader.take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.finish();
}

bool is_cut_off_header(std::string_view text) {
  return progress_header_line().starts_with(text);
}

}  // namespace doorway
