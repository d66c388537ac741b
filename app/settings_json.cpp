// How settings are written as text, and what of a text is good.

#include "app/settings_file.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace doorway::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<InspectorTab, std::string_view>, 4> leaves{{{InspectorTab::bytes, "bytes"},
                                                                           {InspectorTab::sockets, "sockets"},
                                                                           {InspectorTab::program, "program"},
                                                                           {InspectorTab::transcript, "transcript"}}};

// No desktop is larger, and no part of a window.
constexpr int farthest = 100000;
constexpr float largest_part = 10000;

/// Reads the fields of one object: each that is there and good is taken, and what is not is noted.
class Fields {
 public:
  Fields(const Json& object, std::string path, std::vector<std::string>& mistakes)
      : object_(object), path_(std::move(path)), mistakes_(mistakes) {}

  /// A field that nobody asked for by then is a mistake: it would be lost.
  void finish() {
    for (const auto& [name, value] : object_.items()) {
      if (std::find(known_.begin(), known_.end(), name) == known_.end()) note(name, "is not known");
    }
  }

  const Json* find(const char* name) {
    known_.emplace_back(name);
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }

  void read(const char* name, bool& value) {
    const Json* field = find(name);
    if (field == nullptr) return;
    if (!field->is_boolean()) return note(name, "is neither true nor false");
    value = field->get<bool>();
  }

  void read(const char* name, float& value, float low, float high) {
    const Json* field = find(name);
    if (field == nullptr) return;
    if (!field->is_number()) return note(name, "is no number");
    const auto number = field->get<double>();
    if (!(number >= static_cast<double>(low) && number <= static_cast<double>(high))) {
      return note(name, fmt::format("is not from {} to {}", low, high));
    }
    value = static_cast<float>(number);
  }

  void read(const char* name, int& value, int low, int high) {
    const Json* field = find(name);
    if (field == nullptr) return;
    if (!field->is_number_integer()) return note(name, "is no whole number");
    const auto number = field->get<double>();
    if (number < low || number > high) return note(name, fmt::format("is not from {} to {}", low, high));
    value = static_cast<int>(number);
  }

  /// `meaning` gives the value of a word, or nothing.
  template <class Value, class Meaning>
  void read_word(const char* name, Value& value, Meaning meaning) {
    const Json* field = find(name);
    if (field == nullptr) return;
    if (!field->is_string()) return note(name, "is no text");
    const auto found = meaning(field->get_ref<const std::string&>());
    if (!found)
      return note(name,
                  fmt::format("is unknown (\"{}\")", escape_for_display(field->get_ref<const std::string&>(), 24)));
    value = *found;
  }

  /// A list of at most so many texts, none of them empty.
  void read_texts(const char* name, std::vector<std::string>& texts, std::size_t most) {
    const Json* field = find(name);
    if (field == nullptr) return;
    const auto is_text = [](const Json& each) {
      return each.is_string() && !each.get_ref<const std::string&>().empty();
    };
    if (!field->is_array() || !std::all_of(field->begin(), field->end(), is_text))
      return note(name, "is no list of texts");
    if (field->size() > most) return note(name, fmt::format("has more than {} entries", most));
    texts = field->get<std::vector<std::string>>();
  }

  /// The fields of an object in this one.
  template <class Read>
  void read_object(const char* name, Read read) {
    const Json* field = find(name);
    if (field == nullptr) return;
    if (!field->is_object()) return note(name, "has no fields");
    Fields fields(*field, path_ + name + ".", mistakes_);
    read(fields);
    fields.finish();
  }

 private:
  void note(const std::string& name, const std::string& what) {
    mistakes_.push_back(escape_for_display(path_ + name, 60) + " " + what);
  }

  const Json& object_;
  const std::string path_;
  std::vector<std::string>& mistakes_;
  std::vector<std::string> known_;
};

std::optional<Vocabulary> vocabulary_of(std::string_view word) {
  if (word == "story") return Vocabulary::story;
  if (word == "engineer") return Vocabulary::engineer;
  return std::nullopt;
}

std::optional<InspectorTab> leaf_of(std::string_view word) {
  for (const auto& [leaf, name] : leaves) {
    if (name == word) return leaf;
  }
  return std::nullopt;
}

void read_window(Fields& fields, std::optional<WindowPlace>& window) {
  WindowPlace place;
  fields.read("x", place.x, -farthest, farthest);
  fields.read("y", place.y, -farthest, farthest);
  fields.read("width", place.width, 1, farthest);
  fields.read("height", place.height, 1, farthest);
  fields.read("maximized", place.maximized);
  if (place.width > 0 && place.height > 0) window = place;
}

void read_all(Fields& fields, Settings& settings) {
  fields.read_word("theme", settings.theme, theme_by_word);
  fields.read_word("vocabulary", settings.vocabulary, vocabulary_of);
  fields.read("text_scale", settings.text_scale, smallest_text_scale, largest_text_scale);
  fields.read("speed", settings.speed, slowest_speed, fastest_speed);
  fields.read("reduced_motion", settings.reduced_motion);
  settings.text_scale = nearest_text_scale(settings.text_scale);
  settings.speed = nearest_speed(settings.speed);
  fields.read_object("panels", [&](Fields& panels) {
    panels.read("lesson_width", settings.panels.lesson_w, 0, largest_part);
    panels.read("timeline_height", settings.panels.timeline_h, 0, largest_part);
    panels.read("inspector_width", settings.panels.inspector_w, 0, largest_part);
  });
  fields.read_object("inspector", [&](Fields& inspector) {
    inspector.read("open", settings.panels.inspector_is_open);
    inspector.read_word("leaf", settings.inspector_tab, leaf_of);
  });
  fields.read_object("window", [&](Fields& window) { read_window(window, settings.window); });
  fields.read_texts("recent_files", settings.recent_files, most_recent_files);
}

}  // namespace

std::string settings_text(const Settings& settings) {
  Json json;
  json["theme"] = theme_word(settings.theme);
  json["vocabulary"] = settings.vocabulary == Vocabulary::story ? "story" : "engineer";
  json["text_scale"] = settings.text_scale;
  json["speed"] = settings.speed;
  json["reduced_motion"] = settings.reduced_motion;
  json["panels"] = {{"lesson_width", settings.panels.lesson_w},
                    {"timeline_height", settings.panels.timeline_h},
                    {"inspector_width", settings.panels.inspector_w}};
  json["inspector"] = {{"open", settings.panels.inspector_is_open},
                       {"leaf", leaves.at(static_cast<std::size_t>(settings.inspector_tab)).second}};
  if (const auto& window = settings.window) {
    json["window"] = {{"x", window->x},
                      {"y", window->y},
                      {"width", window->width},
                      {"height", window->height},
                      {"maximized", window->maximized}};
  }
  if (!settings.recent_files.empty()) json["recent_files"] = settings.recent_files;
  return json.dump(2) + "\n";
}

ParsedSettings parse_settings(std::string_view text) {
  ParsedSettings parsed;
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) {
    parsed.mistakes.emplace_back("the file is no JSON, or was cut off");
    return parsed;
  }
  if (!json.is_object()) {
    parsed.mistakes.emplace_back("the file has no fields");
    return parsed;
  }
  Fields fields(json, "", parsed.mistakes);
  read_all(fields, parsed.settings);
  fields.finish();
  return parsed;
}

}  // namespace doorway::app
