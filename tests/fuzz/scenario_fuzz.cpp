// A scenario: what is read can be written and read again as the same, as a program, and while it is being typed.
#include "core/base/utf8.hpp"
#include "core/export/program.hpp"
#include "core/scenario/completion.hpp"
#include "core/scenario/highlight.hpp"
#include "core/scenario/limits.hpp"
#include "core/scenario/parser.hpp"
#include "tests/core/scenario/print.hpp"
#include "tests/fuzz/expect.hpp"

#include <algorithm>
#include <string>

using namespace doorway;

namespace {

/// Whether it is small enough to be written line for line, payloads as hexadecimal digits.
bool is_small(const Scenario& scenario) {
  if (scenario.lines.size() > 500) return false;
  for (const auto& line : scenario.lines) {
    const ScriptPayload* payload = payload_of(line->call);
    if (payload != nullptr && payload->size() > 1000) return false;
  }
  return true;
}

void try_scenario(const Scenario& scenario) {
  fuzz::expect(!scenario.lines.empty() && scenario.lines.size() <= limits::unrolled_lines, "there are lines to run");
  fuzz::expect(scenario.processes.size() <= limits::processes, "processes are few");
  if (!is_small(scenario)) return;
  const std::string written = test::print(scenario);
  const auto again = parse_scenario(written);
  fuzz::expect(again.has_value(), "what is written can be read", written);
  fuzz::expect(test::print(*again) == written, "what is read again is the same", written);
  for (std::size_t i = 0; i < scenario.processes.size(); ++i) {
    for (const ProgramLanguage language : {ProgramLanguage::python, ProgramLanguage::c}) {
      fuzz::expect_text(text_of(make_program(scenario, static_cast<ProcessId>(i), language)));
    }
  }
}

/// What the editor asks of a line, and at a place of the text.
void try_typing(std::string_view text, std::size_t offset) {
  for (const Completion& offer : completions_at(text, offset)) {
    fuzz::expect(offer.begin <= offer.end && offer.end <= text.size(), "an offer takes the place of bytes of the text");
    fuzz::expect(offer.select_begin <= offer.select_end && offer.select_end <= offer.text.size(),
                 "what is typed over next is part of the offer", offer.text);
    fuzz::expect_line(offer.shown, 200);
    fuzz::expect_line(offer.meaning, 400);
  }
  if (const auto help = help_at(text, offset)) fuzz::expect_line(help->usage, 400);
}

void try_colours(std::string_view line) {
  std::size_t at = 0;
  for (const InkedBytes& inked : inks_of(line)) {
    fuzz::expect(inked.begin == at && inked.end > at, "inks stand behind one another", line);
    at = inked.end;
  }
  fuzz::expect(at == line.size(), "each byte has its ink", line);
  const ByteRange word = word_at_column(line, 1 + fuzz::choice_of(line, 80));
  fuzz::expect(word.begin <= word.end && word.end <= line.size(), "a word is within its line", line);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::as_text(data, size);
  const auto scenario = parse_scenario(text, 7);
  if (scenario) {
    try_scenario(*scenario);
  } else {
    fuzz::expect_mistakes(scenario.error(), text, limits::mistakes + 1, {7, 1});
  }
  try_typing(text, text.size());
  try_typing(text, fuzz::choice_of(text, text.size() + 10));
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    try_colours(text.substr(from, end - from));
    from = end + 1;
  }
  return 0;
}
