#include "core/progress/progress_csv.hpp"

#include "core/base/utf8.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace doorway {
namespace {

std::string line_of(std::initializer_list<std::string> fields) {
  std::string line;
  for (const std::string& field : fields) line += csv_field(field) + ",";
  line.pop_back();
  return line + "\r\n";
}

std::string yes_or_no(bool asked, bool is_so) {
  return asked ? (is_so ? "yes" : "no") : "";
}

std::string count_if_asked(bool asked, std::size_t count) {
  return asked ? std::to_string(count) : "";
}

std::string time_text(std::int64_t unix_s) {
  return unix_s == 0 ? "" : fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(unix_s)));
}

/// What there is on a page to be done.
struct PageOffer {
  std::string title;
  bool asks = false;
  bool has_goal = false;
  std::size_t gems = 0;
};

/// A row. Ids come from a file: they are made safe to show.
std::string page_line(const PageRef& at, const std::string& lesson_title, const PageOffer& offer,
                      const PageProgress& done) {
  const bool is_answered = offer.asks && done.answers > 0;
  return line_of({escape_for_display(at.lesson), lesson_title, escape_for_display(at.page), offer.title,
                  yes_or_no(true, done.opened), count_if_asked(offer.asks, done.answers),
                  yes_or_no(is_answered, done.right_at_first), yes_or_no(is_answered, done.right),
                  std::to_string(done.experiments), yes_or_no(offer.has_goal, done.goal_reached),
                  count_if_asked(offer.has_goal, done.hints.size()), yes_or_no(offer.has_goal, done.solution_seen),
                  std::to_string(done.gems.size()), std::to_string(offer.gems), std::to_string(done.active_s),
                  time_text(done.last_unix_s)});
}

PageOffer offer_of(const Page& page, Vocabulary vocabulary) {
  return {shown_title(page, vocabulary), ask_of(page) != nullptr, goal_of(page) != nullptr, gems_of(page).size()};
}

/// Of a page whose text is not at hand.
PageOffer offer_of(const PageProgress& done) {
  return {"", done.answers > 0, done.goal_reached || done.solution_seen || !done.hints.empty(), done.gems.size()};
}

bool has_page(const Lesson& lesson, std::string_view id) {
  return std::any_of(lesson.pages.begin(), lesson.pages.end(), [&](const Page& page) { return page.id == id; });
}

const KnownLesson* known(std::span<const KnownLesson> lessons, std::string_view id) {
  const auto found = std::find_if(lessons.begin(), lessons.end(), [&](const KnownLesson& lesson) {
    return lesson.lesson != nullptr && lesson.id == id;
  });
  return found == lessons.end() ? nullptr : &*found;
}

}  // namespace

std::string csv_field(std::string_view text) {
  constexpr std::string_view formula = "=+-@\t\r";
  std::string field;
  if (!text.empty() && formula.find(text.front()) != std::string_view::npos) field = "'";
  field += text;
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char letter : field) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return quoted + "\"";
}

std::string progress_csv(std::span<const KnownLesson> lessons, const Progress& progress, Vocabulary vocabulary) {
  std::string text = line_of({"lesson", "lesson_title", "page", "page_title", "opened", "answers", "right_at_first",
                              "right", "own_runs", "goal_reached", "hints_taken", "solution_seen", "gems_kept", "gems",
                              "active_seconds", "last_utc"});
  for (const KnownLesson& each : lessons) {
    if (each.lesson == nullptr) continue;
    for (const Page& page : each.lesson->pages) {
      const PageRef at{each.id, page.id};
      const PageProgress* done = progress.page(at);
      text += page_line(at, shown_title(*each.lesson), offer_of(page, vocabulary), done ? *done : PageProgress{});
    }
  }
  for (const auto& [id, pages] : progress.lessons) {
    const KnownLesson* lesson = known(lessons, id);
    for (const auto& [page, done] : pages) {
      if (lesson != nullptr && has_page(*lesson->lesson, page)) continue;
      text += page_line({id, page}, lesson ? shown_title(*lesson->lesson) : "", offer_of(done), done);
    }
  }
  return text;
}

}  // namespace doorway
