#include "app/cli/live_run.hpp"

#include "core/record/event_reader.hpp"
#include "core/replay/inference.hpp"

#include <cstddef>
#include <optional>
#include <utility>
#include <variant>

namespace doorway::cli {
namespace {

/// Turns a recording into text while it grows.
class Follower {
 public:
  using Put = std::function<bool(const std::string&)>;  // false: there is to be no more

  Follower(const Recording& recording, Printer printer, Put put)
      : events_(recording), printer_(std::move(printer)), put_(std::move(put)) {
    if (printer_.inferred) inference_.emplace(recording);
  }

  bool begin() { return put_(printer_.began()); }

  /// Prints what has happened since the last time.
  bool catch_up() {
    for (const Seq size = events_.recording().size(); printed_ < size;) {
      ++printed_;
      if (!put_(printer_.event(events_.at(printed_)))) return false;
      if (!inference_) continue;
      inference_->forget();
      inference_->update(printed_);
      for (const Inferred& inferred : inference_->at(printed_)) {
        if (!put_(printer_.inferred(inferred))) return false;
      }
    }
    return true;
  }

  void finish(const RunStatus& status) {
    if (catch_up()) put_(printer_.finished(status));
  }

 private:
  EventReader events_;
  const Printer printer_;
  const Put put_;
  std::optional<Inference> inference_;
  Seq printed_ = 0;
};

}  // namespace

Result<FinishedRun> make_run(const Scenario& scenario, Network& network, TakeOptions options,
                             const std::function<Printer(const RecordingHeader&)>& make_printer, Console& console) {
  options.on_change = [&console] { console.ring(); };
  auto take = Take::create(scenario, network, std::move(options));
  if (take.has_error()) return take.error();
  FinishedRun run;
  run.take = std::move(*take);
  const Recording& recording = run.take->recording();
  std::optional<Follower> follower;
  if (make_printer) {
    follower.emplace(recording, make_printer(recording.header()),
                     [&console](const std::string& text) { return console.write(text); });
  }
  if (!follower || follower->begin()) run.take->run_to_end();
  while (!console.interruption()) {
    // Read before the recording is: when it says that all is over, the recording has all.
    run.status = run.take->status();
    if (follower && !follower->catch_up()) break;
    run.whole = run.status.idle;
    if (run.whole) break;
    console.wait();
  }
  run.take->stop();  // at once, and before what may be a slow reader
  run.status = run.take->status();
  if (follower) follower->finish(run.status);
  if (!run.status.failure.empty()) return Error{"the run has ended before its time: " + run.status.failure};
  return run;
}

void print_recording(const Recording& recording, const RunStatus& status, const Printer& printer, Console& console) {
  Follower follower(recording, printer, [&console](const std::string& text) { return console.write(text); });
  if (follower.begin()) follower.finish(status);
}

std::string whole_text(const Recording& recording, const RunStatus& status, const Printer& printer) {
  std::string whole;
  Follower follower(recording, printer, [&whole](const std::string& text) {
    whole += text;
    return true;
  });
  follower.begin();
  follower.finish(status);
  return whole;
}

}  // namespace doorway::cli
