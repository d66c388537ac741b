#include "core/lesson/condition.hpp"
#include "tests/core/lesson/hand_made_recording.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cerrno>
#include <string>
#include <utility>
#include <vector>

using namespace doorway;
using namespace doorway::condition;

namespace {

rc::Gen<std::string> process_names() {
  return rc::gen::element<std::string>("alice", "bob", "carol", "none", "hex", "EPIPE");
}

rc::Gen<Calls> calls_among(std::vector<std::string> names) {
  return rc::gen::apply(
      [](std::string process, std::string call) {
        return Calls{std::move(process), std::move(call)};
      },
      process_names(), rc::gen::elementOf(std::move(names)));
}

rc::Gen<NthCall> call_among(std::vector<std::string> names) {
  return rc::gen::apply(
      [](Calls calls, std::uint32_t nth) {
        return NthCall{std::move(calls), nth};
      },
      calls_among(std::move(names)), rc::gen::inRange<std::uint32_t>(1, 2000));
}

rc::Gen<NthCall> any_call() {
  return call_among({"socket", "bind", "connect", "send", "recv", "sendto", "recvfrom", "poll", "exit"});
}

std::vector<std::string> transfers() {
  return {"send", "sendto", "recv", "recvfrom"};
}

rc::Gen<Verb> verbs_of_calls() {
  return rc::gen::element(Verb::blocks, Verb::sleeps, Verb::returns, Verb::succeeds, Verb::fails, Verb::truncates);
}

/// Names of calls, fields and words are names of sockets, too.
rc::Gen<SocketOf> sockets() {
  return rc::gen::apply(
      [](std::string process, std::string socket) {
        return SocketOf{std::move(process), std::move(socket)};
      },
      process_names(),
      rc::gen::element<std::string>("c", "recv", "state", "count", "not", "bytes", "socket", "LISTEN", "ended"));
}

rc::Gen<Number> number_of_a_call() {
  const auto of = [](auto calls, NumberField field) {
    return rc::gen::map(std::move(calls), [field](NthCall call) { return Number{NumberOf{std::move(call), field}}; });
  };
  const auto total = [](auto calls, NumberField field) {
    return rc::gen::map(std::move(calls), [field](Calls group) { return Number{TotalOf{std::move(group), field}}; });
  };
  return rc::gen::oneOf(
      of(call_among(transfers()), NumberField::bytes), of(call_among({"send", "sendto"}), NumberField::offered),
      of(call_among({"connect", "recv", "poll", "get"}), NumberField::result),
      total(calls_among(transfers()), NumberField::bytes), total(calls_among({"send", "sendto"}), NumberField::offered),
      rc::gen::map(calls_among({"recv", "accept"}), [](Calls group) { return Number{CountOf{std::move(group)}}; }),
      rc::gen::apply(
          [](Calls group, Verb verb) {
            return Number{CountOf{std::move(group), verb}};
          },
          calls_among({"recv", "accept"}), verbs_of_calls()),
      rc::gen::apply(
          [](SocketOf socket, SocketField field) {
            return Number{Measure{std::move(socket), field}};
          },
          sockets(),
          rc::gen::element(SocketField::readable, SocketField::unsent, SocketField::unacked, SocketField::waiting,
                           SocketField::drops)));
}

rc::Gen<Condition> compared_numbers() {
  const auto comparison = rc::gen::element(Comparison::equal, Comparison::not_equal, Comparison::less,
                                           Comparison::at_most, Comparison::more, Comparison::at_least);
  const auto either = rc::gen::oneOf(
      number_of_a_call(), rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t n) { return Number{n}; }));
  return rc::gen::apply(
      [](Number left, Comparison sign, Number right, bool swap) {
        if (swap) std::swap(left, right);
        return Condition{CompareNumbers{std::move(left), sign, std::move(right)}};
      },
      number_of_a_call(), comparison, either, rc::gen::arbitrary<bool>());
}

rc::Gen<Condition> compared_data() {
  const auto of_call =
      rc::gen::map(call_among(transfers()), [](NthCall call) { return Data{DataOf{std::move(call)}}; });
  const auto of_all =
      rc::gen::map(calls_among(transfers()), [](Calls group) { return Data{AllDataOf{std::move(group)}}; });
  const auto literal = rc::gen::map(rc::gen::arbitrary<Bytes>(), [](Bytes bytes) { return Data{std::move(bytes)}; });
  return rc::gen::apply(
      [](Data left, bool equal, Data right) {
        return Condition{CompareData{std::move(left), equal, std::move(right)}};
      },
      rc::gen::oneOf(of_call, of_all), rc::gen::arbitrary<bool>(), rc::gen::oneOf(of_call, of_all, literal));
}

rc::Gen<Condition> compared_errno() {
  return rc::gen::apply(
      [](NthCall call, bool equal, int error) {
        return Condition{CompareErrno{Errno{ErrnoOf{std::move(call)}}, equal, Errno{error}}};
      },
      any_call(), rc::gen::arbitrary<bool>(), rc::gen::element(0, EPIPE, ECONNREFUSED, EAGAIN, EBADF));
}

rc::Gen<Condition> compared_states() {
  const auto state = rc::gen::element(TcpState::established, TcpState::syn_sent, TcpState::fin_wait_1,
                                      TcpState::close_wait, TcpState::listen, TcpState::closed);
  const auto of_socket = rc::gen::map(sockets(), [](SocketOf socket) { return State{StateOf{std::move(socket)}}; });
  return rc::gen::apply(
      [](State left, bool equal, State right) {
        return Condition{CompareStates{std::move(left), equal, std::move(right)}};
      },
      of_socket, rc::gen::arbitrary<bool>(),
      rc::gen::oneOf(of_socket, rc::gen::map(state, [](TcpState literal) { return State{literal}; })));
}

rc::Gen<Condition> compared_ports() {
  const auto of_call = rc::gen::map(call_among({"local", "peer", "accept", "recvfrom"}),
                                    [](NthCall call) { return Port{PortOf{std::move(call)}}; });
  return rc::gen::apply(
      [](Port left, bool equal, Port right) {
        return Condition{ComparePorts{std::move(left), equal, std::move(right)}};
      },
      of_call, rc::gen::arbitrary<bool>(), rc::gen::oneOf(of_call, rc::gen::just(Port{NoPort{}})));
}

rc::Gen<Condition> statements() {
  const auto statement = rc::gen::apply(
      [](NthCall call, Verb said) {
        return Condition{Statement{std::move(call), said}};
      },
      any_call(), verbs_of_calls());
  const auto before = rc::gen::apply(
      [](NthCall first, NthCall second) {
        second.calls.process = first.calls.process;
        return Condition{Before{std::move(first), std::move(second)}};
      },
      any_call(), any_call());
  const auto ended =
      rc::gen::map(process_names(), [](std::string name) { return Condition{HasEnded{std::move(name)}}; });
  return rc::gen::oneOf(statement, before, ended);
}

rc::Gen<Condition> conditions(int depth) {
  const auto leaf = rc::gen::oneOf(compared_numbers(), compared_data(), compared_errno(), compared_states(),
                                   compared_ports(), statements());
  if (depth == 0) return leaf;
  const auto part = conditions(depth - 1);
  const auto parts = rc::gen::apply(
      [](Condition first, Condition second, std::vector<Condition> more) {
        more.push_back(std::move(first));
        more.push_back(std::move(second));
        return more;
      },
      part, part, rc::gen::resize(2, rc::gen::container<std::vector<Condition>>(part)));
  return rc::gen::oneOf(
      leaf,
      rc::gen::map(part, [](Condition c) { return Condition{Not{std::make_shared<const Condition>(std::move(c))}}; }),
      rc::gen::map(parts, [](std::vector<Condition> all) { return Condition{All{std::move(all)}}; }),
      rc::gen::map(parts, [](std::vector<Condition> any) { return Condition{Any{std::move(any)}}; }));
}

}  // namespace

TEST_CASE("a condition that is written is read as the same condition") {
  CHECK(rc::check([] {
    const Condition condition = *conditions(2);
    const std::string text = to_string(condition);
    RC_PRE(text.size() <= longest_condition_bytes);
    const auto again = parse_condition(text, {}, {});
    RC_LOG() << text;
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == condition);
  }));
}

TEST_CASE("any bytes are a condition or a mistake") {
  CHECK(rc::check([](const std::string& bytes) {
    const auto parsed = parse_condition(bytes, {}, {"alice", "bob"});
    if (parsed.has_error()) RC_ASSERT(!parsed.error().empty());
  }));
}

TEST_CASE("a number that is written is read as the same number") {
  CHECK(rc::check([] {
    const Number number = *number_of_a_call();
    const auto again = parse_number(to_string(number), {}, ScenarioNames(nullptr));
    RC_LOG() << to_string(number);
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == number);
  }));
}

TEST_CASE("any words of the language are a condition or a mistake within the text") {
  CHECK(rc::check([] {
    const auto word = rc::gen::element<std::string>(
        "bob", ".", "recv", "#", "1", "==", "<", "bytes", "errno", "data", "blocks", "and", "or", "not", "(", ")",
        "none", "EPIPE", "\"x\"", "hex", "count", "before", "ended", "-1", "accept", "result", "offered", "\"", "\n",
        "truncates", "c", "readable", "state", "LISTEN", "drops", "port", "local", "0", "fails");
    std::string text;
    for (const std::string& each : *rc::gen::container<std::vector<std::string>>(word)) text += each + " ";
    const auto parsed = parse_condition(text, {}, {"alice", "bob"});
    const HandMadeRecording made;
    if (parsed.has_value()) {
      holds(*parsed, summarise(made.recording()));
    } else {
      for (const Mistake& mistake : parsed.error()) RC_ASSERT(mistake.at.column <= text.size() + 1);
    }
  }));
}
