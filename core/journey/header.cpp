#include "core/journey/header.hpp"

#include "core/scenario/limits.hpp"
#include "core/scenario/parser.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace doorway {

namespace {

using HeaderJson = nlohmann::ordered_json;

constexpr std::size_t most_in_order = 100'000;
constexpr std::size_t deepest = 8;

/// Picks out of the text what the header knows, in one pass; nothing else takes room. Lists and objects inside of what
/// is not known are passed over.
class HeaderReader final : public nlohmann::json_sax<HeaderJson> {
 public:
  std::map<std::string, std::string, std::less<>> texts;  // those of the lesson with "lesson." before
  std::map<std::string, std::int64_t, std::less<>> numbers;
  std::map<std::string, bool, std::less<>> flags;
  std::vector<std::string> order;
  bool has_order = false;
  bool has_lesson = false;

  bool key(string_t& name) override {
    if (depth_ == 1) outer_ = name.substr(0, longest_key);
    if (depth_ == 2) inner_ = name.substr(0, longest_key);
    return true;
  }
  bool string(string_t& value) override {
    if (depth_ == 1 && is_one_of(outer_, outer_texts)) return keep(outer_, value);
    if (depth_ != 2) return depth_ > 0;
    if (outer_ == "lesson" && is_one_of(inner_, lesson_texts)) return keep("lesson." + inner_, value);
    if (outer_ != "order") return true;
    order.push_back(value);
    return value.size() <= limits::name_characters && order.size() <= most_in_order;
  }
  bool boolean(bool value) override {
    if (depth_ == 1 && outer_ == "free_run") flags[outer_] = value;
    return depth_ > 0;
  }
  bool number_integer(number_integer_t value) override { return number(value); }
  bool number_unsigned(number_unsigned_t value) override {
    constexpr auto most = static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max());
    return number(static_cast<std::int64_t>(std::min(value, most)));
  }
  bool number_float(number_float_t, const string_t&) override { return depth_ > 0; }
  bool null() override { return depth_ > 0; }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override {
    has_lesson = has_lesson || (depth_ == 1 && outer_ == "lesson");
    return ++depth_ <= deepest;
  }
  bool start_array(std::size_t) override {
    has_order = has_order || (depth_ == 1 && outer_ == "order");
    return depth_ > 0 && ++depth_ <= deepest;
  }
  bool end_object() override { return leave(); }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  static constexpr std::size_t longest_key = 20;
  static constexpr std::size_t longest_word = 4096;
  static constexpr std::size_t longest_file = 2 * limits::text_bytes;  // more than a lesson may have
  static constexpr std::array<std::string_view, 6> outer_texts{"doorway", "system",  "kernel",
                                                               "machine", "network", "scenario"};
  static constexpr std::array<std::string_view, 3> number_keys{"began_unix_ms", "first_line", "line_count"};
  static constexpr std::array<std::string_view, 3> lesson_texts{"file", "page", "text"};

  template <std::size_t N>
  static bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }
  bool keep(const std::string& name, const std::string& value) {
    const bool is_whole_file = name == "scenario" || name == "lesson.text";
    if (value.size() > (is_whole_file ? longest_file : longest_word)) return false;
    texts[name] = value;  // a copy has no room to spare
    return true;
  }
  bool number(std::int64_t value) {
    if (depth_ == 1 && is_one_of(outer_, number_keys)) numbers[outer_] = value;
    return depth_ > 0 && !(depth_ == 2 && outer_ == "order");
  }
  bool leave() {
    --depth_;
    return true;
  }

  std::size_t depth_ = 0;
  std::string outer_;
  std::string inner_;
};

/// Takes values out of what was read; where one is missing, `good` turns false.
class HeaderValues {
 public:
  explicit HeaderValues(HeaderReader& read) : read_(read) {}

  [[nodiscard]] bool good() const { return good_; }

  std::string text(std::string_view key) {
    const auto found = read_.texts.find(key);
    good_ = good_ && found != read_.texts.end();
    return found != read_.texts.end() ? std::move(found->second) : std::string();
  }
  bool flag(std::string_view key) {
    const auto found = read_.flags.find(key);
    good_ = good_ && found != read_.flags.end();
    return found != read_.flags.end() && found->second;
  }
  std::int64_t number(std::string_view key, std::int64_t at_most) {
    const auto found = read_.numbers.find(key);
    const bool fits = found != read_.numbers.end() && found->second >= 0 && found->second <= at_most;
    good_ = good_ && fits;
    return fits ? found->second : 0;
  }

 private:
  HeaderReader& read_;
  bool good_ = true;
};

const Error not_well{"its header is not well"};

Result<Scenario> read_scenario(HeaderValues& values, FillStore& fills) {
  constexpr std::int64_t most_lines = 1LL << 31;
  const std::string source = values.text("scenario");
  const auto first_line = static_cast<std::size_t>(values.number("first_line", most_lines));
  const auto line_count = static_cast<std::size_t>(values.number("line_count", limits::unrolled_lines));
  if (!values.good()) return not_well;
  auto scenario = parse_scenario(source, first_line, fills);
  if (!scenario) {
    return Error{fmt::format("this version of Doorway does not understand its scenario (line {})",
                             to_string(scenario.error().front()))};
  }
  if (scenario->lines.size() != line_count) {
    return Error{fmt::format("its scenario had {} lines, and {} as this version of Doorway reads it", line_count,
                             scenario->lines.size())};
  }
  return std::move(*scenario);
}

}  // namespace

std::string header_json(const RecordingHeader& header, const JourneyInfo& info) {
  HeaderJson json = {{"doorway", info.doorway},     {"began_unix_ms", info.began_unix_ms}, {"system", header.system},
                     {"kernel", header.kernel},     {"machine", header.machine},           {"network", header.network},
                     {"free_run", header.free_run}, {"order", HeaderJson::array()}};
  for (const ProcessId process : info.order) json["order"].push_back(header.scenario.processes.at(process));
  json["scenario"] = header.scenario.source;
  json["first_line"] = header.scenario.first_line;
  json["line_count"] = header.scenario.lines.size();
  if (info.lesson) {
    json["lesson"] = {{"file", info.lesson->file}, {"page", info.lesson->page_id}, {"text", info.lesson->text}};
  }
  return json.dump(-1, ' ', false, HeaderJson::error_handler_t::replace);
}

Result<JourneyHeader> read_header(std::string_view text) {
  HeaderReader read;
  if (!HeaderJson::sax_parse(text, &read) || !read.has_order) return not_well;
  HeaderValues values(read);
  JourneyHeader header;
  auto scenario = read_scenario(values, header.fills);
  if (!scenario) return scenario.error();
  header.info.doorway = values.text("doorway");
  header.info.began_unix_ms = values.number("began_unix_ms", std::numeric_limits<std::int64_t>::max());
  if (header.info.began_unix_ms > latest_beginning_unix_ms) {
    return Error{"its header says that it was recorded after the year 2248"};
  }
  for (const std::string& name : read.order) {
    const auto found = std::find(scenario->processes.begin(), scenario->processes.end(), name);
    if (found == scenario->processes.end()) return not_well;
    header.info.order.push_back(static_cast<ProcessId>(found - scenario->processes.begin()));
  }
  header.recording = {values.text("system"),  values.text("kernel"),   values.text("machine"),
                      values.text("network"), values.flag("free_run"), std::move(*scenario)};
  if (read.has_lesson) {
    header.info.lesson =
        JourneyLesson{values.text("lesson.file"), values.text("lesson.text"), values.text("lesson.page")};
  }
  if (!values.good()) return not_well;
  return header;
}

}  // namespace doorway
