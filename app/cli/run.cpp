#include "app/cli/run.hpp"

#include "app/cli/exit_code.hpp"
#include "app/cli/input.hpp"
#include "app/cli/live_run.hpp"
#include "app/cli/tally.hpp"
#include "app/cli/terminal.hpp"
#include "core/base/errno_name.hpp"
#include "core/base/suggest.hpp"
#include "core/base/utf8.hpp"
#include "core/export/jsonl.hpp"
#include "core/export/outcome.hpp"
#include "core/export/phrases.hpp"
#include "core/export/text.hpp"
#include "core/scenario/parser.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway::cli {
namespace {

Result<Scenario, int> read_scenario(const std::string& file, Console& console) {
  const Result<std::string> text = read_input(file, console);
  if (!text) {
    if (console.interruption()) return report_interruption(console);
    Console::complain(text.error().message);
    return exit_code::bad_input;
  }
  auto scenario = parse_scenario(*text);
  if (scenario) return std::move(*scenario);
  for (const Mistake& mistake : scenario.error()) {
    Console::say(fmt::format("{}:{}", display_name(file), to_string(mistake)));
  }
  return exit_code::bad_input;
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

/// Why sockets of this family cannot be had here, or nothing.
std::optional<std::string> lack_of(SocketType type, Network& network) {
  const Descriptor socket(network.open(0, type));
  if (socket.number() >= 0) {
    sockaddr_storage address{};
    const socklen_t length = to_sockaddr(network.bind_address(0, type, 0), address);
    if (::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), length) == 0) return std::nullopt;
  }
  const int error = errno;
  return fmt::format("this system has no {} loopback, which socket({}) needs: {}", is_ipv6(type) ? "IPv6" : "IPv4",
                     to_string(type), errno_text(error));
}

std::optional<std::string> lack_for(const Scenario& scenario, Network& network) {
  std::vector<SocketType> tried;
  for (const auto& line : scenario.lines) {
    const auto* made = std::get_if<call::Socket>(&line->call);
    if (made == nullptr || std::find(tried.begin(), tried.end(), made->type) != tried.end()) continue;
    tried.push_back(made->type);
    if (auto lack = lack_of(made->type, network)) return lack;
  }
  return std::nullopt;
}

/// A run command whose input has been read.
class RunCommand {
 public:
  RunCommand(const RunRequest& request, Scenario scenario, std::vector<ProcessId> order, Console& console)
      : request_(request), scenario_(std::move(scenario)), order_(std::move(order)), console_(console) {}

  int perform() {
    if (const auto lack = lack_for(scenario_, network_)) {
      Console::complain(*lack);
      return exit_code::bad_system;
    }
    const std::size_t runs = request_.repeat.value_or(1);
    const bool tally_only = !request_.jsonl && runs > 1;
    for (std::size_t run = 1; run <= runs && !console_.interruption(); ++run) {
      if (perform_one(run, tally_only)) continue;
      if (tally_only) print_tally();
      return exit_code::bad_system;
    }
    if (tally_only) print_tally();
    if (console_.interruption() || !console_.close_output()) return report_interruption(console_);
    return exit_code::well;
  }

 private:
  /// False when this system cannot make a run, after saying why.
  bool perform_one(std::size_t run, bool tally_only) {
    std::function<Printer(const RecordingHeader&)> make_printer;
    if (!tally_only) make_printer = [this, run](const RecordingHeader& header) { return printer(header, run); };
    TakeOptions options;
    options.free_run = request_.free_run;
    options.order = order_;
    const auto finished = make_run(scenario_, network_, std::move(options), make_printer, console_);
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
  const Scenario scenario_;
  const std::vector<ProcessId> order_;
  Console& console_;
  const TextStyle style_ = style_of_output();
  LoopbackNetwork network_;
  Tally tally_;
  bool noted_ = false;
};

}  // namespace

int run(const RunRequest& request, Console& console) {
  auto scenario = read_scenario(request.file, console);
  if (!scenario) return scenario.error();
  std::vector<ProcessId> order;
  if (request.order) {
    auto read = read_order(*request.order, scenario->processes);
    if (!read) {
      Console::complain(read.error().message);
      return exit_code::bad_usage;
    }
    order = std::move(*read);
  }
  return RunCommand(request, std::move(*scenario), std::move(order), console).perform();
}

}  // namespace doorway::cli
