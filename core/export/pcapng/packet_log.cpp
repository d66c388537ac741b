#include "core/export/pcapng/packet_log.hpp"

#include "core/base/utf8.hpp"
#include "core/export/pcapng/blocks.hpp"

#include <algorithm>

namespace doorway {
namespace {

// Nearly all texts are plain, and to see that is faster than to escape them. Reasons name sections of RFCs with a sign
// that is not ASCII: C2 A7.
bool needs_no_escape(std::string_view text) {
  bool in_section_sign = false;
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (in_section_sign != (byte == 0xA7)) return false;
    in_section_sign = byte == 0xC2;
    if (byte < 0x20 || byte == 0x7F || (byte > 0x7F && byte != 0xC2 && byte != 0xA7)) return false;
  }
  return !in_section_sign;
}

void append_safe(std::string& out, std::string_view text) {
  if (needs_no_escape(text)) {
    out += text;
  } else {
    out += escape_for_display(text);
  }
}

}  // namespace

void PacketLog::tcp(TcpSegment segment, std::span<const std::uint8_t> payload, const PacketComment& comment) {
  segment.packet_number = ++packet_number_;
  const std::size_t begun = begin_packet(*out_, t_ns_);
  latest_begin_ = out_->size();
  append_tcp(*out_, segment, payload);
  end(begun, comment);
}

void PacketLog::udp(const Endpoint& from, const Endpoint& to, std::span<const std::uint8_t> payload,
                    const PacketComment& comment) {
  const std::size_t begun = begin_packet(*out_, t_ns_);
  latest_begin_ = out_->size();
  append_udp(*out_, from, to, payload, ++packet_number_);
  end(begun, comment);
}

void PacketLog::port_unreachable(const Endpoint& from, const Endpoint& to, std::string_view quoted,
                                 const PacketComment& comment) {
  const std::size_t begun = begin_packet(*out_, t_ns_);
  latest_begin_ = out_->size();
  append_port_unreachable(*out_, from, to, quoted, ++packet_number_);
  end(begun, comment);
}

std::string_view PacketLog::latest() const {
  return std::string_view(*out_).substr(latest_begin_, latest_size_);
}

void PacketLog::end(std::size_t begun, const PacketComment& comment) {
  latest_size_ = std::min(out_->size() - latest_begin_, most_quoted);
  comment_ = reconstructed;
  append_safe(comment_, comment.what);
  if (!comment.from.empty()) {
    comment_ += ", ";
    append_safe(comment_, comment.from);
  }
  if (!comment.to.empty()) {
    comment_ += " to ";
    append_safe(comment_, comment.to);
  }
  comment_ += '.';
  if (!comment.reason.empty()) {
    comment_ += ' ';
    append_safe(comment_, comment.reason);
    comment_ += '.';
  }
  end_packet(*out_, begun, comment_);
}

}  // namespace doorway
