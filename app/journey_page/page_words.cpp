#include "app/journey_page/page_parts.hpp"
#include "app/labels.hpp"
#include "app/theme.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace doorway::app {

using nlohmann::json;

namespace {

std::string css(Color color) {
  return fmt::format("#{:02x}{:02x}{:02x}", color.r, color.g, color.b);
}

json colors_json(const Theme& theme) {
  using Named = std::pair<std::string_view, Color Theme::*>;
  constexpr std::array<Named, 41> named{{{"sky-top", &Theme::sky_top},
                                         {"sky-bottom", &Theme::sky_bottom},
                                         {"hill", &Theme::hill},
                                         {"panel", &Theme::panel},
                                         {"page", &Theme::page},
                                         {"bar", &Theme::bar},
                                         {"button", &Theme::button},
                                         {"button-text", &Theme::button_text},
                                         {"accent", &Theme::accent},
                                         {"accent-text", &Theme::accent_text},
                                         {"action", &Theme::action},
                                         {"action-text", &Theme::action_text},
                                         {"line", &Theme::line},
                                         {"text", &Theme::text},
                                         {"text-dim", &Theme::text_dim},
                                         {"heading", &Theme::heading},
                                         {"program", &Theme::program},
                                         {"program-text", &Theme::program_text},
                                         {"program-done", &Theme::program_done},
                                         {"program-present", &Theme::program_present},
                                         {"strip", &Theme::strip},
                                         {"strip-text", &Theme::strip_text},
                                         {"tube", &Theme::tube},
                                         {"tube-edge", &Theme::tube_edge},
                                         {"road", &Theme::road},
                                         {"road-edge", &Theme::road_edge},
                                         {"road-mark", &Theme::road_mark},
                                         {"paper", &Theme::paper},
                                         {"paper-text", &Theme::paper_text},
                                         {"paper-warning", &Theme::paper_warning},
                                         {"paper-line", &Theme::paper_line},
                                         {"door-frame", &Theme::door_frame},
                                         {"door-knob", &Theme::door_knob},
                                         {"light", &Theme::light},
                                         {"inferred", &Theme::inferred},
                                         {"lit", &Theme::lit},
                                         {"warning", &Theme::warning},
                                         {"byte-text", &Theme::byte_text},
                                         {"unknown-byte", &Theme::unknown_byte},
                                         {"script-call", &Theme::script_call},
                                         {"script-payload", &Theme::script_payload}}};
  json colors = json::object();
  for (const auto& [name, member] : named) colors[std::string(name)] = css(theme.*member);
  for (std::size_t i = 0; i < send_color_count; ++i) colors[fmt::format("send-{}", i)] = css(theme.sends.at(i));
  return colors;
}

json process_json(const ProcessColors& colors) {
  return {{"strong", css(colors.strong)},
          {"shade", css(colors.shade)},
          {"name", css(colors.text)},
          {"walls", css(colors.walls)},
          {"inside-top", css(colors.inside_top)},
          {"inside-bottom", css(colors.inside_bottom)},
          {"highlight", css(colors.highlight)},
          {"skin", css(colors.skin)},
          {"hair", css(colors.hair)}};
}

}  // namespace

json themes_json() {
  json themes = json::array();
  for (const ThemeName name : {ThemeName::night, ThemeName::parchment, ThemeName::high_contrast}) {
    const Theme theme = theme_of(name);
    json processes = json::array();
    for (const ProcessColors& colors : theme.processes) processes.push_back(process_json(colors));
    themes.push_back({{"name", std::string(theme_word(name))},
                      {"title", std::string(theme_title(name))},
                      {"dark", theme.dark ? 1 : 0},
                      {"colors", colors_json(theme)},
                      {"processes", std::move(processes)}});
  }
  return themes;
}

json words_json(PageTexts& texts) {
  const auto both = [&texts](Term term) {
    return texts.add(word_with_term(term, Vocabulary::story), word_with_term(term, Vocabulary::engineer));
  };
  json words{{"socket", both(Term::socket)}, {"datagram", both(Term::datagram)}};
  words["sockets"] = texts.add("Doors", "Sockets");
  return words;
}

}  // namespace doorway::app
