#pragma once

#include "app/scene/leaf_sources.hpp"
#include "app/scene/stage_scene.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace doorway::app {

/// One direction of a TCP conversation.
struct StreamView {
  SocketId sender = SocketId::none;
  SocketId receiver = SocketId::none;  ///< none: the recording does not have it (yet)
  std::uint64_t total = 0;             ///< bytes that were written, or read where that is recorded first
  std::uint64_t read = 0;              ///< the first of them, which a recv has brought
  bool never_read = false;             ///< the receiver is closed: what is not read never is
  std::string title;                   ///< "stream Alice → Bob, bytes 0–9"
  std::string note;                    ///< "alice.s → bob.c · 10 bytes written, 7 read"
};

/// What there is to see in the leaf "Bytes", without the bytes themselves.
struct BytesOutline {
  std::vector<StreamView> streams;  ///< both directions of a conversation side by side
  std::size_t datagrams = 0;        ///< how many the kernel has taken
  std::string datagrams_title;      ///< "UDP: 3 datagrams, one row each"
  std::string empty;                ///< what is said when there is nothing
};

enum class BarKind : std::uint8_t {
  send,        ///< a send wrote these
  recv,        ///< a recv brought them
  unread,      ///< no recv has brought them up to here
  never_read,  ///< TCP: the receiver was closed before it read them
  cut_off,     ///< UDP: they did not fit, and are gone
  lost,        ///< UDP: the datagram was thrown away (inferred)
};

/// Neighbouring bytes that have something in common: the send that wrote them, or what became of them.
struct ByteBar {
  BarKind kind = BarKind::send;
  std::uint64_t begin = 0;  ///< in the stream, or in the datagram
  std::uint64_t end = 0;
  std::optional<CallId> call;  ///< send, recv
  std::uint32_t send = 0;      ///< send: for Theme::of_send
  std::size_t color = 0;       ///< recv: of its process, for Theme::of_process
  bool inferred = false;
  std::string label;  ///< "send 2 · 5 bytes"
  std::string brief;  ///< "send 2", for want of room
  std::string hint;
};

/// A part of a stream, or a datagram's beginning.
struct ByteStrip {
  std::uint64_t begin = 0;  ///< of the first cell
  std::vector<ByteCell> cells;
  std::vector<ByteBar> sends;  ///< by place, not overlapping; where a byte's send is not known there is none
  std::vector<ByteBar> fates;  ///< by place, not overlapping, without gaps
};

enum class DatagramFate : std::uint8_t { whole, cut, lost, waits, not_read };

/// A datagram that the kernel has taken.
struct DatagramView {
  CallId send{};
  std::uint64_t total = 0;  ///< its bytes; `strip` has the first of them
  DatagramFate fate = DatagramFate::not_read;
  bool inferred = false;   ///< the fate
  std::string title;       ///< "datagram 1: Alice → Bob, 4 bytes"
  std::string fate_words;  ///< "cut: 2 bytes gone"
  std::string hint;        ///< why, and who
  ByteStrip strip;
};

/// What there is at the cursor. Takes time by the number of sockets.
BytesOutline make_bytes_outline(const LeafSources& sources);

/// The bytes begin … end−1 of a stream of the outline. Takes time by their number.
ByteStrip stream_strip(const LeafSources& sources, const StreamView& stream, std::uint64_t begin, std::uint64_t end);

/// The nth datagram, from 0, with `most_cells_shown` of its bytes at most.
DatagramView datagram_view(const LeafSources& sources, std::size_t nth, std::size_t most_cells_shown);

/// How many bytes the nth datagram has.
std::uint64_t datagram_size(const LeafSources& sources, std::size_t nth);

/// What is known of a byte, for a tooltip: what it is, who sent it, who has read it.
std::string byte_hint(const LeafSources& sources, const ByteCell& cell, std::uint64_t offset_in_stream);

}  // namespace doorway::app
