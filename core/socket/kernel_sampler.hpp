#pragma once

#include "core/base/endpoint.hpp"
#include "core/record/kernel_sample.hpp"

namespace doorway {

/// Asks the kernel what it says of this socket now, without changing anything about it: no error is taken from it and
/// no byte is read. Fields that this system, kind of socket or state does not offer stay absent; for a descriptor that
/// is no socket all do. A std::system_error where the system has no memory left for poll. Any thread. Source: tcp(7),
/// udp(7), linux/sockios.h, linux/sock_diag.h.
KernelSample sample_socket(int descriptor, SocketType type);

/// What poll(2) says of the descriptor at once: revents for these events. Throws as above.
short poll_now(int descriptor, short events);

}  // namespace doorway
