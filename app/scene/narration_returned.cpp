#include "app/labels.hpp"
#include "app/scene/byte_heap.hpp"
#include "app/scene/narration_parts.hpp"
#include "core/base/overloaded.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"
#include "core/export/poll_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <poll.h>

namespace doorway::app {
namespace {

/// A call's end, with what its kind of sentence needs.
struct Result {
  const Telling& t;
  const Returned& returned;
  const IndexedCall& call;
  Outcome outcome;
  std::string who;
  std::string door;

  [[nodiscard]] std::string choose(std::string story, std::string engineer) const {
    return t.is_story() ? std::move(story) : std::move(engineer);
  }
  [[nodiscard]] std::string local() const {
    return outcome.local ? to_string(*outcome.local) : std::string("an address of the kernel's choice");
  }
  [[nodiscard]] std::string peer() const {
    return outcome.peer ? to_string(*outcome.peer) : std::string("an unknown address");
  }
  [[nodiscard]] std::string made() const {
    return outcome.made ? escape_for_display(name_at_home(outcome.made->name), 24) : std::string("without a name");
  }
};

std::string tell(const Result& r, const call::Socket& socket) {
  return r.choose(
      fmt::format("{} built a door (socket {}). It has no number (port) yet.", r.who, r.made()),
      fmt::format("{}'s socket({}) made socket {}, which has no port yet.", r.who, to_string(socket.type), r.made()));
}

std::string tell(const Result& r, const call::Bind&) {
  return r.choose(fmt::format("{} put a number on {}: its address is {} now.", r.who, r.door, r.local()),
                  fmt::format("{}'s bind gave {} the address {}.", r.who, r.door, r.local()));
}

std::string tell(const Result& r, const call::Listen& listen) {
  const std::string waiting = fmt::format("backlog {}", listen.backlog);
  return r.choose(
      fmt::format("{} asked the kernel to let callers in at {} ({}).", r.who, r.door, waiting),
      fmt::format("{}'s {} listens now ({}): the kernel sets up connections on its own.", r.who, r.door, waiting));
}

std::string tell(const Result& r, const call::Accept&) {
  return r.choose(fmt::format("{} let a caller in: a new door (socket {}), for {} alone. The listening door stays.",
                              r.who, r.made(), r.peer()),
                  fmt::format("{}'s accept returned a new socket {}, connected with {}. The listener stays as it was.",
                              r.who, r.made(), r.peer()));
}

std::string tell(const Result& r, const call::Connect&) {
  if (is_udp(r.t.type_of(r.t.event.socket))) {
    return fmt::format("{}'s connect only noted the address {}: UDP asks nobody, and nobody has answered.", r.who,
                       to_string(r.call.target));
  }
  return r.choose(
      fmt::format("{} knocked at {} and was answered: {} is open.", r.who, r.t.place(r.call.target), r.door),
      fmt::format("{}'s connect returned 0: {} is connected, from {} to {}.", r.who, r.door, r.local(),
                  to_string(r.call.target)));
}

std::string tell(const Result& r, const call::Shutdown& shutdown) {
  const char* what = shutdown.how == ShutdownHow::send   ? "will send no more; it can still receive"
                     : shutdown.how == ShutdownHow::recv ? "will receive no more; it can still send"
                                                         : "will neither send nor receive any more";
  return fmt::format("{} said that {} {}.", r.who, r.door, what);
}

std::string tell(const Result& r, const call::Close&) {
  return r.choose(fmt::format("{} closed {} for good.", r.who, r.door),
                  fmt::format("{}'s close returned 0: {} is closed, its descriptor is gone.", r.who, r.door));
}

std::string tell(const Result& r, const call::Exit&) {
  return fmt::format("{} has left: {} closed with that.", r.who,
                     count_of(r.outcome.closed.size(), "socket") + (r.outcome.closed.size() == 1 ? " is" : " are"));
}

/// What this answer of poll means, in plain words.
std::string poll_story(const Result& r, const PollAnswer& answer) {
  const SocketState* socket = find_socket(r.t.world, answer.socket);
  const bool listens = socket != nullptr && socket->lifecycle == Lifecycle::listening;
  std::vector<std::string_view> words;
  const auto say = [&](int flag, std::string_view what) {
    if ((answer.events & flag) != 0) words.push_back(what);
  };
  const bool takes_datagrams = socket != nullptr && is_udp(socket->type);
  say(POLLIN, listens           ? "accept would not sleep"
              : takes_datagrams ? "recvfrom would not sleep"
                                : "recv would not sleep");
  say(POLLOUT, "send would not sleep");
  say(POLLERR, "an error waits for the next call");
  say(POLLHUP, "both directions are over");
  say(POLLNVAL, "there is no such door any more");
  say(POLLPRI, "something urgent waits");
  return fmt::format("{}, where {} ({})", at_named(r.t, answer.name), fmt::join(words, " and "),
                     fmt::join(poll_names(answer.events), ", "));
}

std::string tell(const Result& r, const call::Poll&) {
  if (r.returned.result == 0) {
    return r.choose(fmt::format("{} watched the doors (poll) until the time was up: none is ready.", r.who),
                    fmt::format("{}'s poll returned 0: the time is up, no socket is ready.", r.who));
  }
  std::vector<std::string> ready;
  for (const PollAnswer& answer : r.outcome.answers) {
    if (answer.events == 0) continue;
    ready.push_back(r.t.is_story()
                        ? poll_story(r, answer)
                        : fmt::format("{} {}", at_named(r.t, answer.name), fmt::join(poll_names(answer.events), "|")));
  }
  if (r.t.is_story()) return fmt::format("{} watched the doors (poll). Ready: {}.", r.who, fmt::join(ready, "; "));
  return fmt::format("{}'s poll returned {}: {}.", r.who, r.returned.result, fmt::join(ready, ", "));
}

std::string tell(const Result& r, const call::Wait& wait) {
  return fmt::format("{} has waited for {} ms.", r.who, grouped(static_cast<std::uint64_t>(wait.duration.count())));
}

std::string tell(const Result& r, const call::WaitReadable& wait) {
  return fmt::format("{} has waited until {} could be read at {}, and has not read {}.", r.who,
                     count_of(wait.size_bytes, "byte"), at_named(r.t, wait.socket),
                     wait.size_bytes == 1 ? "it" : "them");
}

std::string tell(const Result& r, const call::Local&) {
  return fmt::format("{} asked for the address of {}: it is {}.", r.who, r.door, r.local());
}

std::string tell(const Result& r, const call::Peer&) {
  return fmt::format("{} asked who is at the other end of {}: {}.", r.who, r.door, r.peer());
}

std::string tell(const Result& r, const call::Get& get) {
  return r.choose(
      fmt::format("{} looked up how {} is set: {}.", r.who, r.door, option_story(get.option, r.returned.result, false)),
      fmt::format("{} looked up {} of {}: it is {}.", r.who, to_string(get.option), r.door,
                  option_value(get.option, r.returned.result)));
}

std::string tell(const Result& r, const call::Set& set) {
  return r.choose(
      fmt::format("{} changed {}: {}.", r.who, r.door, option_story(set.option, set.value, true)),
      fmt::format("{} set {} of {} to {}.", r.who, to_string(set.option), r.door, option_value(set.option, set.value)));
}

std::string tell(const Result& r, const call::Send&) {
  return tell_bytes(r.t, r.returned, r.call);
}
std::string tell(const Result& r, const call::Recv&) {
  return tell_bytes(r.t, r.returned, r.call);
}
std::string tell(const Result& r, const call::SendTo&) {
  return tell_bytes(r.t, r.returned, r.call);
}
std::string tell(const Result& r, const call::RecvFrom&) {
  return tell_bytes(r.t, r.returned, r.call);
}

}  // namespace

std::string tell_returned(const Telling& t, const Returned& returned, const IndexedCall& call) {
  const Result result{
      t, returned, call, returned.outcome != nullptr ? *returned.outcome : Outcome{}, t.who(), t.at(t.event.socket)};
  std::string text = std::visit([&result](const auto& kind) { return tell(result, kind); }, call.line->call);
  if (result.outcome.bound_first) {
    text += t.is_story()
                ? fmt::format(" Before that, Doorway itself put a number on it: {}, which no other computer can reach.",
                              result.local())
                : fmt::format(
                      " Before that, Doorway bound it to {}: the kernel would choose an address that other "
                      "computers can reach.",
                      result.local());
  }
  return text;
}

}  // namespace doorway::app
