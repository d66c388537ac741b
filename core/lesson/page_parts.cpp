#include "core/lesson/page_parts.hpp"

#include "core/base/overloaded.hpp"
#include "core/lesson/lesson_blocks.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <string>
#include <utility>

namespace doorway {
namespace {

class PageReader {
 public:
  PageReader(std::vector<PagePart>& parts, const Scenario* scenario, Page& page, const SourceText& source,
             MistakeList& mistakes, FillStore& fills)
      : parts_(parts), names_(scenario), page_(page), reading_{names_, source, mistakes, fills}, mistakes_(mistakes) {}

  void read() {
    for (const PagePart& part : parts_) {
      if (const auto* fence = std::get_if<MarkdownFence>(&part)) note_solution(*fence);
    }
    for (PagePart& part : parts_) {
      std::visit(Overloaded{[this](ProseBlock& prose) { page_.blocks.emplace_back(std::move(prose)); },
                            [this](const MarkdownFence& fence) { read_fence(fence); }},
                 part);
    }
    if (solution_ != nullptr && counts_["goal"] == 0) {
      mistakes_.add(solution_->at, "there is no goal that this solves: write a block ```goal on this page");
    }
  }

 private:
  void note_solution(const MarkdownFence& fence) {
    if (fence.word == "solution" && solution_ == nullptr) solution_ = &fence;
  }

  void read_fence(const MarkdownFence& fence) {
    const std::string& word = fence.word;
    if (!may_stand_here(fence)) return;
    if (word == "ask" && has_scenario("a run answers the question", fence)) {
      add(read_ask(fence, reading_));
    } else if (word == "cue" && has_scenario("a cue is a place in a run", fence)) {
      page_.cue = read_cue(fence, page_.begins_scenario, reading_);
    } else if (word == "try" && has_scenario("there is nothing to change", fence)) {
      add(read_experiment(fence, reading_));
    } else if (word == "goal" && has_scenario("a run reaches the goal", fence)) {
      add(read_goal(fence, solution_, reading_));
    } else if (word == "gem") {
      add(read_gem(fence, reading_));
    } else if (word == "recap") {
      add(read_recap(fence, reading_));
    } else if (word == "note") {
      if (auto note = read_note(fence, reading_)) page_.notes.push_back(std::move(*note));
    }
  }

  template <class Block>
  void add(std::optional<Block> block) {
    if (block) page_.blocks.emplace_back(std::move(*block));
  }

  bool may_stand_here(const MarkdownFence& fence) {
    const std::size_t count = ++counts_[fence.word];
    if (fence.word == "note") return true;
    if (fence.word == "gem") {
      if (count == lesson_limits::gems + 1) {
        mistakes_.add(fence.at, fmt::format("a page has {} gems at most: take some out", lesson_limits::gems));
      }
      return count <= lesson_limits::gems;
    }
    if (count == 1) return true;
    mistakes_.add(fence.at, fmt::format("a page has one block ```{0}: write ## and a title for the next page before "
                                        "this one, or take it out",
                                        fence.word));
    return false;
  }

  bool has_scenario(std::string_view why, const MarkdownFence& fence) {
    if (page_.scenario) return true;
    mistakes_.add(fence.at, fmt::format("{}, and there is none so far: write a block ```scenario on this page", why));
    return false;
  }

  std::vector<PagePart>& parts_;
  const ScenarioNames names_;
  Page& page_;
  const BlockReading reading_;
  MistakeList& mistakes_;
  const MarkdownFence* solution_ = nullptr;
  std::map<std::string, std::size_t, std::less<>> counts_;
};

}  // namespace

void read_page_parts(std::vector<PagePart>& parts, const Scenario* scenario, Page& page, const SourceText& source,
                     MistakeList& mistakes, FillStore& fills) {
  PageReader(parts, scenario, page, source, mistakes, fills).read();
}

}  // namespace doorway
