#pragma once

#include "core/live/take.hpp"
#include "core/record/recording.hpp"
#include "core/socket/network.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Runs scenarios on real sockets and asks what became of them. A link line that names this needs run_scenario.cpp and
// doorway_live.
namespace doorway::test {

/// Parses; a mistake in the text is a std::runtime_error that says it.
Scenario scenario_of(std::string_view text);

/// A take that has not begun; on the loopback network when none is given.
std::unique_ptr<Take> take_of(std::string_view text, TakeOptions options = {}, Network* network = nullptr);

/// A take that repeats this one up to the cursor, on such a network.
Result<std::unique_ptr<Take>> repeat_of(const Take& take, Seq cursor, Network* network = nullptr);

/// A run that is over, with its processes gone.
struct Run {
  std::shared_ptr<const Recording> recording;
  RunStatus status;
};
Run run_scenario(std::string_view text, TakeOptions options = {}, Network* network = nullptr);
/// The same for a take that has begun.
Run run_to_end(Take& take);

/// What became of one call. The pointers are into the recording.
struct CallRecord {
  const Event* called = nullptr;
  std::vector<const Event*> sleeps;
  std::vector<const Event*> wokes;
  const Event* returned_event = nullptr;

  [[nodiscard]] const Called& begin() const;
  [[nodiscard]] const Returned* returned() const;  ///< null while it sleeps
  /// Without an outcome: an empty one.
  [[nodiscard]] Outcome outcome() const;
};

/// "bob.recv#1" is the first recv that bob began. Nothing when he never did.
std::optional<CallRecord> find_call(const Recording& recording, std::string_view name);

/// In one word: "5" for a result, "socket" for a new socket, "ECONNREFUSED" for an error, "sleeps" for a call that has
/// not returned, "-" for one that has not begun.
std::string result_of(const Recording& recording, std::string_view name);
bool slept(const Recording& recording, std::string_view name);
std::string data_of(const Recording& recording, std::string_view name);

/// The process's calls in order with their results: "socket=socket connect=0 send=5". A call that slept says so:
/// "recv=sleeps,5".
std::string results_of(const Recording& recording, std::string_view process);

/// The events of the calls as texts that are the same for two runs in which the same happened: process, call, result,
/// errno and payload, no addresses, descriptors or times.
std::vector<std::string> story_of(const Recording& recording);
/// The story of the events up to the cursor.
std::vector<std::string> story_up_to(const Recording& recording, Seq cursor);

/// The kinds of events in order: "called", "returned", "observed", …
std::vector<std::string> kinds_of(const Recording& recording);

/// The newest sample of the socket of this unique name ("bob.c"); nothing where none was recorded.
std::optional<KernelSample> last_sample(const Recording& recording, std::string_view socket);

/// How many descriptors of this program are sockets, and how many threads it has.
std::size_t open_sockets();
std::size_t running_threads();

/// Whether this computer has ::1. Prints why the test is skipped when it has not.
bool has_ipv6();

}  // namespace doorway::test
