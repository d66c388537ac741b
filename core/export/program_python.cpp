#include "core/export/program_literals.hpp"
#include "core/export/program_python_frame.hpp"
#include "core/export/program_writers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <variant>

namespace doorway {
namespace {

/// A call as Python: `s = ` and `socket(AF_INET, SOCK_STREAM)`.
struct PythonCall {
  std::string assigned;
  std::string call;
};

/// Writes one program, and notes on the way what it has to import and which helpers it takes.
class PythonWriter {
 public:
  explicit PythonWriter(ProgramPlan plan) : plan_(std::move(plan)) {}

  ProgramCode write(const Scenario& scenario) {
    const bool exits = plan_.exits();
    body_.reserve(plan_.calls.size() * 4);
    for (; !plan_.calls.empty(); plan_.calls.pop_front()) write(plan_.calls.front());
    announce(plan_.announced_at_end);
    if (!exits) {
      frame_.needs("sys");
      add_frame(body_, fmt::format("\nprint({}, flush=True)\nsys.stdin.readline()\n", python_text(farewell(plan_))));
    }
    std::vector<CodeLine> head;
    const std::string comment = program_comment(scenario, plan_, ProgramLanguage::python);
    add_frame(head, fmt::format("\"\"\"{}\"\"\"\n", comment));
    add_frame(head, frame_.text(plan_));
    body_.insert(body_.begin(), std::make_move_iterator(head.begin()), std::make_move_iterator(head.end()));
    return {plan_.file + ".py", std::move(body_)};
  }

  // An overload for each kind of call.

  PythonCall operator()(const call::Socket& socket) {
    const std::string family = frame_.of_socket(is_ipv6(socket.type) ? "AF_INET6" : "AF_INET");
    const std::string kind = frame_.of_socket(is_tcp(socket.type) ? "SOCK_STREAM" : "SOCK_DGRAM");
    return {now_->made + " = ", fmt::format("socket({}, {})", family, kind)};
  }
  PythonCall operator()(const call::Bind& bind) {
    const std::string port = bind.port_of ? port_of() : "0";
    return {"", fmt::format("{}.bind((\"{}\", {}))", now_->variable, host(now_->type), port)};
  }
  PythonCall operator()(const call::Listen& listen) { return at(fmt::format("listen({})", listen.backlog)); }
  PythonCall operator()(const call::Accept&) {
    return {now_->made + ", peer = ", fmt::format("{}.accept()", now_->variable)};
  }
  PythonCall operator()(const call::Connect&) { return at(fmt::format("connect({})", address())); }
  PythonCall operator()(const call::Send& send) { return at(fmt::format("send({})", bytes(send.payload.bytes()))); }
  PythonCall operator()(const call::SendTo& send) {
    return at(fmt::format("sendto({}, {})", bytes(send.payload.bytes()), address()));
  }
  // Python answers recv(0) by itself and asks nobody.
  PythonCall operator()(const call::Recv& recv) {
    return at(recv.size_bytes == 0 ? "recvfrom(0)[0]" : fmt::format("recv({})", recv.size_bytes));
  }
  PythonCall operator()(const call::RecvFrom& recv) { return at(fmt::format("recvfrom({})", recv.size_bytes)); }
  PythonCall operator()(const call::Shutdown& shutdown) {
    const char* how = shutdown.how == ShutdownHow::recv   ? "SHUT_RD"
                      : shutdown.how == ShutdownHow::send ? "SHUT_WR"
                                                          : "SHUT_RDWR";
    return at(fmt::format("shutdown({})", frame_.of_socket(how)));
  }
  // Python says nothing of a close too many; the kernel does.
  PythonCall operator()(const call::Close&) {
    if (!now_->is_closed) return at("close()");
    frame_.needs("os");
    return {"", fmt::format("os.close({}.fileno())", now_->variable)};
  }
  PythonCall operator()(const call::Exit&) {
    frame_.needs("sys");
    return {"", "sys.exit()"};
  }
  PythonCall operator()(const call::Poll& poll) {
    std::vector<std::string> watched;
    for (const PollItem& item : poll.items) {
      const char* events = item.read && item.write ? "POLLIN | POLLOUT" : item.write ? "POLLOUT" : "POLLIN";
      watched.push_back(fmt::format("({}, {})", plan_.variables[item.socket], events));
    }
    frame_.takes(PythonHelper::poll);
    const std::string limit = poll.timeout ? fmt::format(", {}", poll.timeout->count()) : "";
    return {"", fmt::format("poll([{}]{})", fmt::join(watched, ", "), limit)};
  }
  PythonCall operator()(const call::Wait& wait) {
    frame_.needs("time");
    return {"", fmt::format("time.sleep({:g})", static_cast<double>(wait.duration.count()) / 1000)};
  }
  PythonCall operator()(const call::WaitReadable& wait) {
    frame_.takes(PythonHelper::wait_readable);
    return {"", fmt::format("wait_readable({}, {})", plan_.variables[wait.socket], wait.size_bytes)};
  }
  PythonCall operator()(const call::Local&) { return at("getsockname()"); }
  PythonCall operator()(const call::Peer&) { return at("getpeername()"); }

  PythonCall operator()(const call::Get& get) {
    switch (get.option) {
      case Option::nonblocking:
        frame_.needs("os");
        return {"", fmt::format("not os.get_blocking({}.fileno())", now_->variable)};
      case Option::rcvtimeo:
        frame_.needs("struct");
        return {"", fmt::format("struct.unpack(\"ll\", {}.getsockopt({}, 16))", now_->variable, option(get.option))};
      case Option::linger:
        frame_.needs("struct");
        return {"", fmt::format("struct.unpack(\"ii\", {}.getsockopt({}, 8))", now_->variable, option(get.option))};
      default: return at(fmt::format("getsockopt({})", option(get.option)));
    }
  }

  PythonCall operator()(const call::Set& set) {
    const auto packed = [&](const char* form, std::int64_t one, std::int64_t two) {
      frame_.needs("struct");
      return at(fmt::format("setsockopt({}, struct.pack(\"{}\", {}, {}))", option(set.option), form, one, two));
    };
    switch (set.option) {
      case Option::nonblocking: return at(fmt::format("setblocking({})", set.value == 0 ? "True" : "False"));
      case Option::rcvtimeo: return packed("ll", set.value / 1000, set.value % 1000 * 1000);
      case Option::linger: return packed("ii", set.value == linger_off ? 0 : 1, 0);
      default: return at(fmt::format("setsockopt({}, {})", option(set.option), set.value));
    }
  }

 private:
  static const char* host(SocketType type) { return is_ipv6(type) ? "::1" : "127.0.0.1"; }

  [[nodiscard]] PythonCall at(const std::string& call) const { return {"", now_->variable + "." + call}; }

  std::string port_of() {
    frame_.takes(PythonHelper::port_of);
    return fmt::format("port_of(\"{}\")", now_->port_name);
  }

  std::string address() { return fmt::format("(\"{}\", {})", host(now_->target), port_of()); }

  std::string bytes(const Bytes& payload) {
    if (!is_long_fill(payload)) return python_bytes(payload);
    frame_.takes(PythonHelper::fill);
    return fmt::format("fill({})", payload.size());
  }

  std::string option(Option which) {
    const auto named = [this](const char* level, const char* name) {
      return frame_.of_socket(level) + ", " + frame_.of_socket(name);
    };
    switch (which) {
      case Option::nodelay: return named("IPPROTO_TCP", "TCP_NODELAY");
      case Option::sndbuf: return named("SOL_SOCKET", "SO_SNDBUF");
      case Option::rcvbuf: return named("SOL_SOCKET", "SO_RCVBUF");
      case Option::reuseaddr: return named("SOL_SOCKET", "SO_REUSEADDR");
      case Option::rcvtimeo: return named("SOL_SOCKET", "SO_RCVTIMEO");
      case Option::linger: return named("SOL_SOCKET", "SO_LINGER");
      case Option::nonblocking: break;  // no socket option
    }
    return "";
  }

  void announce(const std::vector<Announcement>& announcements) {
    for (const Announcement& each : announcements) {
      frame_.takes(PythonHelper::announce);
      const std::string port = each.kept.empty() ? fmt::format("own_port({})", each.variable) : each.kept;
      add_frame(body_, fmt::format("announce(\"{}\", {})", each.name, port));
    }
  }

  void write(const PlannedCall& call) {
    now_ = &call;
    announce(call.announced);
    for (const Announcement& each : call.kept_ports) {
      add_frame(body_, fmt::format("{} = own_port({})", each.kept, each.variable));
    }
    if (makes_unsure_socket(call)) frame_.may_lack(call.made);
    if (call.made_before) {
      frame_.keeps_earlier();
      add_frame(body_, fmt::format("earlier.append({})", call.made));
    }
    if (makes_unsure_socket(call) && call.made_before) add_frame(body_, call.made + " = not_made");
    add_frame(body_, fmt::format("with step({}):", python_text(call.script->text)));
    if (call.binds_first) {
      frame_.takes(PythonHelper::bind_first);
      const std::string statement = fmt::format("bind_first({})", call.variable);
      body_.push_back({"    " + statement, CodeRole::setup, statement, std::nullopt});
    }
    const PythonCall made = std::visit(*this, call.script->call);
    const bool is_exit = std::holds_alternative<call::Exit>(call.script->call);
    if (is_exit) add_frame(body_, "    print(\"-> ok\")");
    const std::string shown = is_exit ? made.call : fmt::format("{}show({})", made.assigned, made.call);
    body_.push_back({"    " + shown, CodeRole::call, made.assigned + made.call, call.line});
  }

  /// Whether the call can fail by what the scenario does, so that the name may stand for nothing.
  static bool makes_unsure_socket(const PlannedCall& call) {
    return !call.made.empty() && (std::holds_alternative<call::Accept>(call.script->call) || is_ipv6(call.type));
  }

  ProgramPlan plan_;
  PythonFrame frame_;
  std::vector<CodeLine> body_;
  const PlannedCall* now_ = nullptr;  // never null while a call is written
};

}  // namespace

ProgramCode write_python(const Scenario& scenario, ProcessId process) {
  return PythonWriter(plan_program(scenario, process, ProgramLanguage::python, python_words())).write(scenario);
}

}  // namespace doorway
