#pragma once

#include "app/scene/leaf_sources.hpp"
#include "app/scene/state_way.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace doorway::app {

/// A word in the table of sockets, and what it means.
struct TableCell {
  std::string text;
  std::string hint;
  bool told = true;  ///< false: no event tells it; the text is "–"
};

/// The columns of the table, in order, as ss(8) has them.
enum class SocketColumn : std::uint8_t { name, state, local, peer, recv_q, send_q };
constexpr std::size_t socket_column_count = 6;
using SocketCells = std::array<TableCell, socket_column_count>;

struct SocketRow {
  SocketId socket = SocketId::none;
  std::size_t color = 0;  ///< of its process, for Theme::of_process
  SocketCells cells;
  std::string options;   ///< "nodelay on, rcvbuf 8192": those that were set; empty: none was
  bool changed = false;  ///< the event at the cursor touched it
  bool is_chosen = false;
};

/// One thing that the kernel said of a socket.
struct KernelNumber {
  std::string name;    ///< "readable"
  std::string value;   ///< "3 bytes"
  std::string source;  ///< "SIOCINQ"
  std::string hint;    ///< what it means, and its source
};

/// The chosen socket.
struct SocketPortrait {
  SocketId socket = SocketId::none;
  std::string name;                     ///< "bob.c"
  std::optional<StateDiagram> diagram;  ///< TCP
  std::string no_diagram;               ///< else why there is none
  std::string note;                     ///< TCP: where the way is no longer told
  std::string numbers_title;            ///< "What the kernel said at step 9"
  std::vector<KernelNumber> numbers;
  std::string not_told;  ///< what the kernel does not say: "not told: unsent, unacknowledged"; empty: it said all
};

/// What the leaf "Sockets" shows. A value; each part of it follows from events up to the cursor.
struct SocketsScene {
  std::string title;            ///< "Doors (sockets)"
  SocketCells heads;            ///< of the columns
  std::vector<SocketRow> rows;  ///< in order of making
  std::optional<SocketPortrait> portrait;
  std::string empty;  ///< what is said when there is no socket
};

/// The sockets at the cursor. Chosen is `pinned` where the recording has it, else the TCP socket that has changed last,
/// else the socket that has. Takes time by the number of sockets.
SocketsScene make_sockets_scene(const LeafSources& sources, SocketId pinned);

/// What a sample says of a socket of this kind; `not_told` gets the names of what could be said and is not.
std::vector<KernelNumber> kernel_numbers(const KernelSample& sample, SocketType type, Vocabulary vocabulary,
                                         std::vector<std::string>& not_told);

}  // namespace doorway::app
