#include "core/export/program_plan.hpp"

#include "core/base/overloaded.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

namespace doorway {
namespace {

using SocketName = std::pair<std::string, std::string>;  // process and socket

std::string dotted(const SocketName& name) {
  return name.first + "." + name.second;
}

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

/// What a program knows of one of its sockets before it runs.
struct OwnSocket {
  SocketType type = SocketType::tcp;
  bool is_bound = false;  // bind(0) or connect has been called
  bool is_closed = false;
  bool is_announced = false;  // or about to be
};

/// Goes through the whole scenario once, since what other processes' lines need decides what this one tells.
class Planner {
 public:
  Planner(const Scenario& scenario, ProcessId process, std::span<const std::string_view> reserved)
      : scenario_(scenario), process_(process), taken_(reserved.begin(), reserved.end()) {
    plan_.process = scenario.processes[process];
    for (std::size_t i = 0; i < scenario.lines.size(); ++i) look_at(*scenario.lines[i], i);
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
      if (!line.new_socket.empty()) types_[{scenario_.processes[line.process], line.new_socket}] = type_made_by(line);
    }
    for (const Waiting& waiting : waiting_) plan_.announced_at_end.push_back(waiting.announcement);
    return std::move(plan_);
  }

 private:
  struct Waiting {
    SocketName name;
    Announcement announcement;
    std::size_t since = 0;  // the line that gave the port
  };

  void look_at(const Line& line, std::size_t at) {
    const std::string& process = scenario_.processes[line.process];
    if (!line.new_socket.empty()) {
      types_.try_emplace({process, line.new_socket}, type_made_by(line));
      if (line.process == process_) plan_.variables[line.new_socket];
    }
    const SocketRef* needed = port_needed_by(line.call);
    if (needed == nullptr) return;
    needed_at_[{needed->process, needed->socket}].push_back(at);
    plan_.uses_folder = plan_.uses_folder || line.process == process_ || needed->process == plan_.process;
  }

  SocketType type_made_by(const Line& line) const {
    if (const auto* made = std::get_if<call::Socket>(&line.call)) return made->type;
    const auto listener = types_.find({scenario_.processes[line.process], line.socket});
    return listener == types_.end() ? SocketType::tcp : listener->second;
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
    if (const SocketRef* needed = port_needed_by(line.call)) call.target = types_[{needed->process, needed->socket}];
    if (!line.socket.empty()) {
      OwnSocket& own = sockets_[line.socket];
      call.variable = plan_.variables[line.socket];
      call.type = own.type;
      call.is_closed = own.is_closed;
      call.binds_first = needs_port_first(line, own);
    }
    if (!line.new_socket.empty()) {
      call.made = plan_.variables[line.new_socket];
      call.made_before = sockets_.count(line.new_socket) == 1;
      call.type = type_made_by(line);
    }
    take_in(line, at, call);
    return call;
  }

  static bool needs_port_first(const Line& line, const OwnSocket& own) {
    const bool sends = makes_call<call::Send>(line) || makes_call<call::SendTo>(line);
    return !own.is_bound && (makes_call<call::Listen>(line) || (sends && is_udp(own.type)));
  }

  void take_in(const Line& line, std::size_t at, PlannedCall& call) {
    if (!line.new_socket.empty()) {
      sockets_[line.new_socket] = {call.type, makes_call<call::Accept>(line), false, false};
      if (makes_call<call::Accept>(line)) has_port(line.new_socket, at);
    }
    if (line.socket.empty()) return;
    OwnSocket& own = sockets_[line.socket];
    if (const auto* bind = std::get_if<call::Bind>(&line.call)) own.is_bound = own.is_bound || !bind->port_of;
    own.is_bound = own.is_bound || call.binds_first || makes_call<call::Connect>(line);
    const bool may_have_port = makes_call<call::Bind>(line) || makes_call<call::Connect>(line) ||
                               makes_call<call::Listen>(line) || makes_call<call::SendTo>(line) || call.binds_first;
    if (may_have_port && !own.is_announced) has_port(line.socket, at);
    if (makes_call<call::Close>(line)) own.is_closed = true;
  }

  void has_port(const std::string& socket, std::size_t at) {
    const SocketName name{plan_.process, socket};
    if (needed_at_.count(name) == 0) return;
    OwnSocket& own = sockets_[socket];
    own.is_announced = own.is_bound;  // else the port may be another one later
    std::erase_if(waiting_, [&name](const Waiting& waiting) { return waiting.name == name; });
    waiting_.push_back({name, {dotted(name), plan_.variables[socket], ""}, at});
  }

  /// Whether a line that stands before `at` needs the port, and waits for it now.
  [[nodiscard]] bool is_due(const Waiting& waiting, std::size_t at) const {
    const std::vector<std::size_t>& needed = needed_at_.at(waiting.name);
    const auto last_told = told_at_.find(waiting.name);
    const auto first = last_told == told_at_.end() ? needed.begin()
                                                   : std::upper_bound(needed.begin(), needed.end(), last_told->second);
    return first != needed.end() && *first <= at;
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
    waiting.announcement.kept = free_word(waiting.name.second + "_port");
    plan_.kept_variables.push_back(waiting.announcement.kept);
    call.kept_ports.push_back(waiting.announcement);
  }

  const Scenario& scenario_;
  const ProcessId process_;
  std::set<std::string, std::less<>> taken_;
  ProgramPlan plan_;
  std::map<SocketName, SocketType> types_;  // as the lines so far have made them, or else as the first one will
  std::map<SocketName, std::vector<std::size_t>> needed_at_;
  std::map<SocketName, std::size_t> told_at_;
  std::map<std::string, OwnSocket> sockets_;
  std::vector<Waiting> waiting_;
};

}  // namespace

bool ProgramPlan::exits() const {
  return !calls.empty() && std::holds_alternative<call::Exit>(calls.back().script->call);
}

ProgramPlan plan_program(const Scenario& scenario, ProcessId process, std::span<const std::string_view> reserved) {
  return Planner(scenario, process, reserved).plan();
}

}  // namespace doorway
