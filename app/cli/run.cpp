#include "app/cli/run.hpp"

#include "app/cli/document.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/input.hpp"
#include "app/cli/lack.hpp"
#include "app/cli/live_run.hpp"
#include "app/cli/tally.hpp"
#include "app/cli/terminal.hpp"
#include "core/base/suggest.hpp"
#include "core/base/utf8.hpp"
#include "core/export/jsonl.hpp"
#include "core/export/outcome.hpp"
#include "core/export/phrases.hpp"
#include "core/export/text.hpp"
#include "core/socket/network.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway::cli {
namespace {

/// One scenario to be run.
struct Part {
  std::string title;  // empty: the file is the scenario
  Scenario scenario;
  std::vector<ProcessId> order;
};

/// What the file has to run, in file order.
std::vector<Part> parts_of(Document document) {
  std::vector<Part> parts;
  if (auto* scenario = std::get_if<Scenario>(&document)) {
    parts.push_back({{}, std::move(*scenario), {}});
    return parts;
  }
  auto& lesson = std::get<Lesson>(document);
  for (std::size_t number = 1; number <= lesson.pages.size(); ++number) {
    Page& page = lesson.pages[number - 1];
    if (!page.begins_scenario) continue;
    parts.push_back({fmt::format("Page {} of {}: {}", number, lesson.pages.size(),
                                 escape_for_display(plain_text(page.title, Vocabulary::engineer))),
                     std::move(lesson.scenarios[*page.scenario]), std::move(page.cue.order)});
  }
  return parts;
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
  RunCommand(const RunRequest& request, Part part, Console& console)
      : request_(request), part_(std::move(part)), console_(console) {}

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
      return exit_code::bad_system;
    }
    if (tally_only) print_tally();
    return console_.interruption() ? report_interruption(console_) : exit_code::well;
  }

 private:
  /// False when this system cannot make a run, after saying why.
  bool perform_one(std::size_t run, bool tally_only) {
    std::function<Printer(const RecordingHeader&)> make_printer;
    if (!tally_only) make_printer = [this, run](const RecordingHeader& header) { return printer(header, run); };
    TakeOptions options;
    options.free_run = request_.free_run;
    if (!request_.free_run) options.order = part_.order;
    const auto finished = make_run(part_.scenario, network_, std::move(options), make_printer, console_);
    if (finished.has_error()) {
      Console::complain(finished.error().message);
      return false;
    }
    if (finished->whole) note_passed_over(finished->status.passed_over);
    if (!tally_only || !finished->whole) return true;
    const Recording& recording = finished->take->recording();
    tally_.add(outcome_of(recording),
               [&] { return whole_text(recording, finished->status, text_printer(recording.header())); });
    return true;
  }

  Printer printer(const RecordingHeader& header, std::size_t run) const {
    return request_.jsonl ? jsonl_printer(header, run) : text_printer(header);
  }

  Printer jsonl_printer(const RecordingHeader& header, std::size_t run) const {
    return printer_of(std::make_shared<JsonLines>(header, request_.repeat ? std::optional(run) : std::nullopt));
  }

  Printer text_printer(const RecordingHeader& header) const {
    return printer_of(std::make_shared<TextLanes>(header, style_));
  }

  template <class Writer>
  Printer printer_of(const std::shared_ptr<Writer>& writer) const {
    Printer printer;
    printer.began = [writer] { return writer->began(); };
    printer.event = [writer](const Event& event) { return writer->event(event); };
    if (request_.inferred) printer.inferred = [writer](const Inferred& inferred) { return writer->inferred(inferred); };
    printer.finished = [writer](const RunStatus& status) { return writer->finished(status); };
    return printer;
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
  const Part part_;
  Console& console_;
  const TextStyle style_ = style_of_output();
  LoopbackNetwork network_;
  Tally tally_;
  bool noted_ = false;
};

}  // namespace

int run(const RunRequest& request, Console& console) {
  auto document = read_document(request.file, console);
  if (!document) return document.error();
  std::vector<Part> parts = parts_of(std::move(*document));
  if (parts.empty()) {
    Console::complain(fmt::format("{}: no page of this lesson has a scenario to run", display_name(request.file)));
    return exit_code::bad_input;
  }
  for (Part& part : parts) {
    if (!request.order) break;
    auto order = read_order(*request.order, part.scenario.processes);
    if (!order) {
      Console::complain(order.error().message);
      return exit_code::bad_usage;
    }
    part.order = std::move(*order);
  }
  bool first = true;
  for (Part& part : parts) {
    if (!std::exchange(first, false) && !request.jsonl) console.write("\n");
    const int code = RunCommand(request, std::move(part), console).perform();
    if (code != exit_code::well) return code;
  }
  return console.close_output() ? exit_code::well : report_interruption(console);
}

}  // namespace doorway::cli
