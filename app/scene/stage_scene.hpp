#pragma once

#include "app/scene/scene_index.hpp"
#include "core/base/vocabulary.hpp"
#include "core/replay/inferred.hpp"
#include "core/replay/lineage.hpp"
#include "core/replay/world_state.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace doorway::app {

/// One byte, and the send that it came from.
struct ByteCell {
  std::uint8_t value = 0;
  bool known = false;             ///< whether the recording says what byte it is and which send wrote it
  std::uint32_t send = 0;         ///< IndexedCall::send_of_all, chooses the colour; 0: not known
  std::uint64_t send_offset = 0;  ///< in what that send wrote
  CallId call{};                  ///< of that send; counts only where `send` does

  friend bool operator==(const ByteCell&, const ByteCell&) = default;
};

/// Neighbouring bytes of one send: what a crowd of cells is drawn as.
struct ByteRun {
  std::uint32_t send = 0;
  std::uint64_t length = 0;
};

/// Bytes in one place. `cells` are the first of them, `most_cells` at most; `total` is how many there truly are.
struct ByteHeap {
  std::uint64_t total = 0;
  std::vector<ByteCell> cells;
  std::vector<ByteRun> runs;  ///< all of them, by send, in order
};
constexpr std::size_t most_cells = 64;

/// A datagram that waits in a receive buffer: it stays whole, and may be empty.
struct CardView {
  std::uint32_t send = 0;
  CallId call{};
  std::uint64_t bytes = 0;
};

/// One of the kernel's queues at a socket.
struct BufferView {
  bool told = false;  ///< false: the kernel does not say; then there is no number
  std::uint64_t total = 0;
  ByteHeap heap;                  ///< the bytes that are drawn here: never one that is drawn elsewhere too
  std::vector<CardView> cards;    ///< UDP: what `heap` is cut into, in order
  std::string name;               ///< "send buffer · unsent"
  std::string short_name;         ///< "out"
  std::string hint;               ///< what it means, and where bytes are that are counted here and drawn elsewhere
  std::string full;               ///< why it is known to have no room left; empty: that is not known
  bool full_is_measured = false;  ///< else it is concluded, and drawn dashed
  std::int64_t change = 0;        ///< of `total` since the step before: see mark_changes
};

enum class LineStanding : std::uint8_t { done, present, to_come };

struct ProgramLine {
  std::string text;  ///< safe to show
  LineStanding standing = LineStanding::to_come;
  std::optional<CallId> call;  ///< once it has begun
  bool failed = false;         ///< it has returned -1
};

/// What a process has in its hands: all that it has read, or what it is about to send.
struct HandsView {
  ByteHeap heap;                    ///< what the latest recv brought, or what is to be sent
  std::uint64_t earlier_total = 0;  ///< bytes that were read before
  std::vector<ByteCell> earlier;    ///< the last of them, `most_cells` at most, in order
  bool outgoing = false;
  std::string caption;         ///< "12 bytes read, the last 5 now"; empty: the hands are empty
  std::string short_caption;   ///< "12 read, last 5": where there is little room
  std::string hint;            ///< which send each part came from
  std::optional<CallId> call;  ///< the one that brought them, or is to hand them over
};

struct RoomView {
  ProcessId process = 0;
  std::size_t color = 0;   ///< for Theme::of_process
  std::string name;        ///< "Alice", safe to show
  std::string kind;        ///< "process"
  std::string short_role;  ///< "thread 1"
  std::string role;        ///< both: "process · thread 1"
  bool on_the_right = false;
  std::size_t row = 0;        ///< from the top
  std::size_t row_count = 1;  ///< of rooms on this side
  ProcessStanding standing = ProcessStanding::before_first_line;
  std::string standing_text;         ///< "asleep in recv()"
  std::string short_standing;        ///< "asleep": where there is no room for the call's name
  bool failed = false;               ///< its last call failed, and none has begun since
  std::vector<ProgramLine> program;  ///< around the present line, `most_lines` at most
  std::size_t first_line = 0;        ///< the number of the first of them in the script, from 0
  std::size_t present_line = 0;      ///< index in `program`: what must be seen
  std::optional<CallId> call;        ///< the one it is in, else its last one
  HandsView hands;
  bool changed = false;  ///< the event at the cursor is its own
};
constexpr std::size_t most_lines = 48;

/// How a door is drawn.
enum class DoorShape : std::uint8_t {
  shut,       ///< made or bound
  listening,  ///< shut, with a bell and its waiting line
  ajar,       ///< a connection has been asked for and not answered
  open,
  half_open,  ///< one direction is over
  broken,     ///< reset
  walled_up,  ///< closed for good
};

struct DoorView {
  SocketId socket = SocketId::none;
  ProcessId process = 0;
  std::size_t color = 0;    ///< for Theme::of_process
  std::string name;         ///< "c"
  std::string unique_name;  ///< "bob.c"
  bool is_tcp = true;
  DoorShape shape = DoorShape::shut;
  std::string port;                ///< "7000", or "no port"
  std::string old_port;            ///< closed: the port it had; then `port` is "was 7000"
  std::string state;               ///< "open", "connected"
  std::string real_state;          ///< "ESTABLISHED"; empty where the kernel has not said
  std::string short_state;         ///< the same as ss(8) writes it: "ESTAB"
  bool state_is_inferred = false;  ///< closed, and its connection is in TIME_WAIT all the same
  std::string hint;                ///< all of it, several lines
  SocketId accepted_by = SocketId::none;
  std::optional<std::uint32_t> waiting;  ///< listening: connections that wait to be accepted
  std::optional<std::uint32_t> backlog;  ///< listening: how many may wait
  std::uint32_t dropped = 0;             ///< UDP: datagrams lost here
  BufferView unsent, unacked, readable;
  bool changed = false;  ///< the event at the cursor touched it
  bool is_new = false;   ///< it was not there a step before: see mark_changes
};

enum class RoadKind : std::uint8_t {
  connected,   ///< TCP, both ends are in the recording
  unaccepted,  ///< TCP: it is established, and waits in the listener's line
  asked_for,   ///< TCP: connect is under way
  postal,      ///< UDP: where datagrams went; no connection
};

/// A bond between two doors.
struct RoadView {
  SocketId from = SocketId::none;
  SocketId to = SocketId::none;  ///< may be the same as `from`
  RoadKind kind = RoadKind::connected;
  bool from_finished = false;  ///< nothing more goes from `from` to `to`
  bool to_finished = false;
  bool both_ways = false;  ///< bytes or datagrams go in either direction
  bool broken = false;
  bool measured = true;  ///< false: concluded from addresses, drawn dashed
  std::string caption;   ///< "TCP on 127.0.0.1"
  std::string hint;
};

enum class LetterKind : std::uint8_t {
  stream,    ///< bytes of a TCP stream
  postcard,  ///< a UDP datagram
  signal,    ///< SYN, FIN, RST, an answer of ICMP: seen for one step only
};

enum class LetterStanding : std::uint8_t {
  on_the_way,
  at_the_door,  ///< arrived, as at a listening door before accept, or when acknowledged, or a postcard that waits
  lost,
};

/// Something between two doors. All of it is inferred: the recording has only the two ends.
struct LetterView {
  LetterKind kind = LetterKind::stream;
  LetterStanding standing = LetterStanding::on_the_way;
  SocketId from = SocketId::none;
  SocketId to = SocketId::none;     ///< none: nobody is known at that address
  std::optional<std::size_t> road;  ///< index in `roads`
  bool was_refused = false;         ///< lost because nobody takes it there
  std::optional<CallId> send;       ///< that wrote its first byte
  bool is_whole = false;            ///< all that one send wrote, and nothing else
  ByteHeap heap;
  std::string title;   ///< "11 bytes of Alice's send 1"
  std::string route;   ///< "127.0.0.1:51834 → 127.0.0.1:7000"
  std::string reason;  ///< why it is drawn here
};

/// Everything that the stage shows at one cursor. A value; each part of it follows from events up to the cursor.
struct StageScene {
  Seq cursor = 0;
  std::vector<RoomView> rooms;  ///< by place: SceneIndex::room_order
  std::vector<DoorView> doors;  ///< in order of making
  std::vector<RoadView> roads;
  std::vector<LetterView> letters;
  std::string note;  ///< what kind of run this is: "real sockets on 127.0.0.1 · two threads of one program"
};

/// The stage after the event that `world` stands at. `lineage` and `index` know the recording up to there at least;
/// `inferred` is what follows from the events up to the cursor.
StageScene make_stage_scene(const SceneIndex& index, const WorldState& world, const Lineage& lineage,
                            std::span<const Inferred> inferred, Vocabulary vocabulary);

}  // namespace doorway::app
