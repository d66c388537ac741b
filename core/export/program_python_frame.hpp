#pragma once

#include "core/export/program_plan.hpp"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>

// What stands around the calls of a program in Python; only program_python.cpp includes it.
namespace doorway {

enum class PythonHelper : std::uint8_t { poll, wait_readable, port_of, announce, bind_first, fill };

/// Imports and helpers, as far as the calls take them.
class PythonFrame {
 public:
  void takes(PythonHelper helper) { helpers_.insert(helper); }
  void needs(std::string_view module) { modules_.emplace(module); }
  /// Gives the name back.
  std::string of_socket(std::string_view name) { return *of_socket_.emplace(name).first; }
  /// A call may leave this variable without a socket.
  void may_lack(std::string_view variable) { lacking_.emplace(variable); }
  /// A name goes on to another socket: Python would close the one it stood for.
  void keeps_earlier() { keeps_earlier_ = true; }

  /// What stands before the calls, in whole lines.
  [[nodiscard]] std::string text(const ProgramPlan& plan);

 private:
  [[nodiscard]] bool has(PythonHelper helper) const { return helpers_.count(helper) == 1; }
  void add_needs(const ProgramPlan& plan);
  [[nodiscard]] std::string imports() const;
  [[nodiscard]] std::string helpers() const;
  [[nodiscard]] std::string beginning(const ProgramPlan& plan) const;

  std::set<PythonHelper> helpers_;
  std::set<std::string, std::less<>> modules_;
  std::set<std::string, std::less<>> of_socket_;
  std::set<std::string, std::less<>> lacking_;
  bool keeps_earlier_ = false;
};

/// The words that no socket can have as its variable: Python's own, and those of the frame.
std::span<const std::string_view> python_words();

}  // namespace doorway
