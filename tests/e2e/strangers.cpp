#include "tests/e2e/strangers.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <list>
#include <utility>

namespace doorway {
namespace {

constexpr std::size_t most_held = 64;  // connections that a stranger keeps, waiting for their end

sockaddr_in address_of(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

std::uint16_t own_port(int descriptor) {
  sockaddr_in address{};
  socklen_t length = sizeof address;
  if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &length) != 0) return 0;
  return ntohs(address.sin_port);
}

bool poll_for(int descriptor, short events, int at_most_ms) {
  pollfd entry{descriptor, events, 0};
  return ::poll(&entry, 1, at_most_ms) > 0;
}

}  // namespace

StrangeSocket::StrangeSocket(std::uint16_t to_port, int at_most_ms)
    : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
  const sockaddr_in to = address_of(to_port);
  const auto* address = reinterpret_cast<const sockaddr*>(&to);
  connection_.end = StrangeConnection::End::unanswered;
  // It has its port before: connect itself tells of a reset that is as fast, and then the kernel takes the port away.
  const sockaddr_in own = address_of(0);
  if (::bind(descriptor_, reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0) return;
  connection_.port = own_port(descriptor_);
  const bool is_reset = ::connect(descriptor_, address, sizeof to) != 0 && errno == ECONNRESET;
  if (is_reset) connection_.end = StrangeConnection::End::reset;
  if (is_reset || !poll_for(descriptor_, POLLOUT, at_most_ms)) return;
  int error = 0;
  socklen_t length = sizeof error;
  ::getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &length);
  if (error == 0) connection_.end = StrangeConnection::End::open;
  if (error == ECONNRESET) connection_.end = StrangeConnection::End::reset;  // turned away before this look
}

StrangeSocket::~StrangeSocket() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

StrangeSocket::StrangeSocket(StrangeSocket&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), connection_(other.connection_) {}

void StrangeSocket::talk() {
  connection_.talks = ::send(descriptor_, strange_words.data(), strange_words.size(), MSG_NOSIGNAL) > 0;
  // The kernel tells of a reset once: after that a recv would find the end of a stream.
  if (!connection_.talks && errno == ECONNRESET) connection_.end = StrangeConnection::End::reset;
}

StrangeConnection::End StrangeSocket::wait_for_end(int at_most_ms) {
  if (connection_.end != StrangeConnection::End::open || !poll_for(descriptor_, POLLIN, at_most_ms)) {
    return connection_.end;
  }
  char byte = 0;
  const ssize_t got = ::recv(descriptor_, &byte, 1, 0);
  connection_.end = got == 0 ? StrangeConnection::End::end_of_stream : StrangeConnection::End::reset;
  return connection_.end;
}

void OpenPorts::catch_up() {
  for (const Seq size = recording_.size(); seen_ < size;) learn(recording_.at(++seen_));
}

void OpenPorts::learn(const Event& event) {
  if (const auto* called = std::get_if<Called>(&event.body)) calls_[called->call] = called->line;
  const auto* returned = std::get_if<Returned>(&event.body);
  if (returned == nullptr || returned->outcome == nullptr) return;
  const Outcome& outcome = *returned->outcome;
  if (outcome.made) types_[outcome.made->id] = outcome.made->type;
  for (const SocketId closed : outcome.closed) {
    tcp_.erase(closed);
    udp_.erase(closed);
  }
  const bool is_bind = std::holds_alternative<call::Bind>(calls_[returned->call]->call) || outcome.bound_first;
  if (!is_bind || !outcome.local || outcome.local->family != Family::ipv4) return;
  (is_tcp(types_[event.socket]) ? tcp_ : udp_)[event.socket] = outcome.local->port;
}

Strangers::Strangers(std::shared_ptr<const Recording> recording, std::size_t most_attempts, Pace pace)
    : recording_(std::move(recording)), most_attempts_(most_attempts), pace_(pace) {
  for (int i = 0; i < 2; ++i) threads_[i] = std::thread([this, i] { run(reports_[i]); });
}

Strangers::~Strangers() {
  leave();
}

void Strangers::wait_for_attempts(std::size_t count) const {
  for (std::size_t seen = 0; (seen = attempts_) < count && !have_given_up();) attempts_.wait(seen);
}

StrangersReport Strangers::leave() {
  leaving_ = true;
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
  StrangersReport all = std::move(reports_[0]);
  all.connections.insert(all.connections.end(), reports_[1].connections.begin(), reports_[1].connections.end());
  for (const auto& [port, count] : reports_[1].datagrams) all.datagrams[port] += count;
  return all;
}

void Strangers::run(StrangersReport& report) {
  OpenPorts ports(*recording_);
  std::list<StrangeSocket> held;
  const int datagrams = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const auto let_go_of_ended = [&](int at_most_ms) {
    std::erase_if(held, [&](StrangeSocket& socket) {
      if (socket.wait_for_end(at_most_ms) == StrangeConnection::End::open) return false;
      report.connections.push_back(socket.connection());
      return true;
    });
  };
  for (std::size_t attempt = 0; attempt < most_attempts_ && !leaving_; ++attempt) {
    ports.catch_up();
    for (const auto& [socket, port] : ports.udp()) {
      const sockaddr_in to = address_of(port);
      const ssize_t sent = ::sendto(datagrams, strange_words.data(), strange_words.size(), MSG_NOSIGNAL,
                                    reinterpret_cast<const sockaddr*>(&to), sizeof to);
      if (sent > 0) ++report.datagrams[own_port(datagrams)];
    }
    for (const auto& [socket, port] : ports.tcp()) {
      if (held.size() >= most_held) break;
      held.emplace_back(port, 5);
      if (attempt % 2 == 1 && held.back().connection().end == StrangeConnection::End::open) held.back().talk();
    }
    let_go_of_ended(0);
    if (ports.udp().empty() && ports.tcp().empty()) {
      --attempt;  // nobody to go to yet
      std::this_thread::yield();
    } else {
      ++attempts_;
      attempts_.notify_all();
      if (pace_ == Pace::steady) ::poll(nullptr, 0, 2);  // this is the load, and nothing waits for it
    }
  }
  ++given_up_;
  ++attempts_;  // wakes who waits for more
  attempts_.notify_all();
  let_go_of_ended(0);
  for (const StrangeSocket& socket : held) report.connections.push_back(socket.connection());
  ::close(datagrams);
}

}  // namespace doorway
