#pragma once

#include "app/scene/scene_index.hpp"
#include "core/replay/lineage.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace doorway::app {

/// A thing of the recording that is shown in several places: what the mouse is at, or what was clicked. Nothing set:
/// no thing.
struct Pointed {
  std::optional<CallId> call;         ///< a call; for bytes, letters and cards the send that wrote them
  std::optional<std::uint64_t> byte;  ///< this one alone: its offset in what `call` sent
  SocketId socket = SocketId::none;   ///< a socket as a whole

  [[nodiscard]] bool is_nothing() const { return !call && socket == SocketId::none; }
  friend bool operator==(const Pointed&, const Pointed&) = default;
};

/// Bytes of one send: `begin` up to `end` − 1 of what it wrote.
struct SendSpan {
  std::uint32_t send = 0;  ///< IndexedCall::send_of_all
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

/// All that lights up with a pointed thing: a send lights the recvs that brought its bytes, a recv the bytes that it
/// brought and the sends that wrote them, a byte its send and its recv.
struct Lit {
  std::vector<CallId> calls;
  std::vector<SendSpan> bytes;
  SocketId socket = SocketId::none;

  [[nodiscard]] bool is_nothing() const { return calls.empty() && bytes.empty() && socket == SocketId::none; }
  [[nodiscard]] bool has_call(CallId call) const;
  [[nodiscard]] bool has_byte(std::uint32_t send, std::uint64_t offset) const;
  [[nodiscard]] bool has_send(std::uint32_t send) const;  ///< any byte of it
  [[nodiscard]] bool has_socket(SocketId id) const { return id != SocketId::none && id == socket; }
};

/// What lights up with this thing, as the events up to the cursor tell. An empty one for what the recording does not
/// have.
Lit lit_by(const Pointed& pointed, const SceneIndex& index, const Lineage& lineage, Seq cursor);

}  // namespace doorway::app
