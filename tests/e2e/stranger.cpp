// A program of a stranger: goes to the doors that the board names, again and again, until its input ends.
//     stranger BOARD NUMBER
// The first connects and says nothing, the second connects and talks, the third connects and resets at once, the
// fourth sends datagrams in bursts; all of them also send to each datagram socket, and connect to each listener.
#include "tests/e2e/strange_board.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <deque>
#include <string_view>

namespace {

using doorway::StrangeBoard;

constexpr std::string_view words = "stranger";  // no script sends it
constexpr std::size_t most_held = 64;           // connections that wait for their end
constexpr std::uint64_t rounds_with_one_port = 16;

sockaddr_in address_of(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

class Stranger {
 public:
  Stranger(StrangeBoard& board, std::size_t number) : number_(number), board_(board), doings_(board.doings[number]) {}

  void go_round() {
    if (doings_.rounds % rounds_with_one_port == 0) {
      if (datagrams_ >= 0) ::close(datagrams_);
      datagrams_ = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    }
    let_go_of_ended();
    bool is_somebody_there = false;
    for (const auto& slot : board_.doors) {
      const std::uint32_t door = slot;
      if (door == 0) continue;
      is_somebody_there = true;
      const auto port = static_cast<std::uint16_t>(door & 0xFFFF);
      (door & StrangeBoard::is_udp) != 0 ? send_to(port) : connect_to(port);
    }
    ++doings_.rounds;
    if (!is_somebody_there || number_ >= board_.ceaseless) ::poll(nullptr, 0, is_somebody_there ? 2 : 1);
  }

 private:
  void send_to(std::uint16_t port) {
    const sockaddr_in to = address_of(port);
    for (int left = number_ == 3 ? 16 : 1; left > 0; --left) {
      const auto* address = reinterpret_cast<const sockaddr*>(&to);
      if (::sendto(datagrams_, words.data(), words.size(), MSG_NOSIGNAL, address, sizeof to) > 0) ++doings_.datagrams;
    }
  }

  void connect_to(std::uint16_t port) {
    if (held_.size() >= most_held) {
      ::close(held_.front());
      held_.pop_front();
    }
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const sockaddr_in to = address_of(port);
    if (made < 0) return;
    ::connect(made, reinterpret_cast<const sockaddr*>(&to), sizeof to);
    pollfd writable{made, POLLOUT, 0};
    if (::poll(&writable, 1, 1) > 0 && (writable.revents & (POLLERR | POLLHUP)) == 0) ++doings_.connections;
    if (number_ == 1) static_cast<void>(::send(made, words.data(), words.size(), MSG_NOSIGNAL));
    if (number_ == 2) {
      const linger at_once{1, 0};
      ::setsockopt(made, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      ::close(made);
    } else {
      held_.push_back(made);
    }
  }

  void let_go_of_ended() {
    std::erase_if(held_, [](int held) {
      pollfd ended{held, POLLIN, 0};
      if (::poll(&ended, 1, 0) <= 0) return false;
      ::close(held);
      return true;
    });
  }

  const std::size_t number_;
  StrangeBoard& board_;
  StrangeBoard::Doings& doings_;
  std::deque<int> held_;
  int datagrams_ = -1;
};

bool input_has_ended() {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  char byte = 0;
  return ::poll(&input, 1, 0) > 0 && ::read(STDIN_FILENO, &byte, 1) <= 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  StrangeBoard* board = StrangeBoard::in_file(argv[1], false);
  const std::size_t number = std::strtoul(argv[2], nullptr, 10);
  if (board == nullptr || number >= StrangeBoard::programs) return 1;
  Stranger stranger(*board, number);
  while (!input_has_ended()) stranger.go_round();
  return 0;
}
