#include "app/labels.hpp"
#include "app/scene/byte_heap.hpp"
#include "app/scene/bytes_parts.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"
#include "core/replay/mailbox.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorway::app {
namespace {

/// A datagram, and what the recording says of it up to the cursor.
struct Sent {
  const LeafSources& sources;
  const IndexedCall& call;
  std::uint64_t total = 0;
  std::optional<Segment> read;         // what a recv brought of it
  const Inferred* inferred = nullptr;  // else what can be concluded, where something can

  [[nodiscard]] bool is_cut() const { return read && read->length < total; }
};

std::optional<Sent> sent(const LeafSources& sources, std::size_t nth) {
  const std::span<const CallId> all = sources.index.history().datagrams(sources.cursor());
  const IndexedCall* call = nth < all.size() ? sources.index.call(all[nth]) : nullptr;
  if (call == nullptr) return std::nullopt;
  Sent datagram{sources, *call, payload_size(*call), std::nullopt, nullptr};
  const std::vector<Segment> segments = sources.lineage.destinations(call->id, sources.cursor());
  if (!segments.empty()) {
    datagram.read = segments.front();
  } else {
    datagram.inferred = sources.inference.of_datagram(call->id, sources.cursor());
  }
  return datagram;
}

Endpoint destination(const Sent& datagram) {
  if (std::holds_alternative<call::SendTo>(datagram.call.line->call)) return datagram.call.target;
  const SocketState* socket = find_socket(datagram.sources.world, datagram.call.socket);
  return socket == nullptr ? Endpoint{} : socket->peer;
}

/// Whom it was sent to: the process that has the address, else the port.
std::string addressee(const Sent& datagram) {
  const IndexedCall* recv = datagram.read ? datagram.sources.index.call(datagram.read->recv) : nullptr;
  if (recv != nullptr) return caller_name(datagram.sources, recv->process);
  const Endpoint to = destination(datagram);
  for (const SocketState& socket : datagram.sources.world.sockets) {
    const bool is_open = socket.lifecycle != Lifecycle::unmade && socket.lifecycle != Lifecycle::closed;
    if (is_open && is_udp(socket.type) && to.port != 0 && is_same_place(socket.local, to)) {
      return caller_name(datagram.sources, socket.owner);
    }
  }
  return fmt::format("port {}", to.port);
}

DatagramFate fate_of(const Sent& datagram) {
  if (datagram.read) return datagram.is_cut() ? DatagramFate::cut : DatagramFate::whole;
  if (datagram.inferred == nullptr) return DatagramFate::not_read;
  return datagram.inferred->kind == InferredKind::datagram ? DatagramFate::waits : DatagramFate::lost;
}

std::string fate_words(const Sent& datagram, DatagramFate fate) {
  switch (fate) {
    case DatagramFate::whole: return datagram.total == 0 ? "read: it is empty" : "read whole";
    case DatagramFate::cut:
      return fmt::format("cut: {} gone", count_of(datagram.total - datagram.read->length, "byte"));
    case DatagramFate::lost:
      return datagram.inferred->kind == InferredKind::datagram_refused ? "turned away (inferred)" : "lost (inferred)";
    case DatagramFate::waits: return "waits (inferred)";
    case DatagramFate::not_read: return "not read yet";
  }
  return "";
}

std::string hint_of(const Sent& datagram, DatagramFate fate) {
  std::string text =
      fmt::format("{}'s {}: {}\nto {}", caller_name(datagram.sources, datagram.call.process), numbered(datagram.call),
                  line_text(*datagram.call.line), to_string(destination(datagram)));
  if (datagram.inferred != nullptr) return text + "\nInferred: " + escape_for_display(datagram.inferred->reason);
  if (fate == DatagramFate::not_read) return text + "\nNo recv has brought it up to this step, and no event tells more";
  const IndexedCall* recv = datagram.sources.index.call(datagram.read->recv);
  if (recv == nullptr) return text;
  text += fmt::format("\n{}'s {} brought {} of its {}", caller_name(datagram.sources, recv->process), numbered(*recv),
                      datagram.read->length, count_of(datagram.total, "byte"));
  if (datagram.is_cut()) text += "; the rest did not fit, and a datagram's rest never waits";
  if (!datagram.read->certain) text += "\nAnother datagram has the same content: it may have been that one";
  return text;
}

ByteBar fate_bar(const Sent& datagram, DatagramFate fate, std::uint64_t begin, std::uint64_t end) {
  ByteBar bar;
  bar.begin = begin;
  bar.end = end;
  bar.inferred = datagram.inferred != nullptr;
  bar.hint = hint_of(datagram, fate);
  switch (fate) {
    case DatagramFate::lost: bar.kind = BarKind::lost, bar.label = "lost", bar.brief = "lost"; break;
    case DatagramFate::cut: bar.kind = BarKind::cut_off, bar.label = "cut off", bar.brief = "cut"; break;
    case DatagramFate::waits: bar.kind = BarKind::unread, bar.label = "waits to be read", bar.brief = "waits"; break;
    case DatagramFate::whole:
    case DatagramFate::not_read: bar.kind = BarKind::unread, bar.label = "not read yet", bar.brief = "unread"; break;
  }
  return bar;
}

void add_fates(ByteStrip& strip, const Sent& datagram, DatagramFate fate) {
  const std::uint64_t read = std::min(datagram.read ? datagram.read->length : 0, datagram.total);
  const IndexedCall* recv = datagram.read ? datagram.sources.index.call(datagram.read->recv) : nullptr;
  if (recv != nullptr) strip.fates.push_back(recv_bar(datagram.sources, *recv, 0, read));
  if (read < datagram.total || !datagram.read) {
    strip.fates.push_back(fate_bar(datagram, fate, read, datagram.total));
  }
}

}  // namespace

std::uint64_t datagram_size(const LeafSources& sources, std::size_t nth) {
  const std::span<const CallId> all = sources.index.history().datagrams(sources.cursor());
  const IndexedCall* call = nth < all.size() ? sources.index.call(all[nth]) : nullptr;
  return call == nullptr ? 0 : payload_size(*call);
}

DatagramView datagram_view(const LeafSources& sources, std::size_t nth, std::size_t most_cells_shown) {
  DatagramView view;
  const std::optional<Sent> datagram = sent(sources, nth);
  if (!datagram) return view;
  view.send = datagram->call.id;
  view.total = datagram->total;
  view.fate = fate_of(*datagram);
  view.inferred = datagram->inferred != nullptr;
  view.title = fmt::format("{} {}: {} → {}, {}", word(Term::datagram, sources.vocabulary),
                           datagram->call.send_of_process, caller_name(sources, datagram->call.process),
                           addressee(*datagram), count_of(datagram->total, "byte"));
  view.fate_words = fate_words(*datagram, view.fate);
  view.hint = hint_of(*datagram, view.fate);
  const std::uint64_t shown = std::min<std::uint64_t>(datagram->total, most_cells_shown);
  for (std::uint64_t i = 0; i < shown; ++i) view.strip.cells.push_back(cell_of(&datagram->call, i));
  view.strip.sends.push_back(send_bar(sources, datagram->call, 0, datagram->total));
  add_fates(view.strip, *datagram, view.fate);
  return view;
}

}  // namespace doorway::app
