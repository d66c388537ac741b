#pragma once

#include "core/record/event_reader.hpp"
#include "core/record/recording.hpp"
#include "core/record/same_event.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// Two recordings of the same script, compared by what core/record/same_event.hpp says counts. A pure function of both.
namespace doorway {

/// A line of one of two scripts.
struct ScriptLine {
  std::size_t line = 1;  ///< in its file, from 1
  std::string text;      ///< `bob: c.recv(64)`, as written: escape it for display
};

/// A call that went otherwise.
struct CallDifference {
  ProcessId process = 0;
  std::uint32_t nth = 1;             ///< the nth call of its name that the process began
  std::shared_ptr<const Line> line;  ///< of the call, in the recording that has it; never null
  Seq here = 0;                      ///< the first event of the call that the other recording has not; 0: none has come
  Seq there = 0;
};

/// How two recordings differ.
namespace comparison {
/// The scripts are not the same: their first lines that differ. Comments and empty lines do not count.
struct OtherScript {
  std::optional<ScriptLine> here;  ///< none: this script ends before
  std::optional<ScriptLine> there;
};
/// Each process made the same calls with the same results, and all took turns in the same order.
struct Same {};
/// Each process made the same calls with the same results, and they took turns in another order: the first events of
/// calls at which another process was there.
struct OtherOrder {
  Seq here = 0;
  Seq there = 0;
};
/// A call went otherwise, or has not come so far.
struct OtherCalls {
  CallDifference first;                            ///< which comes first in either recording
  std::vector<std::vector<CallDifference>> known;  ///< by process, in its order; at most `most_known` of each
  std::vector<std::size_t> count;                  ///< by process: also those that are too many to be known

  static constexpr std::size_t most_known = 100;
};
}  // namespace comparison

using Comparison =
    std::variant<comparison::Same, comparison::OtherOrder, comparison::OtherCalls, comparison::OtherScript>;

/// Where two scripts first differ, or nothing.
std::optional<comparison::OtherScript> script_difference(const Scenario& here, const Scenario& there);

/// Two recordings compared while they grow: what both have gone through is not looked at again. Owned by one thread.
class GrowingComparison {
 public:
  /// Both recordings outlive it.
  GrowingComparison(const Recording& here, const Recording& there);

  /// Compares the first events of each, as many as this; never fewer than the time before. Takes time by how many have
  /// come, and memory by those that only one of the two has.
  void update(Seq here, Seq there);
  [[nodiscard]] const Comparison& result() const { return result_; }

 private:
  /// The events of one process that count, as far as they can still change what is found.
  struct Lane {
    std::vector<Seq> here;
    std::vector<Seq> there;
    std::size_t here_done = 0;  // so many of them are compared for good
    std::size_t there_done = 0;
    std::vector<CallDifference> known;  // for good, as comparison::OtherCalls has them
    std::size_t count = 0;
    std::optional<CallDifference> first;
  };

  void compare_calls(Lane& lane);
  [[nodiscard]] std::optional<comparison::OtherCalls> other_calls();
  [[nodiscard]] std::optional<comparison::OtherOrder> other_order();

  EventReader here_;
  EventReader there_;
  bool is_other_script_ = false;
  Seq here_end_ = 1;  // before it all events are known
  Seq there_end_ = 1;
  std::vector<Lane> lanes_;  // by process
  Seq here_turn_ = 1;        // before it all took turns in the same order
  Seq there_turn_ = 1;
  Comparison result_;
};

/// Compares what these events tell, from the first of each recording on. Time and memory go by their number.
Comparison compare(const EventRange& here, const EventRange& there);

/// Compares all events that there are now.
Comparison compare(const Recording& here, const Recording& there);

/// Where each recording first differs from the other; 0: nowhere, or it has not come so far.
struct FirstEvents {
  Seq here = 0;
  Seq there = 0;
};
FirstEvents first_events(const Comparison& comparison);

}  // namespace doorway
