#include "core/export/jsonl.hpp"

#include "core/base/errno_name.hpp"
#include "tests/core/export/from_base64.hpp"
#include "tests/core/export/sample_recording.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <rapidcheck.h>

#include <array>
#include <cerrno>
#include <cstdint>

namespace doorway {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, 11> keys_of_each_line{"seq",    "t_ns",  "process", "socket", "kind",    "call",
                                                        "result", "errno", "bytes",   "data",   "evidence"};

std::vector<Json> lines_of(const Recording& recording, const RunStatus& status) {
  JsonLines writer(recording.header());
  std::vector<Json> lines{Json::parse(writer.began())};
  for (Seq seq = 1; seq <= recording.size(); ++seq) lines.push_back(Json::parse(writer.event(recording.at(seq))));
  lines.push_back(Json::parse(writer.finished(status)));
  return lines;
}

/// The line of the recording's last event.
Json last_line(const Recording& recording) {
  JsonLines writer(recording.header());
  std::string line;
  for (Seq seq = 1; seq <= recording.size(); ++seq) line = writer.event(recording.at(seq));
  return Json::parse(line);
}

}  // namespace

TEST_CASE("every line is one JSON object with the same first keys in the same order") {
  const TwoSendsReadAsOne conversation;
  for (const Json& line : lines_of(conversation.sample.recording(), conversation.status)) {
    std::size_t place = 0;
    for (const auto& [key, value] : line.items()) {
      if (place == keys_of_each_line.size()) break;
      CHECK(key == keys_of_each_line[place++]);
    }
    CHECK(place == keys_of_each_line.size());
  }
}

TEST_CASE("each line ends with its only line feed") {
  SampleRecording sample({"alice", "bob"});
  sample.call(0, call::Send{make_payload("a\nb")}, "s.send(\"a\\nb\")\n");
  JsonLines writer(sample.recording().header());
  for (const std::string& line : {writer.began(), writer.event(sample.last()), writer.finished({})}) {
    CHECK(line.find('\n') == line.size() - 1);
  }
}

TEST_CASE("the first line says where and of what the recording was made") {
  const TwoSendsReadAsOne conversation;
  const Json began = lines_of(conversation.sample.recording(), conversation.status).front();
  CHECK(began["kind"] == "began");
  CHECK(began["seq"] == 0);
  CHECK(began["format"] == 1);
  CHECK(began["system"] == "Linux");
  CHECK(began["kernel"] == "6.1.0");
  CHECK(began["machine"] == "x86_64");
  CHECK(began["network"] == "loopback");
  CHECK(began["free_run"] == false);
  CHECK(began["processes"] == Json::parse(R"([{"number":0,"name":"bob"},{"number":1,"name":"alice"}])"));
  CHECK(began["scenario"] == "the scenario's text\n");
}

TEST_CASE("a send's bytes are on the line on which it is called") {
  SampleRecording sample({"alice"});
  const SocketId socket = sample.makes(0, "s", SocketType::tcp);
  sample.call(0, call::Send{make_payload("Hello")}, "s.send(\"Hello\")", socket);
  const Json line = last_line(sample.recording());
  CHECK(line["kind"] == "called");
  CHECK(line["process"] == "alice");
  CHECK(line["socket"] == "alice.s");
  CHECK(line["call"] == "send");
  CHECK(line["nth"] == 1);
  CHECK(line["line"] == 2);
  CHECK(line["text"] == "s.send(\"Hello\")");
  CHECK(line["bytes"] == 5);
  CHECK(line["data"] == "SGVsbG8=");
  CHECK(line["result"].is_null());
  CHECK(line["errno"].is_null());
  CHECK(line["step"] == true);
  CHECK(line["evidence"] == "measured");
}

TEST_CASE("what recv brought is on the line on which it returns") {
  SampleRecording sample({"bob"});
  const SocketId socket = sample.makes(0, "c", SocketType::tcp);
  const CallId recv = sample.call(0, call::Recv{64}, "c.recv(64)", socket);
  CHECK(last_line(sample.recording())["data"].is_null());
  Outcome outcome;
  outcome.data = make_payload("Bob!!");
  sample.returns(0, recv, 5, 0, 5, outcome, socket);
  const Json line = last_line(sample.recording());
  CHECK(line["kind"] == "returned");
  CHECK(line["result"] == 5);
  CHECK(line["errno"].is_null());
  CHECK(line["bytes"] == 5);
  CHECK(line["data"] == "Qm9iISE=");
  CHECK(line["tries"] == Json::parse(R"([{"result":5,"errno":null}])"));
}

TEST_CASE("an empty receive has data, and a failed one has none") {
  SampleRecording sample({"bob"});
  const SocketId socket = sample.makes(0, "c", SocketType::tcp);
  Outcome outcome;
  outcome.data = make_payload("");
  sample.returns(0, sample.call(0, call::Recv{64}, "c.recv(64)", socket), 0, 0, 0, outcome, socket);
  CHECK(last_line(sample.recording())["data"] == "");
  sample.returns(0, sample.call(0, call::Recv{64}, "c.recv(64)", socket), -1, ECONNRESET, 0, {}, socket);
  const Json failed = last_line(sample.recording());
  CHECK(failed["data"].is_null());
  CHECK(failed["result"] == -1);
  CHECK(failed["errno"] == "ECONNRESET");
}

TEST_CASE("a sleeping call says what for, and what its tries brought") {
  const TwoSendsReadAsOne conversation;
  const auto lines = lines_of(conversation.sample.recording(), conversation.status);
  const Json& sleeps = lines[lines.size() - 3];
  CHECK(sleeps["kind"] == "sleeps");
  CHECK(sleeps["call"] == "recv");
  CHECK(sleeps["nth"] == 2);
  CHECK(sleeps["until"] == "readable");
  CHECK(sleeps["result"].is_null());
  CHECK(sleeps["tries"] == Json::parse(R"([{"result":-1,"errno":"EAGAIN"}])"));
}

TEST_CASE("accept says which socket it made and who is at the other end") {
  SampleRecording sample({"bob"});
  Outcome outcome;
  outcome.local = loopback_endpoint(Family::ipv6, 40001);
  outcome.peer = loopback_endpoint(Family::ipv6, 40002);
  sample.makes(0, "c", SocketType::tcp6, outcome, true);
  const Json line = last_line(sample.recording());
  CHECK(line["made"] == Json::parse(R"({"socket":"bob.c","type":"tcp6"})"));
  CHECK(line["local"] == "[::1]:40001");
  CHECK(line["peer"] == "[::1]:40002");
}

TEST_CASE("poll's answers have the sockets' names and poll's own words") {
  SampleRecording sample({"bob"});
  const SocketId socket = sample.makes(0, "c", SocketType::tcp);
  Outcome outcome;
  outcome.answers = {{socket, "c", POLLIN | POLLHUP}};
  sample.returns(0, sample.call(0, call::Poll{}, "poll(c)"), 1, 0, 0, outcome);
  CHECK(last_line(sample.recording())["answers"] ==
        Json::parse(R"([{"socket":"bob.c","name":"c","events":["POLLIN","POLLHUP"]}])"));
}

TEST_CASE("exit says which sockets it closed") {
  SampleRecording sample({"bob"});
  Outcome outcome;
  outcome.closed = {sample.makes(0, "c", SocketType::tcp), sample.makes(0, "c", SocketType::tcp)};
  sample.returns(0, sample.call(0, call::Exit{}, "exit()"), 0, 0, 0, outcome);
  CHECK(last_line(sample.recording())["closed"] == Json::parse(R"json(["bob.c","bob.c(2)"])json"));
}

TEST_CASE("a sample has the fields that the kernel gave and no others") {
  SampleRecording sample({"bob"});
  const SocketId socket = sample.makes(0, "c", SocketType::tcp);
  KernelSample seen;
  seen.state = TcpState::fin_wait_1;
  seen.readable_bytes = 5;
  seen.end_of_stream = true;
  sample.observe(0, socket, seen, true);
  const Json line = last_line(sample.recording());
  CHECK(line["kind"] == "observed");
  CHECK(line["step"] == false);
  CHECK(line["after_own_call"] == true);
  CHECK(line["sample"] == Json::parse(R"({"input_ready":false,"end_of_stream":true,"hung_up":false,"error":false,
                                          "state":"FIN-WAIT-1","readable_bytes":5})"));
}

TEST_CASE("a stranger is told with address, and with bytes where it was a datagram") {
  SampleRecording sample({"bob"});
  const SocketId listener = sample.makes(0, "l", SocketType::tcp);
  const SocketId datagrams = sample.makes(0, "u", SocketType::udp);
  sample.record(0, listener, TurnedAway{loopback_endpoint(Family::ipv4, 9), 0});
  CHECK(last_line(sample.recording())["peer"] == "127.0.0.1:9");
  CHECK(last_line(sample.recording())["bytes"].is_null());
  sample.record(0, datagrams, TurnedAway{loopback_endpoint(Family::ipv4, 9), 0});
  CHECK(last_line(sample.recording())["bytes"] == 0);
}

TEST_CASE("the last line says who still sleeps, and in which call") {
  const TwoSendsReadAsOne conversation;
  const Json finished = lines_of(conversation.sample.recording(), conversation.status).back();
  CHECK(finished["kind"] == "finished");
  CHECK(finished["over"] == true);
  CHECK(finished["asleep"] ==
        Json::parse(R"json([{"process":"bob","call":"recv","nth":2,"line":8,"text":"c.recv(64)"}])json"));
  CHECK(finished["waiting_for_port"].empty());
}

TEST_CASE("the last line says who waits for whose port, which timers run and where strangers crowd") {
  SampleRecording sample({"alice", "bob"});
  sample.call(0, call::Connect{{"bob", "l"}}, "s.connect(bob.l)");
  RunStatus status;
  status.processes = {{Standing::needs_port, sample.latest_line(), std::nullopt}, {}};
  status.kernel_timers = {"alice.s"};
  status.crowded_sockets = {"bob.l"};
  JsonLines writer(sample.recording().header());
  const Json finished = Json::parse(writer.finished(status));
  CHECK(finished["over"] == false);
  CHECK(finished["waiting_for_port"] ==
        Json::parse(
            R"json([{"process":"alice","call":"connect","line":1,"text":"s.connect(bob.l)","port_of":"bob.l"}])json"));
  CHECK(finished["kernel_timers"] == Json::parse(R"(["alice.s"])"));
  CHECK(finished["crowded_sockets"] == Json::parse(R"(["bob.l"])"));
}

TEST_CASE("what is inferred says so, after which event, and why") {
  SampleRecording sample({"alice", "bob"});
  JsonLines writer(sample.recording().header());
  const SocketId from = sample.makes(0, "s", SocketType::tcp);
  const SocketId to = sample.makes(1, "c", SocketType::tcp);
  for (Seq seq = 1; seq <= sample.recording().size(); ++seq)
    static_cast<void>(writer.event(sample.recording().at(seq)));
  const Json line = Json::parse(writer.inferred({4, InferredKind::ack, from, to, 0, 5, std::nullopt, "because"}));
  CHECK(line["kind"] == "inferred");
  CHECK(line["evidence"] == "inferred");
  CHECK(line["seq"].is_null());
  CHECK(line["after"] == 4);
  CHECK(line["what"] == "ack");
  CHECK(line["process"] == "alice");
  CHECK(line["from"] == "alice.s");
  CHECK(line["to"] == "bob.c");
  CHECK(line["bytes"] == 5);
  CHECK(line["reason"] == "because");
}

TEST_CASE("lines of repeated runs are numbered") {
  SampleRecording sample({"alice"});
  sample.record(0, SocketId::none, Ended{});
  JsonLines writer(sample.recording().header(), 3);
  for (const std::string& line : {writer.began(), writer.event(sample.last()), writer.finished({})}) {
    CHECK(Json::parse(line)["run"] == 3);
  }
  JsonLines single(sample.recording().header());
  CHECK_FALSE(Json::parse(single.began()).contains("run"));
}

TEST_CASE("bytes that are not UTF-8 in names and lines never break the JSON") {
  SampleRecording sample({"al\xFFice"});
  sample.call(0, call::Socket{}, "s = \xC3\x28socket(\xED\xA0\x80)\x1B[31m");
  const Json line = last_line(sample.recording());
  CHECK(line["process"] == "al\uFFFDice");
  CHECK(line["call"] == "socket");
}

TEST_CASE("what cannot be seen or turns the text is escaped in a line, comes back from it, and all else is as it is") {
  const std::string hidden = "\x7f\u009b31m \u202e \u2066 \u200f \u200b \U000e0041 \u2028";
  SampleRecording sample({"alice", "bob"});
  sample.call(0, call::Exit{}, "ä → 🚪 " + hidden);
  JsonLines writer(sample.recording().header());
  const std::string line = writer.event(sample.last());
  CHECK(line.find("ä → 🚪 \\u007f\\u009b31m \\u202e \\u2066 \\u200f \\u200b \\udb40\\udc41 \\u2028") !=
        std::string::npos);
  CHECK(Json::parse(line)["text"] == "ä → 🚪 " + hidden);
}

TEST_CASE("any payload comes out of its line as it went in") {
  CHECK(rc::check([](const Bytes& payload) {
    SampleRecording sample({"alice"});
    const SocketId socket = sample.makes(0, "s", SocketType::tcp);
    sample.call(0, call::Send{make_payload(payload)}, "s.send(…)", socket);
    const Json line = last_line(sample.recording());
    RC_ASSERT(from_base64(line["data"].get<std::string>()) == payload);
    RC_ASSERT(line["bytes"] == payload.size());
  }));
}

TEST_CASE("any result and any errno of a call are in its line") {
  CHECK(rc::check([](std::int64_t result) {
    const int error = *rc::gen::inRange(1, 200);
    SampleRecording sample({"alice"});
    sample.returns(0, sample.call(0, call::Close{}, "s.close()"), result, error);
    const Json line = last_line(sample.recording());
    RC_ASSERT(line["result"] == result);
    RC_ASSERT(line["errno"] == errno_name(error));
  }));
}

}  // namespace doorway
