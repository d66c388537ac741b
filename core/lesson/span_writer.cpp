#include "core/lesson/span_writer.hpp"

#include <algorithm>
#include <utility>

namespace doorway {
namespace {

bool have_same_style(const Span& a, const Span& b) {
  return a.strong == b.strong && a.emphasis == b.emphasis && a.code == b.code;
}

void append(Spans& spans, Span span) {
  if (span.text.empty() && !span.engineer) return;
  if (!spans.empty() && !span.engineer && !spans.back().engineer && have_same_style(spans.back(), span)) {
    spans.back().text += span.text;
    return;
  }
  spans.push_back(std::move(span));
}

}  // namespace

void SpanWriter::words(Spans& into, const Span& style, std::string_view words) {
  // Markdown hands over a sign that was escaped without its backslash, at the beginning of a piece.
  const auto is_escaped = [&](const char* at) {
    if (at != words.data() || !source_.holds(at)) return false;
    std::size_t backslashes = 0;
    while (at != source_.whole().data() && *--at == '\\') ++backslashes;
    return backslashes % 2 == 1;
  };
  const auto write = [&](std::string_view piece) {
    Span span = style;
    span.text = piece;
    verbatim(into, std::move(span));
  };
  std::size_t from = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    const bool is_sign = c == '{' || (open_ && (c == '|' || c == '}'));
    if (!is_sign || is_escaped(&words[i])) continue;
    write(words.substr(from, i - from));
    sign(into, &words[i]);
    from = i + 1;
  }
  write(words.substr(from));
}

void SpanWriter::verbatim(Spans& into, Span span) {
  append(open_ ? open_->sides[open_->side] : into, std::move(span));
}

void SpanWriter::sign(Spans& into, const char* at) {
  if (*at == '{' && open_) return wrong(at, "a { stands inside of another: write \\{ for the sign itself");
  if (*at == '{') {
    open_ = Alternates{at, {}, 0, false};
  } else if (*at == '}') {
    close(into);
  } else if (open_->side == 1) {
    wrong(at, "{…} has two sides and this begins a third one: write \\| for the sign itself");
  } else {
    open_->side = 1;
  }
}

void SpanWriter::close(Spans& into) {
  auto& [story, engineer] = open_->sides;
  if (open_->side == 0) {
    wrong(open_->at, "{…} has two sides: write {story|engineer}, or \\{ for the sign itself");
  } else if (story.empty() && engineer.empty()) {
    wrong(open_->at, "both sides are empty: write the story's words before the | or an engineer's after it");
  }
  Alternates done = std::move(*open_);
  open_.reset();
  auto& [told, named] = done.sides;
  if (told.size() == 1 && named.size() == 1 && have_same_style(told[0], named[0])) {
    told[0].engineer = std::move(named[0].text);
    return append(into, std::move(told[0]));
  }
  for (Span& span : told) {
    span.engineer = "";
    append(into, std::move(span));
  }
  for (Span& span : named) {
    span.engineer = std::exchange(span.text, {});
    append(into, std::move(span));
  }
}

void SpanWriter::end_line() {
  if (open_) wrong(open_->at, "this { is not closed in its line: write {story|engineer}, or \\{ for the sign itself");
}

void SpanWriter::end(Spans& into) {
  end_line();
  if (open_) close(into);
}

void SpanWriter::wrong(const char* at, std::string message) {
  if (!open_->faulty && source_.holds(at)) mistakes_.add(source_.position_of(at), std::move(message));
  open_->faulty = true;
}

}  // namespace doorway
