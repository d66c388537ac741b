#pragma once

#include "core/export/program_plan.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>

// What stands around the calls of a program in C; only program_c.cpp includes it.
namespace doorway {

enum class CHelper : std::uint8_t {
  show_bytes,
  show_address,
  show_value,
  show_time,
  show_linger,
  show_nonblocking,
  show_poll,
  loopback4,
  loopback6,
  port_of,
  announce,
  bind_first,
  wait_readable,
  fill
};

/// The variables of main that calls share.
enum class CVariable : std::uint8_t { to, from, length, value, limit, linger, watched };

/// Headers, helpers and declarations, as far as the calls take them.
class CFrame {
 public:
  void takes(CHelper helper) { helpers_.insert(helper); }
  void takes(CVariable variable) { variables_.insert(variable); }
  void needs(std::string_view header) { headers_.emplace(header); }
  void needs_buffer(std::size_t size_bytes) { buffer_bytes_ = std::max(buffer_bytes_, size_bytes); }

  /// What stands before main, in whole lines.
  [[nodiscard]] std::string before_main();
  /// The beginning of main.
  [[nodiscard]] std::string beginning(const ProgramPlan& plan) const;

 private:
  [[nodiscard]] bool has(CHelper helper) const { return helpers_.count(helper) == 1; }
  void add_needs();
  [[nodiscard]] std::string declarations(const ProgramPlan& plan) const;

  std::set<CHelper> helpers_;
  std::set<CVariable> variables_;
  std::set<std::string, std::less<>> headers_;
  std::size_t buffer_bytes_ = 0;
};

/// The words that no socket can have as its variable: C's own, and those of the frame and of the calls.
std::span<const std::string_view> c_words();

}  // namespace doorway
