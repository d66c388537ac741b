#include "core/export/program_plan.hpp"

#include "core/base/overloaded.hpp"
#include "core/export/program_names.hpp"
#include "core/export/program_sockets.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

namespace doorway {
namespace {

/// Whether the process may have to wait in this call, so that nothing that the others need may come after it.
bool may_wait(const Line& line, const std::string& process) {
  const SocketRef* needed = port_needed_by(line.call);
  if (needed != nullptr && needed->process != process) return true;
  return std::visit(Overloaded{[](const call::Socket&) { return false; }, [](const call::Bind&) { return false; },
                               [](const call::Listen&) { return false; }, [](const call::Accept&) { return true; },
                               [](const call::Connect&) { return true; }, [](const call::Send&) { return true; },
                               [](const call::Recv&) { return true; }, [](const call::SendTo&) { return true; },
                               [](const call::RecvFrom&) { return true; }, [](const call::Shutdown&) { return false; },
                               [](const call::Close&) { return false; }, [](const call::Exit&) { return false; },
                               [](const call::Poll&) { return true; }, [](const call::Wait&) { return true; },
                               [](const call::WaitReadable&) { return true; }, [](const call::Local&) { return false; },
                               [](const call::Peer&) { return false; }, [](const call::Get&) { return false; },
                               [](const call::Set&) { return false; }},
                    line.call);
}

template <class C>
bool makes_call(const Line& line) {
  return std::holds_alternative<C>(line.call);
}

/// Goes through the whole scenario once, since what other processes' lines need decides what this one tells.
class Planner {
 public:
  Planner(const Scenario& scenario, ProcessId process, std::span<const std::string_view> reserved)
      : scenario_(scenario),
        process_(process),
        taken_(reserved.begin(), reserved.end()),
        asked_(scenario),
        sockets_(scenario) {
    plan_.process = scenario.processes[process];
    for (const auto& line : scenario.lines) look_at(*line);
    const auto reserved_words = taken_;
    for (const auto& [name, variable] : plan_.variables) taken_.insert(name);
    for (auto& [name, variable] : plan_.variables) {
      variable = reserved_words.count(name) > 0 || is_of_language(name) ? free_word(name + "_") : name;
    }
  }

  ProgramPlan plan() && {
    for (std::size_t i = 0; i < scenario_.lines.size(); ++i) {
      const Line& line = *scenario_.lines[i];
      if (line.process == process_) plan_.calls.push_back(planned(line, i));
      const auto given = sockets_.take_in(line);
      if (given && line.process == process_) has_port(*given);
    }
    for (const Waiting& waiting : waiting_) plan_.announced_at_end.push_back(waiting.announcement);
    return std::move(plan_);
  }

 private:
  struct Waiting {
    SocketName name;
    std::size_t number = 1;  // among the sockets of this name
    Announcement announcement;
  };

  void look_at(const Line& line) {
    if (!line.new_socket.empty() && line.process == process_) plan_.variables[line.new_socket];
    const SocketRef* needed = port_needed_by(line.call);
    if (needed == nullptr) return;
    plan_.uses_folder = plan_.uses_folder || line.process == process_ || needed->process == plan_.process;
  }

  /// Words that begin like this belong to the language, whatever they are.
  static bool is_of_language(std::string_view word) {
    return word.size() > 1 && word[0] == '_' && (word[1] == '_' || (word[1] >= 'A' && word[1] <= 'Z'));
  }

  std::string free_word(std::string word) {
    while (taken_.count(word) > 0) word += '_';
    taken_.insert(word);
    return word;
  }

  PlannedCall planned(const Line& line, std::size_t at) {
    PlannedCall call;
    call.line = at;
    call.script = &line;
    announce_before(call, line, at);
    if (const SocketRef* needed = port_needed_by(line.call)) {
      const SocketName name{needed->process, needed->socket};
      const AskedPorts::Asked asked = asked_.asked(name, at);
      call.port_name = told_name(name, asked.number);
      call.target = asked.type;
    }
    if (const PlannedSocket* own = sockets_.find({plan_.process, line.socket})) {
      call.variable = plan_.variables[line.socket];
      call.type = own->type;
      call.is_closed = own->is_closed;
      call.binds_first = sockets_.binds_first(line);
    }
    if (!line.new_socket.empty()) {
      call.made = plan_.variables[line.new_socket];
      call.made_before = sockets_.find({plan_.process, line.new_socket}) != nullptr;
      call.type = sockets_.type_made_by(line);
    }
    return call;
  }

  void has_port(const SocketName& name) {
    const std::size_t number = sockets_.find(name)->number;
    if (!asked_.is_needed(name) || !asked_.next_need(name, number, std::nullopt)) return;
    std::erase_if(waiting_, [&name](const Waiting& waiting) { return waiting.name == name; });
    waiting_.push_back({name, number, {told_name(name, number), plan_.variables[name.second], ""}});
  }

  /// Whether a line that stands before `at` needs the port, and waits for it now.
  [[nodiscard]] bool is_due(const Waiting& waiting, std::size_t at) const {
    const auto last_told = told_at_.find(waiting.name);
    const auto next = asked_.next_need(waiting.name, waiting.number,
                                       last_told == told_at_.end() ? std::nullopt : std::optional(last_told->second));
    return next && *next <= at;
  }

  void announce_before(PlannedCall& call, const Line& line, std::size_t at) {
    const bool leaves = may_wait(line, plan_.process) || makes_call<call::Exit>(line);
    std::vector<Waiting> still_waiting;
    for (Waiting& waiting : waiting_) {
      const bool name_is_taken = waiting.name.second == line.new_socket;
      if (leaves || name_is_taken || is_due(waiting, at)) {
        told_at_[waiting.name] = at;
        call.announced.push_back(waiting.announcement);
      } else {
        if (makes_call<call::Close>(line) && line.socket == waiting.name.second) keep_port(waiting, call);
        still_waiting.push_back(waiting);
      }
    }
    waiting_ = std::move(still_waiting);
  }

  void keep_port(Waiting& waiting, PlannedCall& call) {
    if (!waiting.announcement.kept.empty()) return;
    std::string& variable = kept_[waiting.name.second];
    if (variable.empty()) plan_.kept_variables.push_back(variable = free_word(waiting.name.second + "_port"));
    waiting.announcement.kept = variable;
    call.kept_ports.push_back(waiting.announcement);
  }

  const Scenario& scenario_;
  const ProcessId process_;
  std::set<std::string, std::less<>> taken_;
  const AskedPorts asked_;
  PlannedSockets sockets_;
  ProgramPlan plan_;
  std::map<SocketName, std::size_t> told_at_;
  std::map<std::string, std::string> kept_;  // variables by sockets: their ports wait one at a time
  std::vector<Waiting> waiting_;
};

}  // namespace

bool ProgramPlan::exits() const {
  return !calls.empty() && std::holds_alternative<call::Exit>(calls.back().script->call);
}

ProgramPlan plan_program(const Scenario& scenario, ProcessId process, ProgramLanguage language,
                         std::span<const std::string_view> reserved) {
  ProgramPlan plan = Planner(scenario, process, reserved).plan();
  plan.file = program_name(scenario, process, language);
  plan.folder = meeting_folder(scenario);
  return plan;
}

}  // namespace doorway
