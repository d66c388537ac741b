#include "app/notices.hpp"

#include "app/labels.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>

#include <variant>

namespace doorway::app {
namespace {

struct Words {
  const Scenario& scenario;
  bool story;

  [[nodiscard]] std::string name(ProcessId process) const {
    return process < scenario.processes.size() ? display_name(scenario.processes[process]) : "Somebody";
  }

  std::string operator()(const notice::RunIsOver&) const {
    return story ? "That is all: nobody in the rooms can go on. R begins a new take."
                 : "The run is over: no process can go on. R begins a new take.";
  }
  std::string operator()(const notice::CannotMove& cannot) const {
    const std::string who = name(cannot.process);
    const std::string line = cannot.status.line ? escape_for_display(cannot.status.line->text, 60) : "";
    switch (cannot.status.standing) {
      case Standing::ended: return fmt::format("{} has no more lines to run.", who);
      case Standing::asleep: return fmt::format("{} sleeps in {}: only what it waits for can wake it.", who, line);
      case Standing::needs_port: {
        const SocketRef* needed = cannot.status.line ? port_needed_by(cannot.status.line->call) : nullptr;
        const std::string socket = needed ? escape_for_display(needed->process + "." + needed->socket) : "the socket";
        return fmt::format("{} waits before {}: {} has no port yet.", who, line, socket);
      }
      case Standing::in_call: return fmt::format("{} is in {} at this moment.", who, line);
      case Standing::before_line:
      case Standing::woken: return fmt::format("{} was not ready.", who);
    }
    return "";
  }
  std::string operator()(const notice::OnlyTimersRun&) const {
    return "Nobody can go on now; somebody waits for the time to pass, or a timer of the kernel still runs.";
  }
  std::string operator()(const notice::AnotherWay& another) const {
    return fmt::format("This take went another way than the one before: {}.",
                       escape_for_display(another.where.what, 160));
  }
  std::string operator()(const notice::PlaceNeverCame& never) const {
    return fmt::format("This take never comes to the page's place ({}): here is its end. R begins a new take.",
                       escape_for_display(to_string(never.place), 60));
  }
  std::string operator()(const notice::TakeFailed& failed) const {
    return fmt::format("This take has ended here: {}. R then begins a new one.", escape_for_display(failed.why, 240));
  }
  std::string operator()(const notice::NoNewTake& no_take) const {
    return fmt::format("There is no new take, the present one stays: {}.", escape_for_display(no_take.why, 240));
  }
};

}  // namespace

std::string notice_text(const Notice& notice, const Scenario& scenario, Vocabulary vocabulary) {
  return std::visit(Words{scenario, vocabulary == Vocabulary::story}, notice);
}

}  // namespace doorway::app
