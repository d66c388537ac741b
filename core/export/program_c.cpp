#include "core/export/program_c_frame.hpp"
#include "core/export/program_literals.hpp"
#include "core/export/program_writers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <variant>

namespace doorway {
namespace {

/// A call as C: the call, the helper that prints what it returned, and what that takes besides.
struct CCall {
  std::string call;
  std::string shown_by = "show";
  std::string and_shown = {};  // ", &value"
};

/// Writes one program, and notes on the way which headers, helpers and variables it takes.
class CWriter {
 public:
  explicit CWriter(ProgramPlan plan) : plan_(std::move(plan)) {}

  ProgramCode write(const Scenario& scenario) {
    const bool exits = plan_.exits();
    body_.reserve(plan_.calls.size() * 4);
    for (; !plan_.calls.empty(); plan_.calls.pop_front()) write(plan_.calls.front());
    announce(plan_.announced_at_end);
    if (!exits) {
      add_frame(body_, fmt::format("\n  puts({});\n  fflush(stdout);\n  getchar();\n  return 0;\n",
                                   c_string(farewell(plan_))));
    }
    add_frame(body_, "}\n");
    std::vector<CodeLine> head;
    const std::string comment = program_comment(scenario, plan_, ProgramLanguage::c);
    add_frame(head, fmt::format("/* {}*/\n", comment));
    add_frame(head, frame_.before_main());
    add_frame(head, frame_.beginning(plan_));
    body_.insert(body_.begin(), std::make_move_iterator(head.begin()), std::make_move_iterator(head.end()));
    return {plan_.file + ".c", std::move(body_)};
  }

  // An overload for each kind of call.

  CCall operator()(const call::Socket& socket) {
    return {fmt::format("{} = socket({}, {}, 0)", now_->made, is_ipv6(socket.type) ? "AF_INET6" : "AF_INET",
                        is_tcp(socket.type) ? "SOCK_STREAM" : "SOCK_DGRAM")};
  }
  CCall operator()(const call::Bind& bind) {
    address(now_->type, bind.port_of ? port_of() : "0");
    return {fmt::format("bind({}, {})", now_->variable, to(now_->type))};
  }
  CCall operator()(const call::Listen& listen) {
    return {fmt::format("listen({}, {})", now_->variable, listen.backlog)};
  }
  CCall operator()(const call::Accept&) {
    return {fmt::format("{} = accept({}, NULL, NULL)", now_->made, now_->variable)};
  }
  CCall operator()(const call::Connect&) {
    address(now_->target, port_of());
    return {fmt::format("connect({}, {})", now_->variable, to(now_->target))};
  }
  CCall operator()(const call::Send& send) {
    return {fmt::format("send({}, {}, MSG_NOSIGNAL)", now_->variable, bytes(send.payload.bytes()))};
  }
  CCall operator()(const call::SendTo& send) {
    address(now_->target, port_of());
    return {
        fmt::format("sendto({}, {}, MSG_NOSIGNAL, {})", now_->variable, bytes(send.payload.bytes()), to(now_->target))};
  }
  CCall operator()(const call::Recv& recv) {
    receive(recv.size_bytes);
    return {fmt::format("recv({}, buffer, {}, 0)", now_->variable, recv.size_bytes), "show_bytes", ""};
  }
  CCall operator()(const call::RecvFrom& recv) {
    receive(recv.size_bytes);
    from();
    return {fmt::format("recvfrom({}, buffer, {}, 0, &from.any, &length)", now_->variable, recv.size_bytes),
            "show_bytes", ""};
  }
  CCall operator()(const call::Shutdown& shutdown) {
    const char* how = shutdown.how == ShutdownHow::recv   ? "SHUT_RD"
                      : shutdown.how == ShutdownHow::send ? "SHUT_WR"
                                                          : "SHUT_RDWR";
    return {fmt::format("shutdown({}, {})", now_->variable, how)};
  }
  CCall operator()(const call::Close&) {
    frame_.needs("unistd.h");
    return {fmt::format("close({})", now_->variable)};
  }
  CCall operator()(const call::Exit&) {
    frame_.needs("stdlib.h");
    return {"exit(0)", "", ""};
  }
  CCall operator()(const call::Poll& poll) {
    frame_.needs("poll.h");
    frame_.takes(CHelper::show_poll);
    frame_.takes(CVariable::watched);
    std::vector<std::string> watched;
    for (const PollItem& item : poll.items) {
      const char* events = item.read && item.write ? "POLLIN | POLLOUT" : item.write ? "POLLOUT" : "POLLIN";
      watched.push_back(fmt::format("{{{}, {}, 0}}", plan_.variables[item.socket], events));
    }
    setup(fmt::format("watched = (struct pollfd[]){{{}}};", fmt::join(watched, ", ")));
    const std::int64_t limit = poll.timeout ? poll.timeout->count() : -1;
    return {fmt::format("poll(watched, {}, {})", watched.size(), limit), "show_poll",
            fmt::format(", watched, {}", watched.size())};
  }
  CCall operator()(const call::Wait& wait) {
    frame_.needs("time.h");
    const std::int64_t ms = wait.duration.count();
    return {fmt::format("nanosleep(&(struct timespec){{{}, {}}}, NULL)", ms / 1000, ms % 1000 * 1'000'000)};
  }
  CCall operator()(const call::WaitReadable& wait) {
    frame_.takes(CHelper::wait_readable);
    return {fmt::format("wait_readable({}, {})", plan_.variables[wait.socket], wait.size_bytes)};
  }
  CCall operator()(const call::Local&) { return named("getsockname"); }
  CCall operator()(const call::Peer&) { return named("getpeername"); }

  CCall operator()(const call::Get& get) {
    switch (get.option) {
      case Option::nonblocking:
        frame_.needs("fcntl.h");
        frame_.takes(CHelper::show_nonblocking);
        return {fmt::format("fcntl({}, F_GETFL)", now_->variable), "show_nonblocking", ""};
      case Option::rcvtimeo:
        frame_.needs("sys/time.h");
        return option(get.option, CVariable::limit, CHelper::show_time, "limit", "show_time");
      case Option::linger: return option(get.option, CVariable::linger, CHelper::show_linger, "lingers", "show_linger");
      default: return option(get.option, CVariable::value, CHelper::show_value, "value", "show_value");
    }
  }

  CCall operator()(const call::Set& set) {
    const auto of_type = [&](const char* type, const std::string& value) -> CCall {
      return {fmt::format("setsockopt({}, {}, &({}){{{}}}, sizeof({}))", now_->variable, name_of(set.option), type,
                          value, type)};
    };
    switch (set.option) {
      case Option::nonblocking:
        frame_.needs("fcntl.h");
        return {fmt::format("fcntl({}, F_SETFL, {})", now_->variable, set.value == 0 ? "0" : "O_NONBLOCK")};
      case Option::rcvtimeo:
        frame_.needs("sys/time.h");
        return of_type("struct timeval", fmt::format("{}, {}", set.value / 1000, set.value % 1000 * 1000));
      case Option::linger: return of_type("struct linger", set.value == linger_off ? "0, 0" : "1, 0");
      default: return of_type("int", std::to_string(set.value));
    }
  }

 private:
  static const char* to(SocketType type) {
    return is_ipv6(type) ? "&to.any, sizeof to.ipv6" : "&to.any, sizeof to.ipv4";
  }

  void setup(const std::string& statement) {
    body_.push_back({"  " + statement, CodeRole::setup, statement, std::nullopt});
  }

  std::string port_of() {
    frame_.takes(CHelper::port_of);
    return fmt::format("port_of(\"{}\")", now_->port_name);
  }

  void address(SocketType type, const std::string& port) {
    frame_.takes(is_ipv6(type) ? CHelper::loopback6 : CHelper::loopback4);
    frame_.takes(CVariable::to);
    setup(fmt::format("to = loopback{}({});", is_ipv6(type) ? "6" : "4", port));
  }

  /// The bytes and their count.
  std::string bytes(const Bytes& payload) {
    if (!is_long_fill(payload)) return fmt::format("{}, {}", c_string(payload), payload.size());
    frame_.takes(CHelper::fill);
    return fmt::format("fill({0}), {0}", payload.size());
  }

  void receive(std::size_t size_bytes) {
    frame_.takes(CHelper::show_bytes);
    frame_.needs_buffer(std::max<std::size_t>(size_bytes, 1));
  }

  void from() {
    frame_.takes(CVariable::from);
    frame_.takes(CVariable::length);
    setup("length = sizeof from;");
  }

  CCall named(std::string_view call) {
    from();
    frame_.takes(CHelper::show_address);
    return {fmt::format("{}({}, &from.any, &length)", call, now_->variable), "show_address", ", &from"};
  }

  CCall option(Option which, CVariable variable, CHelper helper, std::string_view word, std::string shown_by) {
    frame_.takes(variable);
    frame_.takes(CVariable::length);
    frame_.takes(helper);
    setup(fmt::format("length = sizeof {};", word));
    return {fmt::format("getsockopt({}, {}, &{}, &length)", now_->variable, name_of(which), word), std::move(shown_by),
            fmt::format(", &{}", word)};
  }

  std::string name_of(Option which) {
    switch (which) {
      case Option::nodelay:
        frame_.needs("netinet/in.h");
        frame_.needs("netinet/tcp.h");
        return "IPPROTO_TCP, TCP_NODELAY";
      case Option::sndbuf: return "SOL_SOCKET, SO_SNDBUF";
      case Option::rcvbuf: return "SOL_SOCKET, SO_RCVBUF";
      case Option::reuseaddr: return "SOL_SOCKET, SO_REUSEADDR";
      case Option::rcvtimeo: return "SOL_SOCKET, SO_RCVTIMEO";
      case Option::linger: return "SOL_SOCKET, SO_LINGER";
      case Option::nonblocking: break;  // no socket option
    }
    return "";
  }

  void announce(const std::vector<Announcement>& announcements) {
    for (const Announcement& each : announcements) {
      frame_.takes(CHelper::announce);
      const std::string port = each.kept.empty() ? fmt::format("own_port({})", each.variable) : each.kept;
      add_frame(body_, fmt::format("  announce(\"{}\", {});", each.name, port));
    }
  }

  void write(const PlannedCall& call) {
    now_ = &call;
    announce(call.announced);
    for (const Announcement& each : call.kept_ports) {
      frame_.takes(CHelper::announce);
      add_frame(body_, fmt::format("  {} = own_port({});", each.kept, each.variable));
    }
    add_frame(body_, fmt::format("  step({});", c_string(std::string_view(call.script->text))));
    if (call.binds_first) {
      frame_.takes(CHelper::bind_first);
      setup(fmt::format("bind_first({});", call.variable));
    }
    const CCall made = std::visit(*this, call.script->call);
    if (made.shown_by.empty()) add_frame(body_, "  puts(\"-> 0\");");
    const std::string whole =
        made.shown_by.empty() ? made.call + ";" : fmt::format("{}({}{});", made.shown_by, made.call, made.and_shown);
    body_.push_back({"  " + whole, CodeRole::call, made.call + ";", call.line});
    if (std::holds_alternative<call::Close>(call.script->call))
      add_frame(body_, fmt::format("  {} = -1;", call.variable));
  }

  ProgramPlan plan_;
  CFrame frame_;
  std::vector<CodeLine> body_;
  const PlannedCall* now_ = nullptr;  // never null while a call is written
};

}  // namespace

ProgramCode write_c(const Scenario& scenario, ProcessId process) {
  return CWriter(plan_program(scenario, process, ProgramLanguage::c, c_words())).write(scenario);
}

}  // namespace doorway
