#pragma once

#include "core/record/event_reader.hpp"
#include "core/replay/mailbox.hpp"
#include "core/replay/world_state.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace doorway {

/// Bytes that one send handed over and one recv brought: `length` of them, from `send_offset` in what was sent and
/// from `recv_offset` in what was received. An empty datagram gives a segment of length 0.
struct Segment {
  CallId send{};
  std::uint64_t send_offset = 0;
  CallId recv{};
  std::uint64_t recv_offset = 0;
  std::uint64_t length = 0;
  bool certain = true;  ///< false: a datagram that could as well be another one with the same content

  friend bool operator==(const Segment&, const Segment&) = default;
};

/// What has become of a byte that a send was asked to take.
enum class Fate : std::uint8_t {
  not_taken,   ///< the kernel has not taken it (yet)
  not_read,    ///< taken; no recv has brought it (yet). A datagram may be lost as well
  read,        ///< a recv brought it
  cut_off,     ///< the datagram was read, and this byte did not fit
  never_read,  ///< TCP: the receiving socket was closed before anybody read it
};

struct ByteFate {
  Fate fate = Fate::not_taken;
  std::optional<Segment> segment;  ///< when it was read, the segment that the byte is in
};

/// A part of a byte stream, by the send that wrote it.
struct WrittenPiece {
  CallId send{};
  std::uint64_t send_offset = 0;
  std::uint64_t length = 0;

  friend bool operator==(const WrittenPiece&, const WrittenPiece&) = default;
};

/// A part of a byte stream, by the recv that brought it.
struct ReadPiece {
  CallId recv{};
  std::uint64_t recv_offset = 0;
  std::uint64_t length = 0;

  friend bool operator==(const ReadPiece&, const ReadPiece&) = default;
};

/// For every received byte the send that wrote it, and for every sent byte where it went. TCP: both ends count the
/// bytes of a direction, so the nth byte read is the nth byte written. UDP: by addresses and content.
///
/// Owned and used by one thread; the recording, which must outlive it, may grow meanwhile. All queries take a cursor,
/// and say what the events up to it support: a segment is there once the send's taking, the recv's return, and (TCP)
/// both ends' addresses are. They take O(log n) and the length of the answer, where nothing else is said.
class Lineage {
 public:
  explicit Lineage(const Recording& recording);

  /// Takes in what was appended, all of it or up to an event.
  void update();
  void update(Seq up_to);
  /// Takes in the next event, which is at hand.
  void take_in(const Event& event);

  /// The last event taken in. Queries with a later cursor answer as if it were this one.
  [[nodiscard]] Seq known() const { return world_.cursor; }
  /// The world behind that event.
  [[nodiscard]] const WorldState& world() const { return world_; }

  /// Where the bytes come from that this recv or recvfrom brought, in their order.
  [[nodiscard]] std::vector<Segment> sources(CallId recv, Seq cursor) const;

  /// Where the bytes of this send or sendto went, in their order.
  [[nodiscard]] std::vector<Segment> destinations(CallId send, Seq cursor) const;
  [[nodiscard]] ByteFate fate_of(CallId send, std::uint64_t offset, Seq cursor) const;

  /// The socket at which this call sent or received bytes, or none.
  [[nodiscard]] SocketId socket_of(CallId call) const;

  /// How long the datagram is that this call sent; 0 for other calls.
  [[nodiscard]] std::uint64_t datagram_bytes(CallId send) const;

  /// TCP: the bytes begin … end−1 that this socket wrote, by the sends that wrote them, as far as they are written.
  /// What lies readable at the other end begins at its bytes_read; what is unsent ends at this end's bytes_written.
  [[nodiscard]] std::vector<WrittenPiece> written(SocketId sender, std::uint64_t begin, std::uint64_t end,
                                                  Seq cursor) const;

  /// TCP: where in the stream of its socket this byte of the send is; nothing where the kernel has not taken it.
  [[nodiscard]] std::optional<std::uint64_t> stream_offset(CallId send, std::uint64_t offset, Seq cursor) const;

  /// TCP: the bytes begin … end−1 that came to this socket, by the recvs that brought them, as far as they are read.
  [[nodiscard]] std::vector<ReadPiece> read(SocketId receiver, std::uint64_t begin, std::uint64_t end,
                                            Seq cursor) const;

  /// UDP: the sends to this socket's address that no recv has brought, in their order: they wait, or are lost. Looks
  /// at each datagram that was sent to that address since the socket has it.
  [[nodiscard]] std::vector<CallId> unclaimed(SocketId receiver, Seq cursor) const;

 private:
  /// Bytes of a stream that one try of a call wrote or read.
  struct Range {
    std::uint64_t begin = 0;
    std::uint64_t length = 0;
    CallId call{};
    std::uint64_t call_offset = 0;
    Seq seq = 0;
  };
  struct SocketEntry {
    std::vector<Range> writes;  // TCP, ascending
    std::vector<Range> reads;   // TCP, ascending
    SocketId other = SocketId::none;
    Seq paired = 0;     // the event with which the other end is known, 0: it is not
    Seq closed = 0;     // 0: open
    Seq has_local = 0;  // the beginning of the call that gave it its local address
    Endpoint local;
  };
  enum class Role : std::uint8_t { none, stream_send, stream_recv, datagram_send, datagram_recv };
  struct CallEntry {
    Role role = Role::none;
    SocketId socket = SocketId::none;
    std::size_t first = 0;  // index of its first range, datagram or receipt
    std::size_t count = 0;  // ranges
  };

  void note_ranges(const Event& event, std::uint64_t written_before, std::uint64_t read_before, const CallState& call);
  void note_datagram(const Event& event, const CallState& call);
  void note_receipt(const Event& event, const CallState& call);
  void note_socket(SocketId id, Seq seq);
  SocketEntry& socket_entry(SocketId id);
  CallEntry* new_entry(CallId call, Role role, SocketId socket, std::size_t index);

  [[nodiscard]] const CallEntry* entry(CallId call, Role stream_role, Role datagram_role) const;
  [[nodiscard]] const SocketEntry* other_end(SocketId socket, Seq cursor) const;
  static std::vector<Range> ranges_between(const std::vector<Range>& ranges, std::uint64_t begin, std::uint64_t end,
                                           Seq cursor);
  [[nodiscard]] std::optional<Segment> matched(const Mailroom::Receipt& receipt, Seq cursor) const;

  EventReader events_;
  WorldState world_;                  // at known()
  std::vector<SocketEntry> sockets_;  // by SocketId
  std::vector<CallEntry> calls_;      // by CallId
  Mailroom mailroom_;
};

}  // namespace doorway
