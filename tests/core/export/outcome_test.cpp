#include "core/export/outcome.hpp"

#include "tests/core/export/sample_recording.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cerrno>
#include <string_view>

namespace doorway {
namespace {

/// Bob receives these pieces, one a call; the descriptors and ports are those given.
RunOutcome receiving(const std::vector<std::string>& pieces, std::int64_t descriptor = 7, std::uint16_t port = 40001) {
  SampleRecording sample({"bob"});
  Outcome accepted;
  accepted.local = loopback_endpoint(Family::ipv4, port);
  accepted.made = MadeSocket{SocketId{0}, "bob.c", SocketType::tcp};
  sample.returns(0, sample.call(0, call::Accept{}, "c = l.accept()"), descriptor, 0, 0, accepted);
  for (const std::string& piece : pieces) {
    Outcome outcome;
    outcome.data = make_payload(std::string_view(piece));
    sample.returns(0, sample.call(0, call::Recv{64}, "c.recv(64)"), static_cast<std::int64_t>(piece.size()), 0,
                   piece.size(), outcome);
  }
  return outcome_of(sample.recording());
}

}  // namespace

TEST_CASE("descriptors and ports make no different outcome") {
  CHECK(receiving({"Hello"}, 7, 40001) == receiving({"Hello"}, 9, 50001));
  CHECK(receiving({"Hello"}, 7, 40001).key() == receiving({"Hello"}, 9, 50001).key());
}

TEST_CASE("another number of bytes is another outcome, and the first call that differs is named") {
  const RunOutcome together = receiving({"HelloBob!!"});
  const RunOutcome apart = receiving({"Hello", "Bob!!"});
  CHECK(together.key() != apart.key());
  CHECK(first_difference(together, apart) == R"(bob.recv#1 → 5 "Hello" (most often: → 10 "HelloBob!!"))");
}

TEST_CASE("a call more or less is a difference") {
  CHECK(first_difference(receiving({"a"}), receiving({"a", "b"})) == R"(bob.recv#2 → 1 "b" (most often: not made))");
  CHECK(first_difference(receiving({"a", "b"}), receiving({"a"})) ==
        R"(bob.recv#2 was not made (most often: → 1 "b"))");
}

TEST_CASE("equal outcomes have no first difference") {
  CHECK_FALSE(first_difference(receiving({"a"}), receiving({"a"})).has_value());
}

TEST_CASE("long payloads that begin alike are still told apart") {
  const std::string beginning(100, 'x');
  const auto difference = first_difference(receiving({beginning + "1"}), receiving({beginning + "2"}));
  REQUIRE(difference.has_value());
  CHECK(difference->find("with other bytes") != std::string::npos);
}

TEST_CASE("a call that never returned is part of the outcome") {
  SampleRecording sample({"bob"});
  sample.call(0, call::Recv{64}, "c.recv(64)");
  const RunOutcome outcome = outcome_of(sample.recording());
  CHECK(outcome.by_process.at(0).at(0).result == "does not return");
}

TEST_CASE("outcomes have the same key exactly when they are equal") {
  CHECK(rc::check([](const std::vector<std::string>& left, const std::vector<std::string>& right) {
    RC_ASSERT((receiving(left) == receiving(right)) == (receiving(left).key() == receiving(right).key()));
    RC_ASSERT(receiving(left).key() == receiving(left).key());
  }));
}

}  // namespace doorway
