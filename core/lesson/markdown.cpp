#include "core/lesson/markdown.hpp"

#include "core/lesson/markdown_reader.hpp"

#include <fmt/format.h>
#include <md4c.h>

#include <exception>
#include <new>
#include <utility>

namespace doorway {
namespace {

/// md4c is C: no exception may pass through it.
struct Guarded {
  MarkdownReader reader;
  std::exception_ptr thrown;

  template <class Action>
  static int run(void* self, Action action) {
    auto& guarded = *static_cast<Guarded*>(self);
    try {
      action(guarded.reader);
      return 0;
    } catch (...) {
      guarded.thrown = std::current_exception();
      return -1;
    }
  }
};

/// A line of the form `[name]: address` is swallowed by Markdown, so nobody would see that it is not read.
void refuse_link_definitions(std::string_view part, const std::vector<MarkdownBlock>& blocks, const SourceText& source,
                             MistakeList& mistakes) {
  std::vector<std::pair<std::size_t, std::size_t>> fences;
  for (const MarkdownBlock& block : blocks) {
    if (const auto* fence = std::get_if<MarkdownFence>(&block))
      fences.emplace_back(fence->first_line, fence->past_last_line);
  }
  auto next = fences.begin();
  const std::size_t last = part.empty() ? 0 : source.line_of(part.data() + part.size() - 1);
  for (std::size_t line = source.line_of(part.data()); line <= last; ++line) {
    while (next != fences.end() && next->second <= line) ++next;
    if (next != fences.end() && next->first <= line) continue;
    const std::string_view text = source.line(line);
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos || begin > 3 || text[begin] != '[') continue;
    if (text.find("]:") != std::string_view::npos) mistakes.add({line, begin + 1}, no_link);
  }
}

}  // namespace

std::vector<MarkdownBlock> read_markdown(std::string_view part, const SourceText& source, MistakeList& mistakes) {
  Guarded guarded{MarkdownReader(source, part, mistakes), nullptr};
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_COLLAPSEWHITESPACE;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
    return Guarded::run(self, [&](MarkdownReader& reader) { reader.enter_block(type, detail); });
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
    return Guarded::run(self, [&](MarkdownReader& reader) { reader.leave_block(type, detail); });
  };
  parser.enter_span = [](MD_SPANTYPE type, void*, void* self) {
    return Guarded::run(self, [&](MarkdownReader& reader) { reader.enter_span(type); });
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
    return Guarded::run(self, [&](MarkdownReader& reader) { reader.leave_span(type); });
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
    return Guarded::run(self, [&](MarkdownReader& reader) { reader.text(type, {text, size}); });
  };
  const int failed = md_parse(part.data(), static_cast<MD_SIZE>(part.size()), &parser, &guarded);
  if (guarded.thrown) std::rethrow_exception(guarded.thrown);
  if (failed != 0) throw std::bad_alloc();  // the one reason that md4c has of its own
  std::vector<MarkdownBlock> blocks = guarded.reader.finish();
  refuse_link_definitions(part, blocks, source, mistakes);
  return blocks;
}

std::vector<ProseBlock> read_prose(std::string_view part, std::string_view place, const SourceText& source,
                                   MistakeList& mistakes) {
  std::vector<ProseBlock> prose;
  for (MarkdownBlock& block : read_markdown(part, source, mistakes)) {
    if (auto* written = std::get_if<MarkdownProse>(&block)) {
      prose.push_back(std::move(written->block));
    } else if (const auto* heading = std::get_if<MarkdownHeading>(&block)) {
      mistakes.add(heading->at, fmt::format("{} has no headings: write a paragraph", place));
    } else {
      mistakes.add(std::get<MarkdownFence>(block).at, fmt::format("{} has no blocks inside: write a paragraph", place));
    }
  }
  return prose;
}

}  // namespace doorway
