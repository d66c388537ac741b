#include "core/record/kernel_sample.hpp"

namespace doorway {

std::string_view to_string(TcpState state) {
  switch (state) {
    case TcpState::established: return "ESTABLISHED";
    case TcpState::syn_sent: return "SYN-SENT";
    case TcpState::syn_received: return "SYN-RECEIVED";
    case TcpState::fin_wait_1: return "FIN-WAIT-1";
    case TcpState::fin_wait_2: return "FIN-WAIT-2";
    case TcpState::time_wait: return "TIME-WAIT";
    case TcpState::closed: return "CLOSED";
    case TcpState::close_wait: return "CLOSE-WAIT";
    case TcpState::last_ack: return "LAST-ACK";
    case TcpState::listen: return "LISTEN";
    case TcpState::closing: return "CLOSING";
  }
  return "";
}

std::string_view who_told_readable(const KernelSample& sample) {
  const bool poll_told = !sample.input_ready && sample.readable_bytes == 0U;
  return poll_told ? "poll without POLLIN" : "SIOCINQ";
}

bool is_noteworthy_change(const KernelSample& before, const KernelSample& after) {
  const bool all_acknowledged_now = before.unacked_bytes.value_or(0) != 0 && after.unacked_bytes == 0U;
  return all_acknowledged_now || before.end_of_stream != after.end_of_stream || before.hung_up != after.hung_up ||
         before.error != after.error || before.input_ready != after.input_ready || before.state != after.state ||
         before.readable_bytes != after.readable_bytes || before.unsent_bytes != after.unsent_bytes ||
         before.waiting_connections != after.waiting_connections ||
         before.dropped_datagrams != after.dropped_datagrams ||
         before.receive_memory_bytes != after.receive_memory_bytes;
}

}  // namespace doorway
