#pragma once

#include "core/record/event_reader.hpp"
#include "core/replay/datagram_inference.hpp"
#include "core/replay/inferred.hpp"
#include "core/replay/lineage.hpp"
#include "core/replay/stream_inference.hpp"

#include <cstddef>
#include <map>
#include <span>
#include <vector>

namespace doorway {

/// What must have happened on the way between sockets, concluded from the events alone: a pure function of the
/// recording, and what follows from its first n events stays as it is when more come. Owned and used by one thread;
/// the recording, which must outlive it, may grow meanwhile.
class Inference {
 public:
  explicit Inference(const Recording& recording);

  /// Takes in what was appended, all of it or up to an event.
  void update();
  void update(Seq up_to);

  /// Lets go of what follows from the events taken in so far: from then on it is as if nothing did. For who goes
  /// through a recording once.
  void forget();

  /// What follows from the events up to the cursor, in order of the events it follows from.
  [[nodiscard]] std::span<const Inferred> up_to(Seq cursor) const;

  /// What follows from this event, taken together with those before.
  [[nodiscard]] std::span<const Inferred> at(Seq seq) const;

  /// What has become of the datagram that this call sent, as far as something follows from the events up to the
  /// cursor: it has arrived, is lost or was refused. Else null. Good until the next update.
  [[nodiscard]] const Inferred* of_datagram(CallId send, Seq cursor) const;

  /// Where each byte came from, for the same events. Good as long as this is.
  [[nodiscard]] const Lineage& lineage() const { return lineage_; }

 private:
  EventReader events_;
  Lineage lineage_;
  StreamInference streams_;
  DatagramInference datagrams_;
  std::vector<Inferred> inferred_;
  std::map<CallId, std::size_t> of_datagram_;  // by its send, the first of `inferred_` that tells of it
};

}  // namespace doorway
