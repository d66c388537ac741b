#include "app/cli/recording_source.hpp"

#include "app/cli/exit_code.hpp"
#include "app/cli/lack.hpp"
#include "app/cli/live_run.hpp"
#include "app/cli/replay.hpp"
#include "core/socket/network.hpp"

#include <chrono>
#include <utility>

namespace doorway::cli {

Result<RecordingSource, int> recording_of(const ScenarioPart& part, Console& console) {
  LoopbackNetwork network;
  if (const auto lack = lack_for(part.scenario, network)) {
    Console::complain(*lack);
    return exit_code::bad_system;
  }
  TakeOptions options;
  options.order = part.order;
  const auto began = std::chrono::system_clock::now().time_since_epoch();
  auto run = make_run(part.scenario, network, std::move(options), {}, console);
  if (run.has_error()) {
    Console::complain(run.error().message);
    return exit_code::bad_system;
  }
  if (!run->whole) return report_interruption(console);
  if (const auto lack = loopback_lack(run->take->recording())) {
    Console::complain(*lack);
    return exit_code::bad_system;
  }
  RecordingSource source;
  source.recording = run->take->shared_recording();
  source.status = std::move(run->status);
  source.title = part.title;
  source.began_unix_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(began).count();
  return source;
}

Result<RecordingSource, int> recording_in(const std::string& journey) {
  auto opened = read_journey(journey);
  if (!opened) return opened.error();
  RecordingSource source;
  source.recording = std::move(opened->recording);
  source.status = std::move(opened->ended);
  source.began_unix_ns = opened->info.began_unix_ms * 1'000'000;
  return source;
}

}  // namespace doorway::cli
