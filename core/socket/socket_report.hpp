#pragma once

#include "core/base/endpoint.hpp"
#include "core/base/ids.hpp"
#include "core/record/kernel_sample.hpp"

#include <cstdint>
#include <string>

namespace doorway {

/// What a socket's owner knows of it and what the kernel said, taken together at one moment on the owner's thread.
struct SocketReport {
  SocketId id = SocketId::none;
  std::string name;  ///< unique in the recording
  SocketType type = SocketType::tcp;
  bool open = true;
  bool listening = false;
  bool connected = false;         ///< TCP: it is or was; UDP: it has a peer
  bool finished_sending = false;  ///< shut down for sending, or closed
  bool aborted = false;           ///< closed with linger 0: a reset, not an end of stream
  Endpoint local;
  Endpoint peer;                    ///< whom it connected to or was accepted from
  std::uint64_t written_bytes = 0;  ///< taken by the kernel
  std::uint64_t read_bytes = 0;
  std::uint64_t turned_away = 0;  ///< strangers, and strangers' datagrams
  bool keeps_guest = false;       ///< one of ours that was taken from the line, for the next accept
  KernelSample sample;            ///< of now; of a closed socket: the last one before
};

}  // namespace doorway
