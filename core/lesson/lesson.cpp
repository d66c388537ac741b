#include "core/lesson/lesson.hpp"

#include "core/base/overloaded.hpp"

#include <fmt/format.h>

namespace doorway {

std::string_view words_of(const Span& span, Vocabulary vocabulary) {
  return vocabulary == Vocabulary::engineer && span.engineer ? *span.engineer : span.text;
}

std::string plain_text(const Spans& spans, Vocabulary vocabulary) {
  std::string text;
  for (const Span& span : spans) text += words_of(span, vocabulary);
  return text;
}

std::string to_string(const StagePart& part) {
  switch (part.kind) {
    case StagePart::Kind::process: return part.process;
    case StagePart::Kind::hands: return part.process + ".hands";
    case StagePart::Kind::program: return part.process + ".program";
    case StagePart::Kind::socket: return part.process + "." + part.socket;
    case StagePart::Kind::send_buffer: return part.process + "." + part.socket + ".sendbuffer";
    case StagePart::Kind::receive_buffer: return part.process + "." + part.socket + ".recvbuffer";
    case StagePart::Kind::backlog: return part.process + "." + part.socket + ".backlog";
    case StagePart::Kind::road: return part.process + "." + part.socket + ".road";
  }
  return {};
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

namespace {

template <typename Kind>
const Kind* block_of(const Page& page) {
  for (const PageBlock& block : page.blocks) {
    if (const auto* found = std::get_if<Kind>(&block)) return found;
  }
  return nullptr;
}

}  // namespace

const Ask* ask_of(const Page& page) {
  return block_of<Ask>(page);
}

std::size_t choice_count(const Ask& ask) {
  return std::visit(Overloaded{[](const OneOf& one) { return one.choices.size(); },
                               [](const SeveralOf& several) { return several.choices.size(); },
                               [](const NumberAnswer&) { return std::size_t{0}; },
                               [](const InOrder& order) { return order.items.size(); },
                               [](const PointAt& point) { return point.targets.size(); }},
                    ask.answers);
}

const Goal* goal_of(const Page& page) {
  return block_of<Goal>(page);
}

std::vector<const Gem*> gems_of(const Page& page) {
  std::vector<const Gem*> gems;
  for (const PageBlock& block : page.blocks) {
    if (const auto* gem = std::get_if<Gem>(&block)) gems.push_back(gem);
  }
  return gems;
}

}  // namespace doorway
