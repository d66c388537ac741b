#pragma once

#include "core/lesson/lesson.hpp"
#include "core/lesson/source_text.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace doorway {

/// Puts the words of a text together: neighbours of one style are one span, and `{story|engineer}` is what each
/// vocabulary says.
class SpanWriter {
 public:
  SpanWriter(const SourceText& source, MistakeList& mistakes) : source_(source), mistakes_(mistakes) {}

  /// Words in which `{`, `|` and `}` have their meaning, but where one was escaped. `style` has the span's style.
  void words(Spans& into, const Span& style, std::string_view words);
  /// Code, or what separates words: as it is.
  void verbatim(Spans& into, Span span);
  /// The text is over, or a line of it: nothing may be open any more.
  void end_line();
  /// The text is over.
  void end(Spans& into);

 private:
  struct Alternates {
    const char* at = nullptr;
    std::array<Spans, 2> sides;  // the story's, an engineer's
    std::size_t side = 0;
    bool faulty = false;  // it has been said
  };

  void sign(Spans& into, const char* at);
  void close(Spans& into);
  void wrong(const char* at, std::string message);

  const SourceText& source_;
  MistakeList& mistakes_;
  std::optional<Alternates> open_;
};

}  // namespace doorway
