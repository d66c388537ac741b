#include "core/socket/recorded_socket.hpp"

#include "core/socket/kernel_sampler.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace doorway {

using boost::asio::posix::stream_descriptor;

namespace {
// Strangers can come faster than they are sent away; a process must stay in reach of a stop all the same. Then it goes
// on as if nobody were there, and looks again a moment later.
constexpr int most_strangers_in_a_row = 1024;
constexpr Try nobody_of_ours{-1, EAGAIN};

// Nothing of it stays: a connection that this side closes first would keep the port in TIME_WAIT for a minute, and with
// strangers at it nobody could bind to it again. Source: socket(7), SO_LINGER; RFC 9293, 3.10.4.
void reset(int descriptor) {
  static_cast<void>(socket_calls::set_option(descriptor, Option::linger, 0));
  ::close(descriptor);
}

GuestList::Looked looked_at(const socket_calls::Received& received) {
  return {received.from, received.data, received.truncated};
}

/// A socket that has an address does not tell it: the kernel lacks the memory to. Ours could not be told from
/// strangers.
[[noreturn]] void address_is_not_told(int error) {
  throw std::system_error(error, std::generic_category(), "getsockname");
}
}  // namespace

RecordedSocket::RecordedSocket(SocketContext& context, SocketType type) : context_(context), waiter_(context.io) {
  made_.type = type;
}

RecordedSocket::RecordedSocket(SocketContext& context, MadeSocket made, int descriptor)
    : context_(context), made_(std::move(made)), descriptor_(descriptor), waiter_(context.io) {}

RecordedSocket::~RecordedSocket() {
  reset_kept();
  if (!is_open()) return;
  if (waiter_.is_open()) waiter_.release();
  ::close(descriptor_);
}

RecordedSocket::Made RecordedSocket::open(SocketContext& context, std::string_view name, SocketType type) {
  const int descriptor = context.network.open(context.process, type);
  if (descriptor < 0) return {{-1, errno}, nullptr};
  MadeSocket made = context.recorder.make_socket(context.process, name, type);
  return {{descriptor, 0}, std::make_unique<RecordedSocket>(context, std::move(made), descriptor)};
}

void RecordedSocket::learn_local() {
  const auto address = socket_calls::local_address(descriptor_);
  if (address.answer.result < 0) address_is_not_told(address.answer.error);
  local_ = address.endpoint;
}

Try RecordedSocket::bind(const Endpoint& endpoint) {
  const Try answer = socket_calls::bind(descriptor_, endpoint);
  if (answer.result == 0) {
    bound_ = true;
    bound_by_bind_ = true;
    learn_local();
  }
  return answer;
}

std::optional<Try> RecordedSocket::bind_to_own_address() {
  if (bound_ || !is_open()) return std::nullopt;
  return bind(context_.network.bind_address(context_.process, type(), 0));
}

Try RecordedSocket::listen(int backlog) {
  const Try answer = socket_calls::listen(descriptor_, backlog);
  if (answer.result == 0) listening_ = true;
  return answer;
}

Try RecordedSocket::connect(const Endpoint& to) {
  std::optional<GuestList::UnderWay> under_way;
  if (is_tcp(type())) under_way.emplace(context_.guests);
  const Try answer = socket_calls::connect(descriptor_, to);
  const bool accepted = answer.result == 0;
  const bool begun = !accepted && answer.error == EINPROGRESS;
  if ((accepted || begun) && !connecting_) {
    bound_ = true;
    peer_ = to;
    learn_local();
    if (is_tcp(type())) context_.guests.add_connection(to, local_.port);
  }
  // The kernel takes back the port that a connect chose when that connect fails.
  const bool failed = connecting_ && !accepted && !begun && answer.error != EALREADY;
  if (failed) bound_ = bound_by_bind_;
  if (failed && is_tcp(type())) context_.guests.forget_connection(peer_, local_.port);
  connecting_ = begun || (connecting_ && answer.error == EALREADY);
  if (accepted) connected_ = true;
  if (accepted && is_udp(type())) may_hold_strangers_ = has_datagram_of_ours();  // those that waited first are gone
  if (accepted && is_tcp(type())) context_.guests.complete_connection(peer_, local_.port);
  return answer;
}

bool RecordedSocket::admit(int descriptor, const Endpoint& peer) {
  // Where the listener is bound to any address, the new socket knows which one was called.
  const auto at = socket_calls::local_address(descriptor);
  if (at.answer.result < 0) {
    ::close(descriptor);
    address_is_not_told(at.answer.error);
  }
  return context_.guests.admit_connection(at.endpoint, peer);
}

std::unique_ptr<RecordedSocket> RecordedSocket::adopt(std::string_view name, int descriptor, const Endpoint& peer) {
  MadeSocket made = context_.recorder.make_socket(context_.process, name, type());
  auto socket = std::make_unique<RecordedSocket>(context_, std::move(made), descriptor);
  socket->bound_ = true;
  socket->connected_ = true;
  socket->peer_ = peer;
  // Linux hands these options on to the accepted socket, and not O_NONBLOCK. Source: accept(2), socket(7).
  socket->receive_timeout_ = receive_timeout_;
  socket->lingers_not_ = lingers_not_;
  socket->learn_local();
  return socket;
}

void RecordedSocket::turn_away(const Endpoint& stranger, std::uint64_t bytes) {
  ++turned_away_;
  context_.recorder.record(context_.process, id(), TurnedAway{stranger, bytes});
}

std::optional<socket_calls::Accepted> RecordedSocket::take_from_line() {
  for (int strangers = 0; strangers < most_strangers_in_a_row; ++strangers) {
    const socket_calls::Accepted accepted = socket_calls::accept(descriptor_);
    if (accepted.answer.result < 0) return accepted;
    const int descriptor = static_cast<int>(accepted.answer.result);
    if (admit(descriptor, accepted.peer)) return accepted;
    reset(descriptor);
    turn_away(accepted.peer, 0);
  }
  return std::nullopt;
}

RecordedSocket::Made RecordedSocket::accept(std::string_view name) {
  const auto accepted = kept_ ? std::exchange(kept_, {}) : take_from_line();
  if (!accepted) return {nobody_of_ours, nullptr};
  if (accepted->answer.result < 0) return {accepted->answer, nullptr};
  return {accepted->answer, adopt(name, static_cast<int>(accepted->answer.result), accepted->peer)};
}

// Whoever stands in the line makes a listener readable; strangers are to wake nobody, and not to be left standing. The
// next one can come as soon as one is gone, so the line is looked at again until it is empty. While one of ours is on
// its way, nobody is taken from a line that strangers have never come to: it would be seen to be shorter than it is.
bool RecordedSocket::has_connection_of_ours() {
  for (int strangers = 0; !kept_ && strangers < most_strangers_in_a_row; ++strangers) {
    const short ready = poll_now(descriptor_, POLLIN);
    const bool is_line_alone = ready == POLLIN;  // else there is an end or an error, which accept is to tell
    if (!is_line_alone) return ready != 0;
    if (turned_away_ == 0 && context_.guests.expects_connection(local_)) return true;
    const auto accepted = take_from_line();
    if (!accepted) return false;
    if (accepted->answer.result >= 0) kept_ = accepted;
    if (accepted->answer.result < 0 && accepted->answer.error != EAGAIN) return true;
  }
  return kept_.has_value();
}

void RecordedSocket::turn_away_waiting_strangers() {
  if (!is_open() || kept_) return;
  const auto accepted = take_from_line();
  if (accepted && accepted->answer.result >= 0) kept_ = accepted;
}

// As the kernel does with those in the line when a listener is closed.
void RecordedSocket::reset_kept() {
  if (!kept_) return;
  reset(static_cast<int>(std::exchange(kept_, {})->answer.result));
}

void RecordedSocket::count_sent(const Try& answer, std::span<const std::uint8_t> bytes, const Endpoint& to) {
  if (answer.result < 0) return;
  written_bytes_ += static_cast<std::uint64_t>(answer.result);
  if (is_udp(type())) context_.guests.add_datagram(to, local_.port, bytes);
}

// A connection is known before its first byte; a datagram is not before it is sent.
Try RecordedSocket::send(std::span<const std::uint8_t> bytes) {
  std::optional<GuestList::UnderWay> under_way;
  if (is_udp(type())) under_way.emplace(context_.guests);
  const Try answer = socket_calls::send(descriptor_, bytes);
  count_sent(answer, bytes, peer_);
  return answer;
}

Try RecordedSocket::send_to(std::span<const std::uint8_t> bytes, const Endpoint& to) {
  const GuestList::UnderWay under_way(context_.guests);
  const Try answer = socket_calls::send_to(descriptor_, bytes, to);
  count_sent(answer, bytes, to);
  return answer;
}

socket_calls::Received RecordedSocket::receive(std::size_t size_bytes) {
  if (is_tcp(type())) {
    socket_calls::Received received = socket_calls::receive_from_stream(descriptor_, size_bytes);
    read_bytes_ += received.data.size();
    return received;
  }
  for (int strangers = 0; strangers < most_strangers_in_a_row; ++strangers) {
    socket_calls::Received received = socket_calls::receive(descriptor_, size_bytes);
    if (received.answer.result < 0) return received;
    if (context_.guests.admit_datagram(local_, looked_at(received))) {
      read_bytes_ += received.data.size();
      return received;
    }
    turn_away(received.from, received.data.size());
  }
  return {nobody_of_ours, {}, {}, false};
}

// A connected socket hears its peer only, but what came before it was connected waits there still. Source: udp(7).
bool RecordedSocket::has_datagram_of_ours() {
  for (int strangers = 0; strangers < most_strangers_in_a_row; ++strangers) {
    const short ready = poll_now(descriptor_, POLLIN);
    if (ready == 0) may_hold_strangers_ = false;
    if (ready != POLLIN) return (ready & POLLIN) != 0;  // a look would take the error that waits there too
    const auto next = socket_calls::peek(descriptor_, GuestList::remembered_bytes);
    if (next.answer.result < 0) return false;
    if (context_.guests.expects_datagram(local_, looked_at(next))) return true;
    const auto size = socket_calls::readable_bytes(descriptor_);
    if (socket_calls::receive(descriptor_, 0).answer.result < 0) return false;
    turn_away(next.from, size.result > 0 ? static_cast<std::uint64_t>(size.result) : 0);
  }
  return false;
}

// What waits first is ours before the sample and stays so, or nothing waits. A stranger's datagram that comes in
// between is sent away, and the sample taken again.
KernelSample RecordedSocket::sample_without_strangers() {
  for (int strangers = 0; strangers < most_strangers_in_a_row; ++strangers) {
    const bool ours_waits = has_datagram_of_ours();
    const KernelSample sample = sample_socket(descriptor_, type());
    if (ours_waits || sample.readable_bytes.value_or(0) == 0) return sample;
  }
  KernelSample unknown = sample_socket(descriptor_, type());
  unknown.readable_bytes.reset();
  return unknown;
}

// What the kernel will not bring any more. Before the socket is closed: whoever gets its address then is another one.
void RecordedSocket::forget_guests() {
  if (is_udp(type())) return context_.guests.forget_datagrams(local_);
  if (listening_) return context_.guests.forget_line(local_);
  const bool never_arrived = last_sample_.state == TcpState::syn_sent || last_sample_.state == TcpState::closed;
  if (connecting_ && never_arrived) context_.guests.forget_connection(peer_, local_.port);
  if (connecting_ && !never_arrived) context_.guests.complete_connection(peer_, local_.port);
}

Try RecordedSocket::shutdown(ShutdownHow how) {
  if (listening_ && how != ShutdownHow::send) forget_guests();  // it listens no more
  const Try answer = socket_calls::shutdown(descriptor_, how);
  if (answer.result == 0 && how != ShutdownHow::recv) finished_sending_ = true;
  return answer;
}

Try RecordedSocket::close() {
  if (is_open()) {
    last_sample_ = sample_socket(descriptor_, type());
    forget_guests();
  }
  if (waiter_.is_open()) waiter_.release();
  reset_kept();
  const Try answer = socket_calls::close(descriptor_);
  if (answer.result == 0) {
    finished_sending_ = true;
    aborted_ = lingers_not_;
  }
  descriptor_ = -1;
  return answer;
}

Try RecordedSocket::get(Option option) {
  if (option != Option::nonblocking) return socket_calls::get_option(descriptor_, option);
  // Every descriptor of ours is non-blocking; what the option means here is whether the process waits.
  if (::fcntl(descriptor_, F_GETFL) < 0) return {-1, errno};
  return {nonblocking_ ? 1 : 0, 0};
}

Try RecordedSocket::set(Option option, std::int64_t value) {
  if (option == Option::nonblocking) {
    const Try answer = get(option);
    if (answer.result < 0) return answer;
    nonblocking_ = value != 0;
    return {0, 0};
  }
  const Try answer = socket_calls::set_option(descriptor_, option, value);
  if (answer.result < 0) return answer;
  if (option == Option::rcvtimeo) receive_timeout_ = std::chrono::milliseconds(value);
  if (option == Option::linger) lingers_not_ = value != linger_off;
  return answer;
}

bool RecordedSocket::is_ready_to_read() {
  if (listening_) return has_connection_of_ours();
  const short ready = poll_now(descriptor_, POLLIN);
  return hears_strangers() && ready == POLLIN ? has_datagram_of_ours() : ready != 0;
}

bool RecordedSocket::is_ready_to_write() const {
  return poll_now(descriptor_, POLLOUT) != 0;
}

bool RecordedSocket::wait_for(stream_descriptor::wait_type what, std::function<void()> handler) {
  if (!is_open()) return false;
  if (!waiter_.is_open()) {
    boost::system::error_code failed;
    waiter_.assign(descriptor_, failed);
    if (failed) return false;
  }
  waiter_.async_wait(what, [handler = std::move(handler)](const boost::system::error_code& error) {
    if (!error) handler();
  });
  return true;
}

bool RecordedSocket::when_maybe_readable(std::function<void()> handler) {
  return wait_for(stream_descriptor::wait_read, std::move(handler));
}

bool RecordedSocket::when_maybe_writable(std::function<void()> handler) {
  return wait_for(stream_descriptor::wait_write, std::move(handler));
}

void RecordedSocket::cancel_waits() {
  boost::system::error_code ignored;
  if (waiter_.is_open()) waiter_.cancel(ignored);
}

const KernelSample& RecordedSocket::sample() {
  if (!is_open()) return last_sample_;
  last_sample_ = hears_strangers() ? sample_without_strangers() : sample_socket(descriptor_, type());
  if (connecting_ && last_sample_.state && *last_sample_.state != TcpState::syn_sent &&
      *last_sample_.state != TcpState::closed) {
    connected_ = true;
  }
  return last_sample_;
}

SocketReport RecordedSocket::report() {
  sample();
  SocketReport report;
  report.id = id();
  report.name = made_.name;
  report.type = type();
  report.open = is_open();
  report.listening = listening_;
  report.connected = connected_;
  report.finished_sending = finished_sending_;
  report.aborted = aborted_;
  report.local = local_;
  report.peer = peer_;
  report.turned_away = turned_away_;
  report.keeps_guest = keeps_a_guest();
  report.written_bytes = written_bytes_;
  report.read_bytes = read_bytes_;
  report.sample = last_sample_;
  return report;
}

}  // namespace doorway
