#include "core/export/comparison_words.hpp"

#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"
#include "core/export/poll_names.hpp"
#include "core/record/event_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <variant>

namespace doorway {
namespace {

std::string what_it_did(const Recording& recording, Seq seq, std::size_t longest) {
  if (seq == 0) return "did nothing more";
  EventReader events(recording);
  const Event& event = events.at(seq);
  std::string words = what_happened(&event);
  const auto* returned = std::get_if<Returned>(&event.body);
  if (returned == nullptr) return words;
  const Told told = told_by(*returned);
  if (told.error != 0 && told.bytes > 0) words += fmt::format(" after {}", count_of(told.bytes, "byte"));
  if (told.data != nullptr && !told.data->empty()) words += " " + shown_bytes(*told.data, longest);
  if (told.truncated) words += ", cut";
  for (const PollAnswer& answer : told.answers) {
    words += fmt::format(" {}:{}", escape_for_display(answer.name, longest), fmt::join(poll_names(answer.events), "|"));
  }
  return words;
}

}  // namespace

WhatTheyDid what_they_did(const Recording& here, const Recording& there, const CallDifference& difference,
                          std::size_t longest) {
  WhatTheyDid did{what_it_did(here, difference.here, longest), what_it_did(there, difference.there, longest)};
  if (did.here == did.there) did.there += ", with other bytes";
  return did;
}

std::string call_name_of(const CallDifference& difference, const Scenario& scenario) {
  return fmt::format("{}.{}#{}", escape_for_display(scenario.processes.at(difference.process), 24),
                     call_name(difference.line->call), difference.nth);
}

}  // namespace doorway
