#include "app/journeys/journey_reading.hpp"

#include "app/journeys/journey_name.hpp"
#include "app/user_file.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <optional>
#include <string>
#include <utility>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t shown_characters = 120;

std::string safe(std::string_view text) {
  return escape_for_display(text, shown_characters);
}

Spans words(std::string text) {
  return {Span{std::move(text)}};
}

Paragraph sentence(std::string text) {
  return {words(std::move(text))};
}

ListItems facts_of(const OpenedJourney& journey) {
  const RecordingHeader& header = journey.recording->header();
  ListItems facts;
  facts.items.push_back(words("Recorded: " + time_text(journey.info.began_unix_ms)));
  facts.items.push_back(
      words(fmt::format("System: {} {} on {}", safe(header.system), safe(header.kernel), safe(header.machine))));
  facts.items.push_back(words("Sockets of: " + safe(header.network)));
  facts.items.push_back(words(header.free_run ? "All processes ran at once: there were no turns"
                                              : "The processes took turns: one call at a time"));
  facts.items.push_back(words(fmt::format("Events: {}", journey.recording->size())));
  facts.items.push_back(words("Written by: Doorway " + safe(journey.info.doorway)));
  return facts;
}

/// The lesson that it was made in has another scenario by now, or had its scenario changed by the learner; or its text
/// is none.
std::optional<std::string> origin_of(const OpenedJourney& journey, bool lesson_is_well) {
  if (!journey.info.lesson) return std::nullopt;
  const JourneyLesson& lesson = *journey.info.lesson;
  if (!lesson_is_well) {
    return fmt::format(
        "It was made in the lesson {}, which cannot be shown here: this version of Doorway cannot read "
        "it, or it is too large beside the recording.",
        safe(lesson.file));
  }
  return fmt::format(
      "It was made in the lesson {}, on the page \"{}\", with a scenario that is not the page's own: so its question "
      "is not asked here.",
      safe(lesson.file), safe(lesson.page_id));
}

}  // namespace

Lesson pages_showing(const Lesson& lesson, const Scenario& scenario, std::string_view page_id) {
  std::optional<std::size_t> index;
  for (const Page& page : lesson.pages) {
    const bool shows_it = page.scenario && lesson.scenarios[*page.scenario].source == scenario.source;
    if (shows_it && (!index || page.id == page_id)) index = page.scenario;
  }
  Lesson part = lesson;
  const auto shows_other = [&](const Page& page) { return !index || page.scenario != index; };
  part.pages.erase(std::remove_if(part.pages.begin(), part.pages.end(), shows_other), part.pages.end());
  part.scenarios.clear();
  part.scenario_texts.clear();
  if (!index) return part;
  part.scenarios.push_back(lesson.scenarios[*index]);
  part.scenario_texts.push_back(lesson.scenario_texts[*index]);
  for (Page& page : part.pages) page.scenario = 0;
  return part;
}

Lesson lesson_about(const OpenedJourney& journey, const fs::path& path, bool lesson_is_well) {
  const Scenario& scenario = journey.recording->scenario();
  Page page;
  page.title = words("What was recorded");
  page.id = "what-was-recorded";
  page.scenario = 0;
  page.begins_scenario = true;
  const auto add = [&page](ProseBlock block) { page.blocks.emplace_back(std::move(block)); };
  add(sentence(
      "This is a recording: each call in it was made on a real socket, and nothing here is made up. Step through it, "
      "and point at whatever you want to know more about."));
  if (auto origin = origin_of(journey, lesson_is_well)) add(sentence(std::move(*origin)));
  add(facts_of(journey));
  if (!journey.dropped.empty()) add(sentence("Not all of the file can be shown: " + safe(journey.dropped) + "."));
  add(Subheading{words("The scenario")});
  add(CodeBlock{scenario.source});
  add(sentence("R goes on from where the cursor stands, on fresh sockets of this computer."));
  Lesson lesson;
  lesson.title = safe(path.filename().string());
  lesson.pages.push_back(std::move(page));
  lesson.scenarios.push_back(scenario);
  lesson.scenario_texts.push_back(scenario.source);
  return lesson;
}

namespace {

Result<ReadJourney> with_pages(OpenedJourney journey, const fs::path& path) {
  ReadJourney read{path, std::move(journey), {}, 0, false};
  bool lesson_is_well = true;
  if (const auto& made_in = read.journey.info.lesson) {
    const auto lesson = parse_lesson(made_in->text, read.journey.fills);
    lesson_is_well = lesson.has_value();
    if (lesson) read.lesson = pages_showing(*lesson, read.journey.recording->scenario(), made_in->page_id);
    for (std::size_t i = 0; i < read.lesson.pages.size(); ++i) {
      if (read.lesson.pages[i].id == made_in->page_id) read.page = i;
    }
  }
  read.is_of_lesson = !read.lesson.pages.empty();
  if (!read.is_of_lesson) read.lesson = lesson_about(read.journey, path, lesson_is_well);
  return {boost::system::in_place_value, std::move(read)};
}

}  // namespace

Result<ReadJourney> read_recording(const fs::path& path) {
  try {
    auto journey = open_journey(path);
    if (!journey) return journey.error();
    return with_pages(std::move(*journey), path);
  } catch (const std::bad_alloc&) {
    return Error{fmt::format("{}: there is not enough memory to open it", shown_path(path))};
  }
}

}  // namespace doorway::app
