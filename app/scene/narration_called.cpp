#include "app/scene/byte_heap.hpp"
#include "app/scene/narration_parts.hpp"
#include "core/base/overloaded.hpp"
#include "core/export/phrases.hpp"

#include <fmt/format.h>

namespace doorway::app {
namespace {

std::string how_text(ShutdownHow how) {
  switch (how) {
    case ShutdownHow::recv: return "receive no more";
    case ShutdownHow::send: return "send no more";
    case ShutdownHow::both: return "neither send nor receive";
  }
  return "";
}

/// What somebody is about to do, after "is about to".
std::string story_wish(const Telling& t, const Called& called) {
  const std::string door = t.at(t.event.socket);
  const auto bytes = [](const Payload& payload) { return count_of(payload->size(), "byte"); };
  return std::visit(
      Overloaded{
          [](const call::Socket&) { return std::string("build a door (a socket)"); },
          [&](const call::Bind&) { return "put a number (a port) on " + door; },
          [&](const call::Listen&) { return "listen for knocks at " + door; },
          [&](const call::Accept&) { return "let in who knocks at " + door; },
          [&](const call::Connect&) { return fmt::format("knock at {} from {}", t.place(called.target), door); },
          [&](const call::Send& send) { return fmt::format("push {} through {}", bytes(send.payload), door); },
          [&](const call::Recv& recv) {
            return fmt::format("take up to {} from {}", count_of(recv.size_bytes, "byte"), door);
          },
          [&](const call::SendTo& send) {
            return fmt::format("post {} to {}", bytes(send.payload), t.place(called.target));
          },
          [&](const call::RecvFrom&) { return "take a postcard (a datagram) from " + door; },
          [&](const call::Shutdown& shutdown) { return fmt::format("{} at {}", how_text(shutdown.how), door); },
          [&](const call::Close&) { return "close " + door + " for good"; },
          [](const call::Exit&) { return std::string("leave, which closes every door (exit)"); },
          [](const call::Poll&) { return std::string("look at which doors something can be done (poll)"); },
          [](const call::Wait& wait) { return fmt::format("wait for {} ms", wait.duration.count()); },
          [](const call::WaitReadable& wait) {
            return fmt::format("wait until {} lie behind the door", count_of(wait.size_bytes, "byte"));
          },
          [&](const call::Local&) { return "read the number on " + door; },
          [&](const call::Peer&) { return "ask who is at the other end of " + door; },
          [&](const call::Get& get) { return fmt::format("look up {} of {}", to_string(get.option), door); },
          [&](const call::Set& set) {
            return fmt::format("set {} of {} to {}", to_string(set.option), door, set.value);
          },
      },
      called.line->call);
}

}  // namespace

std::string tell_called(const Telling& t, const Called& called) {
  if (t.is_story()) return fmt::format("{} is about to {}.", t.who(), story_wish(t, called));
  const SocketRef* needs = port_needed_by(called.line->call);
  const bool has_target = needs != nullptr && called.target.family != Family::none;
  return fmt::format("{} calls {}{}.", t.who(), line_text(*called.line),
                     has_target ? ", which is " + to_string(called.target) : "");
}

}  // namespace doorway::app
