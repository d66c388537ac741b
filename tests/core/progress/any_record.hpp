#pragma once

#include "core/base/utf8.hpp"
#include "core/progress/record.hpp"

#include <rapidcheck.h>

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace doorway::test {

/// A name as a file or a page can have it: any characters, one of them at least.
inline rc::Gen<std::string> any_id() {
  const auto character = rc::gen::map(
      rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(1, 0x80), rc::gen::inRange<std::uint32_t>(0x80, 0xD800),
                     rc::gen::inRange<std::uint32_t>(0xE000, 0x110000)),
      [](std::uint32_t code) { return encode_utf8(static_cast<char32_t>(code)); });
  return rc::gen::map(rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(character)),
                      [](const std::vector<std::string>& characters) {
                        std::string id;
                        for (const std::string& each : characters) id += each;
                        return id;
                      });
}

/// One of few: so that several records are of one page.
inline rc::Gen<std::string> one_of_few_ids() {
  return rc::gen::element<std::string>("01-two-doors", "02-a-number", "\"{}\"", "\xC3\xBC");
}

inline rc::Gen<Answer> any_answer() {
  const auto index = rc::gen::inRange<std::size_t>(0, progress_limits::index + 1);
  const auto indices = rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 10));
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  return rc::gen::oneOf(
      rc::gen::map(index, [](std::size_t choice) { return Answer{answer::One{choice}}; }),
      rc::gen::map(indices, [](std::vector<std::size_t> all) { return Answer{answer::Several{std::move(all)}}; }),
      rc::gen::map(rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(), rc::gen::element(least, most)),
                   [](std::int64_t number) { return Answer{answer::Number{number}}; }),
      rc::gen::map(indices, [](std::vector<std::size_t> all) { return Answer{answer::Order{std::move(all)}}; }),
      rc::gen::just(Answer{answer::Elsewhere{}}));
}

inline rc::Gen<Deed> any_deed() {
  const auto index = rc::gen::inRange<std::size_t>(0, 12);
  return rc::gen::oneOf(
      rc::gen::element<Deed>(deed::Opened{}, deed::Tried{}, deed::SolutionSeen{}, deed::GoalReached{}),
      rc::gen::apply(
          [](Answer answer, bool right) {
            return Deed{deed::Answered{std::move(answer), right}};
          },
          any_answer(), rc::gen::arbitrary<bool>()),
      rc::gen::map(index, [](std::size_t hint) { return Deed{deed::HintTaken{hint}}; }),
      rc::gen::map(index, [](std::size_t gem) { return Deed{deed::GemKept{gem}}; }),
      rc::gen::map(rc::gen::inRange<std::uint32_t>(0, progress_limits::seconds + 1),
                   [](std::uint32_t seconds) { return Deed{deed::TimeSpent{seconds}}; }));
}

inline rc::Gen<ProgressRecord> any_record(rc::Gen<std::string> ids) {
  return rc::gen::apply(
      [](std::int64_t when, std::string lesson, std::string page, Deed deed) {
        return ProgressRecord{when, {std::move(lesson), std::move(page)}, std::move(deed)};
      },
      rc::gen::inRange<std::int64_t>(0, progress_limits::latest_unix_s), ids, ids, any_deed());
}

inline rc::Gen<std::vector<ProgressRecord>> any_records() {
  return rc::gen::container<std::vector<ProgressRecord>>(any_record(rc::gen::oneOf(one_of_few_ids(), any_id())));
}

}  // namespace doorway::test
