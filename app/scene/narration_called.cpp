#include "app/labels.hpp"
#include "app/scene/byte_heap.hpp"
#include "app/scene/narration_parts.hpp"
#include "core/base/overloaded.hpp"
#include "core/export/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>

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
  const auto bytes = [](const ScriptPayload& payload) { return count_of(payload.size(), "byte"); };
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
          [](const call::Wait& wait) {
            return fmt::format("wait for {} ms", grouped(static_cast<std::uint64_t>(wait.duration.count())));
          },
          [&](const call::WaitReadable& wait) {
            return fmt::format("wait until {} {} behind {}", count_of(wait.size_bytes, "byte"),
                               wait.size_bytes == 1 ? "lies" : "lie", at_named(t, wait.socket));
          },
          [&](const call::Local&) { return "read the number on " + door; },
          [&](const call::Peer&) { return "ask who is at the other end of " + door; },
          [&](const call::Get& get) { return fmt::format("look up how {} is set ({})", door, to_string(get.option)); },
          [&](const call::Set& set) {
            return fmt::format("change {}, so that {}", door, option_story(set.option, set.value, true));
          },
      },
      called.line->call);
}

}  // namespace

std::string option_value(Option option, std::int64_t value) {
  switch (option) {
    case Option::nodelay:
    case Option::reuseaddr:
    case Option::nonblocking: return value == 0 ? "off" : "on";
    case Option::sndbuf:
    case Option::rcvbuf: return count_of(static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0)), "byte");
    case Option::rcvtimeo:
      return value == 0 ? "off"
                        : fmt::format("{} ms", grouped(static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0))));
    case Option::linger: return value == linger_off ? "off" : std::to_string(value);
  }
  return "";
}

std::string option_story(Option option, std::int64_t value, bool is_wish) {
  const bool is_on = value != 0;
  const std::string size = option_value(option, value);
  switch (option) {
    case Option::nodelay:
      return is_on ? "small letters leave at once (nodelay is on)"
                   : "a small letter may wait for the one before (nodelay is off)";
    case Option::reuseaddr:
      return is_on ? "it may have a number that was in use a moment ago (reuseaddr is on)"
                   : "it may not have a number that was in use a moment ago (reuseaddr is off)";
    case Option::nonblocking:
      return is_on ? "no call at it falls asleep (nonblocking is on)"
                   : "calls at it may fall asleep (nonblocking is off)";
    case Option::sndbuf:
      return is_wish ? fmt::format("the kernel is asked for an outbox of {} (sndbuf)", size)
                     : fmt::format("the kernel counts {} for its outbox (sndbuf)", size);
    case Option::rcvbuf:
      return is_wish ? fmt::format("the kernel is asked for an inbox of {} (rcvbuf)", size)
                     : fmt::format("the kernel counts {} for its inbox (rcvbuf)", size);
    case Option::rcvtimeo:
      return is_on ? fmt::format("a recv at it sleeps {} at most (rcvtimeo)", size)
                   : "a recv at it sleeps as long as it takes (rcvtimeo is off)";
    case Option::linger:
      return value == linger_off ? "close says goodbye in the background (linger is off)"
                                 : fmt::format("close breaks the conversation off (linger is {})", size);
  }
  return "";
}

std::string tell_called(const Telling& t, const Called& called) {
  if (t.is_story()) return fmt::format("{} is about to {}.", t.who(), story_wish(t, called));
  const SocketRef* needs = port_needed_by(called.line->call);
  const bool has_target = needs != nullptr && called.target.family != Family::none;
  return fmt::format("{} calls {}{}.", t.who(), line_text(*called.line),
                     has_target ? ", which is " + to_string(called.target) : "");
}

}  // namespace doorway::app
