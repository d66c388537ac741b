// Two recordings compared: what is the same stays the same, and one thing that was changed is the one that is found.
#include "core/replay/comparison.hpp"

#include "core/scenario/parser.hpp"
#include "tests/core/replay/random_run.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

using namespace doorway;
using doorway::test::alice;
using doorway::test::bob;
using doorway::test::Conversation;
using doorway::test::RandomRun;

namespace {

using Events = std::vector<Event>;

/// The events of a recording that was changed by hand.
class ChangedEvents final : public StoredEvents {
 public:
  explicit ChangedEvents(Events events) : events_(std::move(events)) {}
  [[nodiscard]] Seq size() const override { return events_.size(); }
  [[nodiscard]] const Event& at(Seq seq) const override { return events_[seq - 1]; }
  [[nodiscard]] std::shared_ptr<const Some> some(Seq) const override { return nullptr; }

 private:
  const Events events_;
};

Events events_of(const Recording& recording) {
  Events events;
  for (Seq seq = 1; seq <= recording.size(); ++seq) events.push_back(recording.at(seq));
  return events;
}

/// The same header with these events, numbered from 1.
Recording recording_with(const Recording& like, Events events) {
  for (std::size_t i = 0; i < events.size(); ++i) events[i].seq = i + 1;
  return Recording(like.header(), std::make_unique<ChangedEvents>(std::move(events)));
}

/// The places, from 0, of the events for which this holds.
template <class Predicate>
std::vector<std::size_t> places_where(const Events& events, Predicate holds) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (holds(events[i])) places.push_back(i);
  }
  return places;
}

std::shared_ptr<const Outcome> with_other_data(const Outcome& outcome) {
  auto changed = std::make_shared<Outcome>(outcome);
  Bytes bytes = *outcome.data;
  for (std::uint8_t& byte : bytes) byte ^= 1U;
  changed->data = make_payload(std::move(bytes));
  return changed;
}

/// Changes something of a `sleeps` or a `returned` that counts.
void change_what_counts(EventBody& body, int how) {
  if (auto* sleeps = std::get_if<Sleeps>(&body)) {
    ++sleeps->bytes;
    return;
  }
  auto& returned = std::get<Returned>(body);
  const Outcome* outcome = returned.outcome.get();
  const bool made = outcome != nullptr && static_cast<bool>(outcome->made);
  if (how == 0 && !made) {
    ++returned.result;
  } else if (how == 1 && outcome != nullptr && outcome->data != nullptr && !outcome->data->empty()) {
    returned.outcome = with_other_data(*outcome);
  } else if (how == 2) {
    ++returned.bytes;
  } else {
    ++returned.error;
  }
}

std::size_t total(const comparison::OtherCalls& calls) {
  std::size_t sum = 0;
  for (const std::size_t count : calls.count) sum += count;
  return sum;
}

/// All that a comparison says, to be held against another.
std::string described(const Comparison& comparison) {
  const auto words = [](const CallDifference& one) {
    return std::to_string(one.process) + "#" + std::to_string(one.nth) + ":" + std::to_string(one.here) + "/" +
           std::to_string(one.there) + " ";
  };
  const FirstEvents first = first_events(comparison);
  std::string text =
      std::to_string(comparison.index()) + " " + std::to_string(first.here) + "/" + std::to_string(first.there) + " ";
  const auto* calls = std::get_if<comparison::OtherCalls>(&comparison);
  if (calls == nullptr) return text;
  text += words(calls->first);
  for (std::size_t process = 0; process < calls->known.size(); ++process) {
    text += "; " + std::to_string(calls->count[process]) + " ";
    for (const CallDifference& one : calls->known[process]) text += words(one);
  }
  return text;
}

Scenario script(std::string_view text, std::size_t first_line = 1) {
  auto scenario = parse_scenario(text, first_line);
  REQUIRE(scenario.has_value());
  return std::move(*scenario);
}

constexpr std::string_view compared_script = R"(bob:   l = socket(tcp)
bob:   l.bind(0)
alice: s = socket(tcp)
)";

}  // namespace

TEST_CASE("a recording is the same as itself") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    RC_ASSERT(std::holds_alternative<comparison::Same>(compare(run.recording(), run.recording())));
    const Recording copy = recording_with(run.recording(), events_of(run.recording()));
    RC_ASSERT(std::holds_alternative<comparison::Same>(compare(run.recording(), copy)));
  }));
}

TEST_CASE("one thing that is changed in a run is the one difference that is found, from both sides") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    Events events = events_of(run.recording());
    const auto places = places_where(events, [](const Event& event) {
      return std::holds_alternative<Returned>(event.body) || std::holds_alternative<Sleeps>(event.body);
    });
    RC_PRE(!places.empty());
    const std::size_t place = *rc::gen::elementOf(places);
    change_what_counts(events[place].body, *rc::gen::inRange(0, 4));
    const Recording changed = recording_with(run.recording(), events);
    for (const bool swapped : {false, true}) {
      const Comparison found = swapped ? compare(changed, run.recording()) : compare(run.recording(), changed);
      const auto* calls = std::get_if<comparison::OtherCalls>(&found);
      RC_ASSERT(calls != nullptr);
      RC_ASSERT(calls->first.here == place + 1);
      RC_ASSERT(calls->first.there == place + 1);
      RC_ASSERT(calls->first.process == events[place].process);
      RC_ASSERT(total(*calls) == 1U);
      RC_ASSERT(calls->known.at(calls->first.process).size() == 1U);
    }
  }));
}

TEST_CASE("times, descriptors, addresses, what the kernel says and when it wakes are no difference") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    Events events;
    for (Event event : events_of(run.recording())) {
      if (!counts_in_comparison(event) && *rc::gen::arbitrary<bool>()) continue;
      event.t_ns = event.t_ns * 3 + 1;
      if (auto* called = std::get_if<Called>(&event.body)) called->target.port ^= 1U;
      auto* returned = std::get_if<Returned>(&event.body);
      if (returned != nullptr && returned->outcome != nullptr) {
        auto outcome = std::make_shared<Outcome>(*returned->outcome);
        if (outcome->local) outcome->local->port ^= 1U;
        if (outcome->peer) outcome->peer->port ^= 1U;
        if (outcome->made) returned->result += 5;
        returned->outcome = outcome;
      }
      events.push_back(std::move(event));
    }
    const Recording other = recording_with(run.recording(), std::move(events));
    RC_ASSERT(std::holds_alternative<comparison::Same>(compare(run.recording(), other)));
  }));
}

TEST_CASE("the same calls in another order are told as that, with the first turn that differs") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    Events events = events_of(run.recording());
    const auto compared = places_where(events, counts_in_comparison);
    std::vector<std::size_t> swaps;
    for (std::size_t i = 1; i < compared.size(); ++i) {
      if (events[compared[i - 1]].process != events[compared[i]].process) swaps.push_back(i);
    }
    RC_PRE(!swaps.empty());
    const std::size_t which = *rc::gen::elementOf(swaps);
    std::swap(events[compared[which - 1]], events[compared[which]]);
    const Recording other = recording_with(run.recording(), events);
    const Comparison found = compare(run.recording(), other);
    const auto* order = std::get_if<comparison::OtherOrder>(&found);
    RC_ASSERT(order != nullptr);
    RC_ASSERT(order->here == compared[which - 1] + 1);
    RC_ASSERT(order->there == compared[which - 1] + 1);
  }));
}

TEST_CASE("a recording that ends early differs where it ends, and has nothing there") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    const Events events = events_of(run.recording());
    RC_PRE(!events.empty());
    const std::size_t length = *rc::gen::inRange<std::size_t>(0, events.size());
    const Recording cut =
        recording_with(run.recording(), Events(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(length)));
    const auto compared = places_where(events, counts_in_comparison);
    const auto lost = std::lower_bound(compared.begin(), compared.end(), length);
    const FirstEvents first = first_events(compare(run.recording(), cut));
    const FirstEvents swapped = first_events(compare(cut, run.recording()));
    const Seq expected = lost == compared.end() ? 0 : *lost + 1;
    RC_ASSERT(first.here == expected);
    RC_ASSERT(first.there == 0U);
    RC_ASSERT(swapped.here == 0U);
    RC_ASSERT(swapped.there == expected);
    RC_ASSERT(std::holds_alternative<comparison::Same>(compare(run.recording(), cut)) == (lost == compared.end()));
    // What has come so far, and what will have come then.
    const EventRange part{run.recording(), 1, length + 1};
    RC_ASSERT(std::holds_alternative<comparison::Same>(compare(part, EventRange{cut, 1, cut.size() + 1})));
  }));
}

TEST_CASE("compared while they grow, two recordings differ at each moment as if they were compared anew") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    Events events = events_of(run.recording());
    const auto places = places_where(events, [](const Event& event) {
      return std::holds_alternative<Returned>(event.body) || std::holds_alternative<Sleeps>(event.body);
    });
    const int changes = places.empty() ? 0 : *rc::gen::inRange(0, 4);
    for (int i = 0; i < changes; ++i) {
      change_what_counts(events[*rc::gen::elementOf(places)].body, *rc::gen::inRange(0, 4));
    }
    const Recording changed = recording_with(run.recording(), events);
    GrowingComparison growing(run.recording(), changed);
    Seq here = 0;
    Seq there = 0;
    while (here < run.recording().size() || there < changed.size()) {
      here = std::min<Seq>(run.recording().size(), here + *rc::gen::inRange<Seq>(1, 9));
      there = std::min<Seq>(changed.size(), there + *rc::gen::inRange<Seq>(1, 9));
      growing.update(here, there);
      const Comparison anew = compare(EventRange{run.recording(), 1, here + 1}, EventRange{changed, 1, there + 1});
      RC_ASSERT(described(growing.result()) == described(anew));
    }
  }));
}

TEST_CASE("a call that sleeps in one recording alone is one difference: what follows is held against its own like") {
  Conversation straight;
  const CallId at_once = straight.builder.begin(bob, straight.c, call::Recv{64});
  straight.builder.end(bob, straight.c, at_once, 0);
  straight.builder.close(bob, straight.c);

  Conversation asleep;
  const CallId waits = asleep.builder.begin(bob, asleep.c, call::Recv{64});
  const Seq sleeps = asleep.builder.sleeps(bob, asleep.c, waits, SleepsUntil::readable);
  asleep.builder.woke(bob, asleep.c, waits);
  asleep.builder.end(bob, asleep.c, waits, 0);
  asleep.builder.close(bob, asleep.c);

  const Comparison found = compare(asleep.builder.recording(), straight.builder.recording());
  const auto* calls = std::get_if<comparison::OtherCalls>(&found);
  REQUIRE(calls != nullptr);
  CHECK(calls->first.here == sleeps);
  CHECK(calls->first.there == sleeps);
  CHECK(total(*calls) == 1);
  CHECK(calls->known.at(alice).empty());
}

TEST_CASE("of very many differences a hundred of each process are known, and all are counted") {
  Conversation one;
  Conversation other;
  for (int i = 0; i < 250; ++i) {
    one.builder.recv(bob, one.c, 64, "a");
    other.builder.recv(bob, other.c, 64, "b");
  }
  const Comparison found = compare(one.builder.recording(), other.builder.recording());
  const auto* calls = std::get_if<comparison::OtherCalls>(&found);
  REQUIRE(calls != nullptr);
  CHECK(calls->count.at(bob) == 250);
  CHECK(calls->known.at(bob).size() == comparison::OtherCalls::most_known);
  CHECK(calls->count.at(alice) == 0);
  CHECK(calls->first.nth == 1);
}

TEST_CASE("comments, empty lines and where a script stands in its file make no other script") {
  const Scenario plain = script(compared_script);
  const Scenario dressed = script("# two rooms\n\n" + std::string(compared_script) + "  # the end\n", 12);
  CHECK_FALSE(script_difference(plain, dressed).has_value());
}

TEST_CASE("scripts differ at the first line that is another, or that one of them lacks") {
  const Scenario plain = script(compared_script);
  const auto longer = script_difference(plain, script(std::string(compared_script) + "alice: s.close()\n"));
  REQUIRE(longer.has_value());
  CHECK_FALSE(longer->here.has_value());
  REQUIRE(longer->there.has_value());
  CHECK(longer->there->line == 4);
  CHECK(longer->there->text == "alice: s.close()");

  const auto other = script_difference(plain, script("bob: l = socket(tcp)\n# not bound\nbob: l.listen(1)\n"));
  REQUIRE(other.has_value());
  REQUIRE(other->here.has_value());
  REQUIRE(other->there.has_value());
  CHECK(other->here->line == 2);
  CHECK(other->here->text == "bob: l.bind(0)");
  CHECK(other->there->line == 3);
  CHECK(other->there->text == "bob: l.listen(1)");
}

TEST_CASE("recordings of two scripts are not compared call by call") {
  const auto recording_of = [](std::string_view text) {
    return Recording(RecordingHeader{"Linux", "6.1.0", "x86_64", "loopback", false, script(text)});
  };
  const Recording one = recording_of(compared_script);
  const Recording other = recording_of("alice: s = socket(udp)\n");
  CHECK(std::holds_alternative<comparison::OtherScript>(compare(one, other)));
  CHECK(std::holds_alternative<comparison::Same>(compare(one, recording_of(compared_script))));
}
