// A condition: what is read can be written and read again as the same, and judged.
#include "core/lesson/condition.hpp"
#include "tests/core/lesson/hand_made_recording.hpp"
#include "tests/fuzz/expect.hpp"

#include <optional>
#include <string>
#include <vector>

using namespace doorway;

namespace {

// As many as a condition of the greatest length can have; each is at a token of its own.
constexpr std::size_t most_mistakes = longest_condition_bytes;

/// Some calls of each kind that conditions ask for.
CallTable made_table() {
  HandMadeRecording made;
  made.socket(0, "s");
  made.send(0, "Hello");
  made.recv(1, "Hello");
  made.sleeps(1, made.call(1, call::Recv{8}));
  made.fails(0, made.begin_send(0, "x"), 32);
  made.port(1, call::Local{}, 4711);
  made.ended(0);
  return summarise(made.recording());
}

void try_condition(std::string_view text, const ScenarioNames& names, const CallTable& table) {
  constexpr SourcePosition first{3, 5};
  const auto parsed = parse_condition(text, first, names);
  if (!parsed) return fuzz::expect_mistakes(parsed.error(), text, most_mistakes, first);
  const std::string written = to_string(*parsed);
  if (written.size() <= longest_condition_bytes) {
    const auto again = parse_condition(written, {}, names);
    fuzz::expect(again.has_value(), "what is written can be read", written);
    fuzz::expect(*again == *parsed, "what is read again is the same", written);
    fuzz::expect(holds(*again, table) == holds(*parsed, table), "the same condition holds where it held", written);
  }
}

void try_number(std::string_view text, const ScenarioNames& names, const CallTable& table) {
  const auto parsed = parse_number(text, {}, names);
  if (!parsed) return fuzz::expect_mistakes(parsed.error(), text, most_mistakes);
  const auto again = parse_number(to_string(*parsed), {}, names);
  fuzz::expect(again.has_value() && *again == *parsed, "a number that is written is the same", to_string(*parsed));
  fuzz::expect(number_in(*again, table) == number_in(*parsed, table), "the same number is in the recording");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::as_text(data, size);
  static const CallTable table = made_table();
  static const ScenarioNames any(nullptr);
  static const ScenarioNames two(std::vector<std::string>{"alice", "bob"});
  try_condition(text, any, table);
  try_condition(text, two, table);
  try_number(text, any, table);
  return 0;
}
