#pragma once

#include "tests/core/replay/recording_builder.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace doorway::test {

/// A random choice of the next thing to happen: what, where, and how much.
struct Choice {
  std::uint8_t what = 0;
  std::uint8_t where = 0;
  std::uint8_t amount = 0;
};

/// The same as rapidcheck makes them: what, where, how much.
using RandomChoices = std::vector<std::tuple<std::uint8_t, std::uint8_t, std::uint8_t>>;

/// A little model of sockets that makes a recording out of choices, and knows of each byte where it went: several TCP
/// connections in both directions (sends before accept, partial and sleeping sends, one socket connected with itself),
/// datagrams that are lost, cut off and come in another order, ports that are used again. Three processes.
class RandomRun {
 public:
  explicit RandomRun(const std::vector<Choice>& choices);
  explicit RandomRun(const RandomChoices& choices);

  struct Origin {
    CallId send{};
    std::uint64_t offset = 0;
    Seq known = 0;  ///< the event with which the recording has both the sending and the addresses
  };
  struct Received {
    CallId recv{};
    Seq returned = 0;
    bool datagram = false;
    std::vector<Origin> bytes;   ///< one for each
    std::optional<CallId> send;  ///< of a datagram, also of an empty one
  };
  struct Sent {
    CallId send{};
    std::uint64_t length = 0;
    bool datagram = false;
  };

  [[nodiscard]] const Recording& recording() const { return builder_.recording(); }
  [[nodiscard]] const std::vector<Received>& received() const { return received_; }
  [[nodiscard]] const std::vector<Sent>& sent() const { return sent_; }

 private:
  struct End {
    ProcessId process = 0;
    SocketId socket = SocketId::none;
    std::size_t other = 0;  // index of the other end
    bool accepted = true;   // the socket exists
    bool open = true;
    Seq paired = 0;
    std::deque<Origin> inbox;
    std::deque<char> bytes;
  };
  struct SleepingSend {
    std::size_t end = 0;
    CallId call{};
    std::string text;
    std::size_t taken = 0;
  };
  struct Postbox {
    ProcessId process = 0;
    SocketId socket = SocketId::none;
    Endpoint local;
    bool open = true;
    struct Letter {
      CallId send{};
      std::string text;
      Endpoint from;
      Seq known = 0;
    };
    std::vector<Letter> letters;
  };

  void begin();
  void make(const Choice& choice);
  void connect(const Choice& choice);
  void connect_to_itself(const Choice& choice);
  void accept();
  void send(const Choice& choice);
  void go_on(ProcessId process, std::size_t amount);
  void take(std::size_t end, CallId call, const std::string& text, std::size_t from, std::size_t to);
  void recv(const Choice& choice);
  void close(const Choice& choice);
  void observe(const Choice& choice);
  void open_postbox(const Choice& choice);
  void post(const Choice& choice);
  void collect(const Choice& choice);
  std::optional<std::size_t> some_end(const Choice& choice) const;
  std::optional<std::size_t> some_postbox(std::uint8_t where) const;
  bool is_asleep(ProcessId process) const { return asleep_.contains(process); }
  std::string text(std::size_t length);

  RecordingBuilder builder_{{"alice", "bob", "carol"}};
  SocketId listener_{};
  std::vector<End> ends_;
  std::deque<std::size_t> waiting_;  // ends that are to be accepted
  std::map<ProcessId, SleepingSend> asleep_;
  std::vector<Postbox> postboxes_;
  std::vector<Received> received_;
  std::vector<Sent> sent_;
  std::uint16_t next_port_ = 40000;
  char next_letter_ = 'a';
};

}  // namespace doorway::test
