#include "app/cli/run.hpp"

#include "app/cli/document.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/input.hpp"
#include "app/cli/lack.hpp"
#include "app/cli/live_run.hpp"
#include "app/cli/printers.hpp"
#include "app/cli/replay.hpp"
#include "app/cli/scenario_parts.hpp"
#include "app/cli/tally.hpp"
#include "app/cli/terminal.hpp"
#include "core/base/suggest.hpp"
#include "core/base/utf8.hpp"
#include "core/export/outcome.hpp"
#include "core/export/phrases.hpp"
#include "core/journey/journal_writer.hpp"
#include "core/journey/journey_reader.hpp"
#include "core/socket/network.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway::cli {
namespace {

/// The recording that was asked for of one scenario.
struct AskedJourney {
  std::optional<std::string> file;  // none: none was
  JourneyInfo info;
};

/// Each part's own file: the name that was given, and for further parts of a lesson that with a number.
std::string journey_file(const std::string& given, std::size_t part) {
  if (part == 0) return given;
  std::filesystem::path name = given;
  name.replace_filename(fmt::format("{}-{}{}", name.stem().string(), part + 1, name.extension().string()));
  return name.string();
}

/// What the recording of a part says of where it comes from. `text`: the whole file's.
JourneyInfo journey_info(const RunRequest& request, const ScenarioPart& part, const std::string& text) {
  JourneyInfo info;
  if (!request.free_run) info.order = part.order;
  if (part.page > 0) {
    const std::filesystem::path path = request.file;
    info.lesson = JourneyLesson{request.file == "-" ? request.file : path.filename().string(), text, part.page_id};
  }
  return info;
}

/// The processes that --order names, or what is wrong with it.
Result<std::vector<ProcessId>> read_order(std::string_view order, const std::vector<std::string>& processes) {
  std::vector<ProcessId> ids;
  for (std::size_t from = 0; from <= order.size();) {
    const std::size_t comma = std::min(order.find(',', from), order.size());
    const std::string_view name = order.substr(from, comma - from);
    from = comma + 1;
    const auto found = std::find(processes.begin(), processes.end(), name);
    if (found != processes.end()) {
      ids.push_back(static_cast<ProcessId>(found - processes.begin()));
      continue;
    }
    if (name.empty()) return Error{"--order has an empty name; write it as --order alice,bob"};
    const auto meant = suggest(name, processes);
    return Error{fmt::format(
        "--order names \"{}\", which is no process of the scenario; {}", escape_for_display(name, 40),
        meant ? fmt::format("did you mean \"{}\"?", *meant) : fmt::format("it has {}", fmt::join(processes, ", ")))};
  }
  return ids;
}

/// A run command whose input has been read, for one scenario of it.
class RunCommand {
 public:
  RunCommand(const RunRequest& request, ScenarioPart part, AskedJourney journey, Console& console)
      : request_(request), part_(std::move(part)), journey_(std::move(journey)), console_(console) {}

  int perform() {
    if (const auto lack = lack_for(part_.scenario, network_)) {
      Console::complain(*lack);
      return exit_code::bad_system;
    }
    const std::size_t runs = request_.repeat.value_or(1);
    const bool tally_only = !request_.jsonl && runs > 1;
    if (!request_.jsonl && !part_.title.empty()) console_.write(part_.title + "\n\n");
    for (std::size_t run = 1; run <= runs && !console_.interruption(); ++run) {
      if (perform_one(run, tally_only)) continue;
      if (tally_only) print_tally();
      return code_;
    }
    if (tally_only) print_tally();
    return console_.interruption() ? report_interruption(console_) : exit_code::well;
  }

 private:
  /// Says what is wrong; false.
  bool complain(const std::string& what, int code) {
    Console::complain(what);
    code_ = code;
    return false;
  }

  /// False when there is to be no other run, after saying why.
  bool perform_one(std::size_t run, bool tally_only) {
    std::function<Printer(const RecordingHeader&)> make_printer;
    if (!tally_only) {
      make_printer = [this,
                      number = request_.repeat ? std::optional(run) : std::nullopt](const RecordingHeader& header) {
        return cli::make_printer(header, style(request_.jsonl), number);
      };
    }
    auto written = journal();
    if (!written) return complain(written.error().message, exit_code::bad_input);
    TakeOptions options;
    options.journal = *written;
    options.free_run = request_.free_run;
    if (!request_.free_run) options.order = part_.order;
    const auto finished = make_run(part_.scenario, network_, std::move(options), make_printer, console_);
    if (finished.has_error()) return complain(finished.error().message, exit_code::bad_system);
    if (*written && (*written)->failure()) complain(*(*written)->failure(), exit_code::bad_input);
    if (const auto lack = loopback_lack(finished->take->recording())) return complain(*lack, exit_code::bad_system);
    if (finished->whole) note_passed_over(finished->status.passed_over);
    if (!tally_only || !finished->whole) return code_ == exit_code::well;
    const Recording& recording = finished->take->recording();
    tally_.add(outcome_of(recording), [&] {
      return whole_text(recording, finished->status, cli::make_printer(recording.header(), style(false), std::nullopt));
    });
    return true;
  }

  [[nodiscard]] PrintStyle style(bool jsonl) const { return {jsonl, request_.inferred, text_style_}; }

  /// The journal that was asked for; null where none was. An error when its file cannot be made.
  Result<std::shared_ptr<JournalWriter>> journal() const {
    std::shared_ptr<JournalWriter> writer;
    if (journey_.file) {
      writer = std::make_shared<JournalWriter>(JournalPlace{*journey_.file, false}, journey_.info);
      if (const auto opened = writer->open(); opened.has_error()) return opened.error();
    }
    return writer;
  }

  void note_passed_over(std::size_t count) {
    if (count == 0 || noted_) return;
    noted_ = true;
    Console::complain(fmt::format("note: {} of --order {} passed over: the process could not move at its turn",
                                  count_of(count, "name"), count == 1 ? "was" : "were"));
  }

  void print_tally() {
    const std::size_t asked = *request_.repeat;
    if (tally_.run_count() == 0) return;
    if (tally_.run_count() < asked) {
      console_.write(fmt::format("Stopped after {} of {} runs.\n", tally_.run_count(), asked));
    }
    for (const std::string& part : tally_.report()) {
      if (!console_.write(part)) return;
    }
  }

  const RunRequest& request_;
  const ScenarioPart part_;
  const AskedJourney journey_;
  Console& console_;
  const TextStyle text_style_ = style_of_output();
  LoopbackNetwork network_;
  Tally tally_;
  bool noted_ = false;
  int code_ = exit_code::well;
};

}  // namespace

int run(const RunRequest& request, Console& console) {
  if (request.file != "-" && is_journey(request.file)) return replay(request, console);
  auto document = read_document_with_text(request.file, console);
  if (!document) return document.error();
  std::vector<ScenarioPart> parts = scenario_parts(std::move(document->document));
  if (parts.empty()) {
    Console::complain(fmt::format("{}: no page of this lesson has a scenario to run", display_name(request.file)));
    return exit_code::bad_input;
  }
  for (ScenarioPart& part : parts) {
    if (!request.order) break;
    auto order = read_order(*request.order, part.scenario.processes);
    if (!order) {
      Console::complain(order.error().message);
      return exit_code::bad_usage;
    }
    part.order = std::move(*order);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0 && !request.jsonl) console.write("\n");
    AskedJourney journey;
    if (request.journey) journey = {journey_file(*request.journey, i), journey_info(request, parts[i], document->text)};
    const int code = RunCommand(request, std::move(parts[i]), std::move(journey), console).perform();
    if (code != exit_code::well) return code;
  }
  return console.close_output() ? exit_code::well : report_interruption(console);
}

}  // namespace doorway::cli
