#include "core/base/count_of.hpp"
#include "core/base/suggest.hpp"
#include "core/base/utf8.hpp"
#include "core/lesson/lesson.hpp"
#include "core/lesson/lesson_header.hpp"
#include "core/lesson/markdown.hpp"
#include "core/lesson/page_parts.hpp"
#include "core/scenario/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace doorway {
namespace {

constexpr std::array<std::string_view, 10> fence_words{"scenario", "ask", "cue",  "try",   "goal",
                                                       "solution", "gem", "note", "recap", "text"};
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Turns the blocks of a file into pages.
class LessonReader {
 public:
  LessonReader(std::string_view text, FillStore& fills) : source_(text), fills_(fills) {}

  Result<Lesson, std::vector<Mistake>> read() {
    check_characters(source_, mistakes_);
    if (!mistakes_.empty()) return mistakes_.in_order();
    const std::size_t first_line = read_lesson_header(source_, lesson_, mistakes_);
    const std::string_view body = source_.lines(first_line, source_.line_count() + 1);
    for (MarkdownBlock& block : read_markdown(body, source_, mistakes_)) {
      if (too_many_pages_ || mistakes_.is_full()) break;
      std::visit(*this, block);
    }
    end_page();
    if (lesson_.pages.empty() && mistakes_.empty()) {
      mistakes_.add({std::max<std::size_t>(1, source_.line_count()), 1},
                    "the lesson has no pages: write ## and a title for the first one");
    }
    if (!mistakes_.empty()) return mistakes_.in_order();
    return std::move(lesson_);
  }

  void operator()(MarkdownHeading& heading) {
    if (heading.level == 1) {
      mistakes_.add(heading.at, "the lesson's title stands in its header: write ## for the title of a page");
    } else if (heading.level == 2) {
      begin_page(heading);
    } else if (heading.level == 3) {
      add(Subheading{std::move(heading.text)}, heading.at);
    } else {
      mistakes_.add(heading.at, "a page has no headings below ###: write ### or **strong** text");
    }
  }

  void operator()(MarkdownProse& prose) { add(std::move(prose.block), prose.at); }

  void operator()(MarkdownFence& fence) {
    if (!fence.more.empty() && fence.word != "ask") {
      mistakes_.add(fence.at, fmt::format("after the word {0} the line ends: write ```{0}", quote_input(fence.word)));
    }
    if (fence.word.empty() || fence.word == "text") return add(CodeBlock{std::move(fence.text)}, fence.at);
    if (std::find(fence_words.begin(), fence_words.end(), fence.word) == fence_words.end()) return refuse_word(fence);
    if (!is_on_page(fence.at)) return;
    if (fence.word == "scenario") return read_scenario(fence);
    parts_.emplace_back(std::move(fence));
  }

 private:
  Page& page() { return lesson_.pages.back(); }

  bool is_on_page(SourcePosition at) {
    if (lesson_.pages.empty() && !said_before_pages_) {
      mistakes_.add(at, "this stands before the first page: write ## and a title above it");
      said_before_pages_ = true;
    }
    return !lesson_.pages.empty();
  }

  void add(ProseBlock block, SourcePosition at) {
    if (is_on_page(at)) parts_.emplace_back(std::move(block));
  }

  void refuse_word(const MarkdownFence& fence) {
    const auto meant = suggest(fence.word, fence_words);
    mistakes_.add(fence.at,
                  meant ? fmt::format("there is no block ```{}: did you mean ```{}?", quote_input(fence.word), *meant)
                        : fmt::format("there is no block ```{}: write ```text for what is shown as it is",
                                      quote_input(fence.word)));
    if (!lesson_.pages.empty()) parts_.emplace_back(CodeBlock{fence.text});
  }

  void begin_page(const MarkdownHeading& heading) {
    end_page();
    if (lesson_.pages.size() == lesson_limits::pages) {
      mistakes_.add(heading.at,
                    fmt::format("a lesson has {} pages at most: write a second lesson", lesson_limits::pages));
      too_many_pages_ = true;
      return;
    }
    Page page;
    page.title = heading.text;
    page.at = heading.at;
    const std::string title = plain_text(page.title);
    page.id = id_of(title);
    const std::size_t named = count_characters(plain_text(page.title, Vocabulary::engineer));
    const std::size_t count = std::max(count_characters(title), named);
    if (title.empty() || named == 0) mistakes_.add(page.at, "the page has no title: write it after ##");
    if (count > lesson_limits::title_characters) {
      mistakes_.add(page.at, fmt::format("the title has {} characters and the limit is {}: write a shorter one", count,
                                         lesson_limits::title_characters));
    }
    lesson_.pages.push_back(std::move(page));
  }

  /// Of the title's letters and digits, with "-2" where a page before has the same.
  std::string id_of(std::string_view title) {
    std::string id;
    for (const char c : title) {
      const bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
      if (c >= 'A' && c <= 'Z') {
        id += static_cast<char>(c - 'A' + 'a');
      } else if (is_word) {
        id += c;
      } else if (!id.empty() && id.back() != '-' && c != '\'') {
        id += '-';
      }
    }
    while (id.ends_with('-')) id.pop_back();
    if (id.empty()) id = "page";
    std::string unique = id;
    for (int nth = 2; !ids_.insert(unique).second; ++nth) unique = fmt::format("{}-{}", id, nth);
    return unique;
  }

  void read_scenario(const MarkdownFence& fence) {
    if (page().begins_scenario) {
      mistakes_.add(fence.at, "a page has one scenario: write ## and a title for the next page before this one");
      return;
    }
    page().begins_scenario = true;
    lesson_.scenario_texts.push_back(fence.text);
    auto scenario = parse_scenario(source_.lines(fence.first_line, fence.past_last_line), fence.first_line, fills_);
    scenario_is_well_ = scenario.has_value();
    if (scenario) {
      lesson_.scenarios.push_back(std::move(*scenario));
    } else {
      mistakes_.add_all(scenario.error());
      lesson_.scenarios.emplace_back();
    }
  }

  void end_page() {
    if (lesson_.pages.empty() || too_many_pages_) return;
    if (!lesson_.scenarios.empty()) page().scenario = lesson_.scenarios.size() - 1;
    const Scenario* scenario = page().scenario && scenario_is_well_ ? &lesson_.scenarios.back() : nullptr;
    read_page_parts(parts_, scenario, page(), source_, mistakes_, fills_);
    if (std::none_of(parts_.begin(), parts_.end(), is_seen)) {
      mistakes_.add(page().at, "the page has no text: write what is to be seen on it, or take it out");
    }
    parts_.clear();
  }

  /// Whether a learner sees it, were it without mistakes.
  static bool is_seen(const PagePart& part) {
    const auto* fence = std::get_if<MarkdownFence>(&part);
    return fence == nullptr || (fence->word != "cue" && fence->word != "note" && fence->word != "solution");
  }

  const SourceText source_;
  FillStore& fills_;
  MistakeList mistakes_;
  Lesson lesson_;
  bool scenario_is_well_ = false;  // the last one
  bool too_many_pages_ = false;
  bool said_before_pages_ = false;  // once is enough
  std::vector<PagePart> parts_;     // of the page that is being read
  std::set<std::string> ids_;
};

}  // namespace

Result<Lesson, std::vector<Mistake>> parse_lesson(std::string_view text) {
  FillStore fills;
  return parse_lesson(text, fills);
}

Result<Lesson, std::vector<Mistake>> parse_lesson(std::string_view text, FillStore& fills) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (text.size() > lesson_limits::text_bytes) {
    return std::vector<Mistake>{{{1, 1},
                                 fmt::format("the lesson has {} bytes and the limit is {}: write two of it",
                                             grouped(text.size()), grouped(lesson_limits::text_bytes))}};
  }
  return LessonReader(text, fills).read();
}

}  // namespace doorway
