#include "app/labels.hpp"
#include "app/scene/bytes_parts.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorway::app {
namespace {

std::string shown_name(const SocketState& socket) {
  return escape_for_display(socket.name, most_socket_name_characters);
}

std::string title_of(const LeafSources& sources, const StreamView& stream, const SocketState& sender,
                     const SocketState* receiver) {
  const std::string to =
      receiver == nullptr ? fmt::format("port {}", sender.peer.port) : caller_name(sources, receiver->owner);
  std::string title =
      fmt::format("{} {} → {}", sources.is_story() ? "road" : "stream", caller_name(sources, sender.owner), to);
  if (stream.total == 1) title += ", byte 0";
  if (stream.total > 1) title += fmt::format(", bytes 0–{}", grouped(stream.total - 1));
  return title;
}

std::string note_of(const StreamView& stream, const SocketState& sender, const SocketState* receiver) {
  const std::string to = receiver == nullptr ? std::string("not accepted yet") : shown_name(*receiver);
  const std::string ends = fmt::format("{} → {}", shown_name(sender), to);
  if (stream.total == 0) return ends + " · nothing written";
  return fmt::format("{} · {} written, {} read", ends, count_of(stream.total, "byte"), grouped(stream.read));
}

StreamView stream_view(const LeafSources& sources, SocketId id, const SocketState& sender) {
  const SocketState* receiver = find_socket(sources.world, sender.connected_with);
  StreamView stream;
  stream.sender = id;
  stream.receiver = receiver == nullptr ? SocketId::none : sender.connected_with;
  stream.read = receiver == nullptr ? 0 : receiver->bytes_read;
  stream.total = std::max(sender.bytes_written, stream.read);
  stream.never_read = receiver != nullptr && receiver->lifecycle == Lifecycle::closed;
  stream.title = title_of(sources, stream, sender, receiver);
  stream.note = note_of(stream, sender, receiver);
  return stream;
}

/// Whether there is, or was, a stream that this socket writes.
bool writes_a_stream(const SocketState& socket) {
  if (socket.lifecycle == Lifecycle::unmade || !is_tcp(socket.type)) return false;
  return socket.bytes_written > 0 || socket.connected_with != SocketId::none;
}

void add_unread(const LeafSources& sources, const StreamView& stream, std::uint64_t begin, std::uint64_t end,
                ByteStrip& strip) {
  ByteBar bar;
  bar.begin = begin;
  bar.end = end;
  bar.kind = stream.never_read ? BarKind::never_read : BarKind::unread;
  bar.brief = stream.never_read ? "never" : "unread";
  bar.label = stream.never_read ? "never read" : "not read yet";
  const std::string count = count_of(stream.total - stream.read, "byte");
  const SocketState* receiver = find_socket(sources.world, stream.receiver);
  if (receiver == nullptr) {
    bar.hint = count + " that no recv has brought: the other end is not accepted yet";
  } else if (stream.never_read) {
    bar.hint = fmt::format("{} that nobody read before {} was closed", count, shown_name(*receiver));
  } else {
    bar.hint = fmt::format("{} that no recv at {} has brought up to this step", count, shown_name(*receiver));
    if (receiver->sample != nullptr && receiver->sample->readable_bytes) {
      bar.hint += fmt::format("\n{} readable there ({}), measured at step {}", *receiver->sample->readable_bytes,
                              who_told_readable(*receiver->sample), sources.steps.step_at(receiver->sampled));
    }
  }
  strip.fates.push_back(std::move(bar));
}

// Tries of one call follow each other in the stream, and are one bar.
void extend(std::vector<ByteBar>& bars, ByteBar bar) {
  if (!bars.empty() && bars.back().call == bar.call && bars.back().end == bar.begin) {
    bars.back().end = bar.end;
  } else {
    bars.push_back(std::move(bar));
  }
}

void add_written(const LeafSources& sources, const StreamView& stream, std::uint64_t end, ByteStrip& strip) {
  std::uint64_t at = strip.begin;
  for (const WrittenPiece& piece : sources.lineage.written(stream.sender, strip.begin, end, sources.cursor())) {
    const IndexedCall* call = sources.index.call(piece.send);
    for (std::uint64_t i = 0; i < piece.length; ++i) strip.cells.push_back(cell_of(call, piece.send_offset + i));
    if (call != nullptr) extend(strip.sends, send_bar(sources, *call, at, at + piece.length));
    at += piece.length;
  }
  // Read before the send has returned: a free run records so.
  strip.cells.resize(static_cast<std::size_t>(end - strip.begin));
}

void add_read(const LeafSources& sources, const StreamView& stream, std::uint64_t end, ByteStrip& strip) {
  std::uint64_t at = strip.begin;
  if (stream.receiver != SocketId::none) {
    for (const ReadPiece& piece : sources.lineage.read(stream.receiver, strip.begin, end, sources.cursor())) {
      const IndexedCall* call = sources.index.call(piece.recv);
      if (call == nullptr) break;
      extend(strip.fates, recv_bar(sources, *call, at, at + piece.length));
      at += piece.length;
    }
  }
  if (at < end) add_unread(sources, stream, at, end, strip);
}

}  // namespace

BytesOutline make_bytes_outline(const LeafSources& sources) {
  BytesOutline outline;
  const WorldState& world = sources.world;
  std::vector<bool> done(world.sockets.size(), false);
  const auto add = [&](SocketId id) {
    if (id == SocketId::none || index_of(id) >= done.size() || done[index_of(id)]) return;
    const SocketState& socket = world.sockets[index_of(id)];
    if (!writes_a_stream(socket)) return;
    done[index_of(id)] = true;
    outline.streams.push_back(stream_view(sources, id, socket));
  };
  for (std::size_t i = 0; i < world.sockets.size(); ++i) {
    add(SocketId(i));
    if (done[i]) add(world.sockets[i].connected_with);
  }
  outline.datagrams = sources.index.history().datagrams(sources.cursor()).size();
  if (outline.datagrams > 0) {
    outline.datagrams_title =
        fmt::format("{}, a row each", count_of(outline.datagrams, sources.is_story() ? "postcard" : "datagram"));
  }
  if (outline.streams.empty() && outline.datagrams == 0) {
    outline.empty =
        "No bytes yet: up to this step nobody has sent any. Step on: each byte that a send hands to the kernel gets a "
        "place here, with the send that wrote it and the recv that brought it.";
  }
  return outline;
}

ByteStrip stream_strip(const LeafSources& sources, const StreamView& stream, std::uint64_t begin, std::uint64_t end) {
  ByteStrip strip;
  strip.begin = begin;
  const std::uint64_t stop = std::min(end, stream.total);
  if (begin >= stop) return strip;
  add_written(sources, stream, stop, strip);
  add_read(sources, stream, stop, strip);
  return strip;
}

}  // namespace doorway::app
