#include "app/scene/sockets_scene.hpp"

#include "app/labels.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorway::app {
namespace {

/// A socket, and what its row is made from.
struct RowSources {
  const LeafSources& sources;
  const SocketState& socket;

  [[nodiscard]] bool is_closed() const { return socket.lifecycle == Lifecycle::closed; }
  /// What the kernel says of it now: nothing of a closed one.
  [[nodiscard]] const KernelSample* sample() const { return is_closed() ? nullptr : socket.sample.get(); }
  [[nodiscard]] bool listens() const { return sample() != nullptr && sample()->state == TcpState::listen; }
};

TableCell not_told(const RowSources& row, std::string_view what) {
  const char* why = row.is_closed() ? "the socket is closed" : "the kernel has not said it up to this step";
  return {"–", fmt::format("{}: not told, {}", what, why), false};
}

TableCell state_cell(const RowSources& row) {
  const SocketState& socket = row.socket;
  const std::string_view plain = lifecycle_word(socket.lifecycle, socket.type, row.sources.vocabulary);
  TableCell cell{std::string(plain), "", true};
  const bool has_state = row.sample() != nullptr && row.sample()->state.has_value();
  if (has_state && !row.sources.is_story()) cell.text = std::string(ss_name(*row.sample()->state));
  cell.hint = fmt::format("{}: {}", escape_for_display(socket.name, most_socket_name_characters),
                          lifecycle_word(socket.lifecycle, socket.type, Vocabulary::engineer));
  if (has_state) {
    const TcpState state = *row.sample()->state;
    cell.hint += fmt::format("\n{} (measured): {}", to_string(state), meaning(state));
  } else if (is_udp(socket.type)) {
    cell.hint += "\nUDP knows no states";
  }
  return cell;
}

TableCell address_cell(const RowSources& row, const Endpoint& endpoint, std::string_view what) {
  if (endpoint.family == Family::none || endpoint.port == 0) {
    return {"–", fmt::format("{}: it has none, or no event tells it", what), false};
  }
  return {":" + std::to_string(endpoint.port), fmt::format("{}: {}", what, to_string(endpoint)),
          row.socket.lifecycle != Lifecycle::unmade};
}

TableCell number_cell(const RowSources& row, std::optional<std::uint32_t> number, std::string_view what) {
  if (!number) return not_told(row, what);
  return {grouped(*number), fmt::format("{}, measured", what), true};
}

/// A listener has connections where others have bytes: in the story the cells say so, for an engineer they are as in
/// ss.
TableCell queue_cell(const RowSources& row, std::optional<std::uint32_t> number, std::string_view what,
                     fmt::format_string<std::string&> story) {
  TableCell cell = number_cell(row, number, what);
  if (row.sources.is_story() && number) cell.text = fmt::format(story, cell.text);
  return cell;
}

TableCell recv_cell(const RowSources& row) {
  const KernelSample* sample = row.sample();
  if (row.listens()) {
    return queue_cell(row, sample->waiting_connections, "connections that wait to be accepted (tcpi_unacked)",
                      "{} wait");
  }
  if (is_udp(row.socket.type)) {
    return number_cell(row, sample == nullptr ? std::nullopt : sample->readable_bytes,
                       "bytes of the next datagram (SIOCINQ)");
  }
  return number_cell(row, sample == nullptr ? std::nullopt : sample->readable_bytes,
                     fmt::format("bytes in the receive buffer, readable ({})",
                                 sample == nullptr ? "SIOCINQ" : who_told_readable(*sample)));
}

TableCell send_cell(const RowSources& row) {
  const KernelSample* sample = row.sample();
  if (row.listens()) {
    return queue_cell(row, sample->backlog, "backlog: how many may wait, one more on Linux (tcpi_sacked)",
                      "backlog {}");
  }
  return number_cell(row, sample == nullptr ? std::nullopt : sample->unacked_bytes,
                     "bytes not acknowledged yet (SIOCOUTQ)");
}

/// The value as a script writes it.
std::string option_value(Option option, std::int64_t value) {
  const bool is_switch = option == Option::nodelay || option == Option::reuseaddr || option == Option::nonblocking;
  if (is_switch) return value != 0 ? "on" : "off";
  if (option == Option::linger && value == linger_off) return "off";
  return std::to_string(value) + (option == Option::rcvtimeo ? "ms" : "");
}

std::string options_text(const SocketState& socket) {
  std::string text;
  for (std::size_t i = 0; i < socket_option_count; ++i) {
    const auto option = static_cast<Option>(i);
    const auto value = socket.option(option);
    if (!value) continue;
    text += text.empty() ? "" : ", ";
    text += fmt::format("{} {}", to_string(option), option_value(option, *value));
  }
  return text;
}

bool is_touched(const WorldState& world, SocketId id) {
  const LastChange& last = world.last_change;
  return last.socket == id || std::find(last.also.begin(), last.also.end(), id) != last.also.end();
}

SocketRow socket_row(const LeafSources& sources, SocketId id, const SocketState& socket) {
  const RowSources from{sources, socket};
  SocketRow row;
  row.socket = id;
  row.color = sources.index.color_of(socket.owner);
  const std::string name = escape_for_display(socket.name, most_socket_name_characters);
  row.cells = {TableCell{name, fmt::format("{}: {} socket", name, to_string(socket.type)), true},
               state_cell(from),
               address_cell(from, socket.local, "local address"),
               address_cell(from, socket.peer, "the peer's address"),
               recv_cell(from),
               send_cell(from)};
  row.options = options_text(socket);
  row.changed = is_touched(sources.world, id);
  return row;
}

// Of a listener and what its accept has just made, the latter.
SocketId chosen_socket(const WorldState& world, SocketId pinned) {
  if (find_socket(world, pinned) != nullptr) return pinned;
  SocketId chosen = SocketId::none;
  for (std::size_t i = 0; i < world.sockets.size(); ++i) {
    const SocketState& socket = world.sockets[i];
    if (socket.lifecycle == Lifecycle::unmade) continue;
    const SocketState* best = find_socket(world, chosen);
    const bool better_kind = best != nullptr && is_tcp(socket.type) && is_udp(best->type);
    const bool worse_kind = best != nullptr && is_udp(socket.type) && is_tcp(best->type);
    if (best == nullptr || better_kind || (!worse_kind && socket.changed >= best->changed)) chosen = SocketId(i);
  }
  return chosen;
}

void tell_numbers(SocketPortrait& portrait, const LeafSources& sources, const SocketState& socket) {
  if (socket.sample == nullptr) {
    portrait.numbers_title = "The kernel's numbers";
    portrait.not_told = "not told: the kernel has said nothing of it up to this step";
    return;
  }
  portrait.numbers_title =
      fmt::format("The kernel's numbers, {}measured at step {}", socket.lifecycle == Lifecycle::closed ? "last " : "",
                  sources.steps.step_at(socket.sampled));
  std::vector<std::string> missing;
  portrait.numbers = kernel_numbers(*socket.sample, socket.type, sources.vocabulary, missing);
  for (const std::string& name : missing) portrait.not_told += (portrait.not_told.empty() ? "" : ", ") + name;
  if (!missing.empty()) portrait.not_told = "not told: " + portrait.not_told;
}

SocketPortrait portrait_of(const LeafSources& sources, SocketId id, const SocketState& socket) {
  SocketPortrait portrait;
  portrait.socket = id;
  portrait.name = escape_for_display(socket.name, most_socket_name_characters);
  if (is_tcp(socket.type)) {
    const std::vector<StateStop> way = state_way(sources, id);
    portrait.diagram = state_diagram(way);
    if (socket.lifecycle == Lifecycle::closed && !way.empty() && way.back().state != TcpState::closed) {
      portrait.note =
          "It is closed: no descriptor is left to ask the kernel with. It may have gone on from here, and no event "
          "tells.";
    }
  } else {
    portrait.no_diagram = portrait.name +
                          " is a UDP socket. UDP makes no connection: each datagram stands for itself, so there are no "
                          "states to go through, and none to draw.";
  }
  tell_numbers(portrait, sources, socket);
  return portrait;
}

SocketCells table_heads(const LeafSources& sources) {
  const bool story = sources.is_story();
  const auto head = [](std::string text, std::string hint) {
    return TableCell{std::move(text), std::move(hint), true};
  };
  return {head(std::string(word(Term::socket, sources.vocabulary)), "The process that made it, and its name there"),
          head("state", "TCP's own state where the kernel has said it; else what its calls have made of it"),
          head("local", "Its own port"),
          head("peer", "The other end's port"),
          head(story ? std::string(word(Term::receive_buffer, sources.vocabulary)) : "recv-q",
               "Recv-Q: bytes that wait to be read. LISTEN: connections that wait to be accepted"),
          head(story ? std::string(word(Term::send_buffer, sources.vocabulary)) : "send-q",
               "Send-Q: bytes that are not acknowledged yet. LISTEN: how many connections may wait")};
}

}  // namespace

SocketsScene make_sockets_scene(const LeafSources& sources, SocketId pinned) {
  SocketsScene scene;
  scene.title = sources.is_story() ? "Doors (sockets)" : "Sockets";
  scene.heads = table_heads(sources);
  const SocketId chosen = chosen_socket(sources.world, pinned);
  for (std::size_t i = 0; i < sources.world.sockets.size(); ++i) {
    const SocketState& socket = sources.world.sockets[i];
    if (socket.lifecycle == Lifecycle::unmade) continue;
    scene.rows.push_back(socket_row(sources, SocketId(i), socket));
    scene.rows.back().is_chosen = SocketId(i) == chosen;
  }
  if (const SocketState* socket = find_socket(sources.world, chosen)) {
    scene.portrait = portrait_of(sources, chosen, *socket);
  } else {
    scene.empty = fmt::format(
        "No {} yet. Step on: each one that a {} makes stands here, with all that the kernel says "
        "of it.",
        word_with_term(Term::socket, sources.vocabulary), word_with_term(Term::process, sources.vocabulary));
  }
  return scene;
}

}  // namespace doorway::app
