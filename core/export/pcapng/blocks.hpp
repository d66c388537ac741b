#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace doorway {

// The blocks of a pcapng file, little-endian. Each is appended whole. Texts are UTF-8 and are cut where an option ends.
// Source: draft-ietf-opsawg-pcapng-02 §4.

/// The section header, which a file begins with.
void append_section_header(std::string& out, std::string_view system, std::string_view application,
                           std::string_view comment);

/// The one interface: packets begin with their IP header (LINKTYPE_RAW), times are in nanoseconds.
void append_interface(std::string& out, std::string_view name, std::string_view description, std::string_view comment);

/// Begins a packet; what is appended then is its content. Gives what end_packet wants.
std::size_t begin_packet(std::string& out, std::uint64_t t_ns);

/// Ends the packet, which gets this comment.
void end_packet(std::string& out, std::size_t begun, std::string_view comment);

}  // namespace doorway
