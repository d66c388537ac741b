#include "app/journey_page/journey_page.hpp"

#include "app/journey_page/page_assets.hpp"
#include "app/journey_page/page_parts.hpp"
#include "core/base/utf8.hpp"
#include "core/export/base64.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway::app {

using nlohmann::json;

std::string whole(const PageAsset& asset) {
  std::string text;
  for (const std::string_view piece : asset.pieces) text += piece;
  return text;
}

namespace {

/// A source expression of a Content-Security-Policy that admits this text alone. Source: CSP Level 3, 2.3.1.
std::string hash_source(const PageAsset& asset) {
  std::vector<std::uint8_t> digest;
  for (std::size_t i = 0; i + 1 < asset.sha256.size(); i += 2) {
    std::uint8_t byte = 0;
    std::from_chars(asset.sha256.data() + i, asset.sha256.data() + i + 2, byte, 16);
    digest.push_back(byte);
  }
  return "'sha256-" + to_base64(digest) + "'";
}

/// Text between tags or in an attribute, in ASCII: characters beyond it as references.
std::string html_text_of(std::string_view text) {
  const std::string safe = escape_for_display(text);
  std::string out;
  for (std::string_view rest = safe; !rest.empty();) {
    const DecodedCharacter next = decode_utf8(rest);
    const bool is_plain = next.code_point < 0x7F && std::string_view("<>&\"'").find(rest.front()) == std::string::npos;
    out += is_plain ? std::string(1, rest.front()) : fmt::format("&#{};", static_cast<std::uint32_t>(next.code_point));
    rest.remove_prefix(next.size_bytes);
  }
  return out;
}

/// JSON in which nothing can end a script element or begin a comment, in ASCII.
std::string script_json(const json& value) {
  const std::string text = value.dump(-1, ' ', true, json::error_handler_t::replace);
  std::string out;
  out.reserve(text.size() + text.size() / 32);
  for (const char character : text) {
    if (character == '<' || character == '>' || character == '&') {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(character));
    } else {
      out += character;
    }
  }
  return out;
}

/// The template with each `{{name}}` replaced; what is put in is not looked at again.
std::string filled(std::string_view form, const std::map<std::string, std::string, std::less<>>& values) {
  std::string out;
  while (true) {
    const std::size_t begin = form.find("{{");
    const std::size_t end = begin == std::string_view::npos ? begin : form.find("}}", begin);
    if (end == std::string_view::npos) break;
    out += form.substr(0, begin);
    const auto value = values.find(form.substr(begin + 2, end - begin - 2));
    if (value != values.end()) out += value->second;
    form.remove_prefix(end + 2);
  }
  return out += form;
}

std::string text_at(const json& texts, const json& number, Vocabulary vocabulary) {
  const json& text = texts.at(number.get<std::size_t>());
  if (text.is_string()) return text.get<std::string>();
  return text.at(vocabulary == Vocabulary::story ? 0 : 1).get<std::string>();
}

/// What is read where scripts are not run: the sentences.
std::string sentences_html(const json& steps, const json& texts, Vocabulary vocabulary) {
  constexpr std::size_t most_sentences = 500;
  std::string out;
  for (std::size_t i = 1; i < steps.size() && i <= most_sentences; ++i) {
    out += "<li>" + html_text_of(text_at(texts, steps[i].at("says"), vocabulary)) + "</li>\n";
  }
  if (steps.size() > most_sentences + 1) out += "<li>And more, which this list leaves out.</li>\n";
  return out;
}

json about_json(const Recording& recording, const PageAbout& about, const StageScene& first, const StageScene& engineer,
                PageTexts& texts) {
  const RecordingHeader& header = recording.header();
  const auto shown = [](const std::string& text) { return escape_for_display(text, 120); };
  return {{"title", shown(about.title)},
          {"version", shown(about.version)},
          {"when", shown(about.when)},
          {"system", shown(header.system)},
          {"kernel", shown(header.kernel)},
          {"machine", shown(header.machine)},
          {"network", shown(header.network)},
          {"free", header.free_run ? 1 : 0},
          {"opensWith", about.vocabulary == Vocabulary::story ? 0 : 1},
          {"note", texts.add(first.note, engineer.note)}};
}

}  // namespace

Result<std::string> write_journey_page(const Recording& recording, const PageAbout& about, const PageLimits& limits,
                                       const GoOn& go_on) {
  StepIndex steps(recording);
  steps.update();
  if (steps.step_count() == 0) return Error{"this recording has no step to show: run its scenario first"};
  SceneIndex index(recording);
  index.update();
  const auto read_up_to = [&](std::size_t step) { return PageSources(recording, steps, index, steps.cursor_of(step)); };
  PageTexts texts;
  const PageSources sources = read_up_to(limits.steps);
  PageSteps page = steps_json(sources, limits, texts, go_on);
  if (!go_on()) return Error{"the page was not finished"};
  // What is drawn of the part that is held knows nothing of what comes after it.
  const PageSources held = read_up_to(page.last);
  const ScenePair first = scenes_at(held, initial_world(recording.header()));
  json about_page = about_json(recording, about, first.story, first.engineer, texts);
  about_page["steps"] = page.last;
  about_page["stepsInAll"] = steps.step_count();
  json data{{"format", 1}, {"about", std::move(about_page)}, {"themes", themes_json()}};
  data["words"] = words_json(texts);
  data["rooms"] = rooms_json(first, held, steps.cursor_of(page.last), texts);
  data["calls"] = calls_json(held, page.last, texts);
  data["timeline"] = timeline_json(held, page.last, texts, go_on);
  if (!go_on()) return Error{"the page was not finished"};
  std::string sentences = sentences_html(page.steps, texts.all(), about.vocabulary);
  data["steps"] = std::move(page.steps);
  data["parts"] = page.parts.take();
  data["texts"] = texts.take();
  std::string text = filled(whole(page_html), {{"title", html_text_of(escape_for_display(about.title, 120))},
                                               {"script-hash", hash_source(page_js)},
                                               {"style-hash", hash_source(page_css)},
                                               {"style", whole(page_css)},
                                               {"script", whole(page_js)},
                                               {"sentences", std::move(sentences)},
                                               {"data", script_json(data)}});
  return Result<std::string>(boost::system::in_place_value, std::move(text));
}

}  // namespace doorway::app
