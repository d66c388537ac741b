#pragma once

#include "app/scene/socket_history.hpp"
#include "core/record/event_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace doorway::app {

/// A time that a call slept: from the event `asleep` to the event `woken`, 0 while it has not woken.
struct SleepSpan {
  Seq asleep = 0;
  Seq woken = 0;
};

/// A call, from its beginning to its end as far as it is recorded.
struct IndexedCall {
  CallId id{};
  ProcessId process = 0;
  SocketId socket = SocketId::none;
  std::uint32_t nth = 1;              ///< bob.recv#1
  std::uint32_t send_of_process = 0;  ///< send and sendto: the nth of either that this process began, else 0
  std::uint32_t send_of_all = 0;      ///< send and sendto: the nth of all processes, else 0; it chooses the colour
  std::shared_ptr<const Line> line;   ///< never null
  Endpoint target;                    ///< connect, sendto, bind
  Seq called = 0;
  Seq first_end = 0;  ///< the first event at which the kernel had taken or brought something, or the call was over
  Seq returned = 0;   ///< 0: it has not returned
  std::vector<SleepSpan> sleeps;
};

/// Where each call and each socket's turning points are in a recording: the map from which scenes are drawn. Owned and
/// used by one thread; the recording, which must outlive it, may grow meanwhile. Lookups take O(log n).
class SceneIndex {
 public:
  explicit SceneIndex(const Recording& recording);

  /// Takes in what was appended since, all of it or up to an event.
  void update() { update(recording().size()); }
  void update(Seq up_to);

  /// The last event that is known.
  [[nodiscard]] Seq known() const { return known_; }
  [[nodiscard]] const Recording& recording() const { return events_.recording(); }

  /// The call with this number, or null.
  [[nodiscard]] const IndexedCall* call(CallId id) const;

  /// The process's calls in order of beginning.
  [[nodiscard]] const std::vector<CallId>& calls_of(ProcessId process) const;

  /// The process's lines in order.
  [[nodiscard]] const std::vector<std::shared_ptr<const Line>>& lines_of(ProcessId process) const;

  /// The last recv or recvfrom of the process that returned bytes up to the cursor, or null.
  [[nodiscard]] const IndexedCall* last_receipt(ProcessId process, Seq cursor) const;

  /// The recvs and recvfroms of the process that had returned bytes, or none, up to the cursor, in order.
  [[nodiscard]] std::span<const CallId> receipts(ProcessId process, Seq cursor) const;

  /// How many bytes the first `count` of them brought in all.
  [[nodiscard]] std::uint64_t bytes_of_receipts(ProcessId process, std::size_t count) const;

  /// The last call up to the cursor that began, or ended, a conversation at this socket (connect; shutdown, close,
  /// exit), or null.
  [[nodiscard]] const IndexedCall* last_opening(SocketId socket, Seq cursor) const;
  [[nodiscard]] const IndexedCall* last_ending(SocketId socket, Seq cursor) const;

  /// UDP: the last datagram's destination up to the cursor; Family::none when it has sent none. Its peer counts only
  /// once a send has gone there: connect sends nothing.
  [[nodiscard]] Endpoint last_destination(SocketId socket, Seq cursor) const;

  /// The process whose call made the socket, or nothing where no call has.
  [[nodiscard]] std::optional<ProcessId> owner_of(SocketId socket) const;

  /// The turning points of all sockets.
  [[nodiscard]] const SocketHistory& history() const { return history_; }

  /// The processes in the order of their rooms: those on the left, then those on the right. `left_count` of them stand
  /// on the left.
  [[nodiscard]] const std::vector<ProcessId>& room_order() const { return room_order_; }
  [[nodiscard]] std::size_t left_count() const { return left_count_; }

  /// The place of the process in that order.
  [[nodiscard]] std::size_t place_of(ProcessId process) const;

  /// Its colours, which follow from its name: Theme::of_process.
  [[nodiscard]] std::size_t color_of(ProcessId process) const;

 private:
  struct SocketNotes {
    std::optional<ProcessId> owner;
    std::vector<CallId> openings;
    std::vector<CallId> endings;
    std::vector<CallId> datagrams;
  };
  struct ProcessNotes {
    std::vector<std::shared_ptr<const Line>> lines;
    std::vector<CallId> calls;
    std::vector<CallId> receipts;              // in order of returning
    std::vector<std::uint64_t> receipt_bytes;  // of each and those before it
    std::uint32_t sends = 0;
  };

  void take_in(const Event& event);
  void called(const Event& event, const Called& body);
  void returned(const Event& event, const Returned& body);
  void order_rooms();
  IndexedCall* known_call(CallId id);
  SocketNotes& socket_notes(SocketId id);
  [[nodiscard]] const SocketNotes* find_notes(SocketId id) const;
  [[nodiscard]] const IndexedCall* last_of(const std::vector<CallId>& calls, Seq cursor) const;

  EventReader events_;
  Seq known_ = 0;
  std::uint32_t sends_ = 0;
  std::vector<IndexedCall> calls_;    // by CallId
  std::vector<SocketNotes> sockets_;  // by SocketId
  SocketHistory history_;
  std::vector<ProcessNotes> processes_;
  std::vector<std::size_t> places_;  // by ProcessId
  std::vector<ProcessId> room_order_;
  std::size_t left_count_ = 0;
};

}  // namespace doorway::app
