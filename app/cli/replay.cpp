#include "app/cli/replay.hpp"

#include "app/cli/exit_code.hpp"
#include "app/cli/input.hpp"
#include "app/cli/printers.hpp"
#include "app/cli/terminal.hpp"

#include <fmt/format.h>

namespace doorway::cli {
namespace {

/// What was asked for that only a live run can have; null where nothing was.
const char* needs_live_run(const RunRequest& request) {
  if (request.order) return "--order";
  if (request.repeat) return "--repeat";
  if (request.free_run) return "--free";
  return request.journey ? "--journey" : nullptr;
}

}  // namespace

Result<OpenedJourney, int> read_journey(const std::string& path) {
  auto journey = open_journey(path, ReadFrames::again);
  if (!journey) {
    Console::complain(journey.error().message);
    return exit_code::bad_input;
  }
  if (!journey->dropped.empty()) {
    Console::complain(fmt::format("note: {}: {}", display_name(path), journey->dropped));
  }
  return Result<OpenedJourney, int>(boost::system::in_place_value, std::move(*journey));
}

int replay(const RunRequest& request, Console& console) {
  if (const char* option = needs_live_run(request)) {
    Console::complain(
        fmt::format("{} is for a scenario or a lesson: {} is a recording, which is printed as it was made", option,
                    display_name(request.file)));
    return exit_code::bad_usage;
  }
  const auto journey = read_journey(request.file);
  if (!journey) return journey.error();
  const Recording& recording = *journey->recording;
  const PrintStyle style{request.jsonl, request.inferred, style_of_output()};
  print_recording(recording, journey->ended, make_printer(recording.header(), style, std::nullopt), console);
  return console.close_output() ? exit_code::well : report_interruption(console);
}

}  // namespace doorway::cli
