#include "core/lesson/lesson.hpp"

#include <fmt/format.h>

namespace doorway {

std::string plain_text(const Spans& spans) {
  std::string text;
  for (const Span& span : spans) text += span.text;
  return text;
}

std::string to_string(const Place& place) {
  const auto with_call = [&place](std::string_view word) {
    return fmt::format("{} {}.{}#{}", word, place.call.calls.process, place.call.calls.call, place.call.nth);
  };
  switch (place.moment) {
    case Place::Moment::start: return "start";
    case Place::Moment::before: return with_call("before");
    case Place::Moment::at: return with_call("at");
    case Place::Moment::asleep: return with_call("asleep");
    case Place::Moment::after: return with_call("after");
    case Place::Moment::end: return "end";
  }
  return {};
}

const Ask* ask_of(const Page& page) {
  for (const PageBlock& block : page.blocks) {
    if (const auto* ask = std::get_if<Ask>(&block)) return ask;
  }
  return nullptr;
}

}  // namespace doorway
