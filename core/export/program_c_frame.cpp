#include "core/export/program_c_frame.hpp"

#include "core/export/program_c_helpers.hpp"
#include "core/export/program_literals.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>
#include <vector>

namespace doorway {
namespace {

constexpr std::string_view c_address = R"(
union address {
  struct sockaddr any;
  struct sockaddr_in ipv4;
  struct sockaddr_in6 ipv6;
};
)";

constexpr std::string_view c_variable(CVariable variable) {
  switch (variable) {
    case CVariable::to: return "union address to;";
    case CVariable::from: return "union address from;";
    case CVariable::length: return "socklen_t length;";
    case CVariable::value: return "int value = 0;";
    case CVariable::limit: return "struct timeval limit;";
    case CVariable::linger: return "struct linger lingers;";
    case CVariable::watched: return "struct pollfd *watched;";
  }
  return "";
}

}  // namespace

void CFrame::add_needs() {
  for (const char* header : {"errno.h", "stdio.h", "string.h", "sys/socket.h"}) needs(header);
  if (has(CHelper::bind_first)) {
    for (const CHelper helper : {CHelper::loopback4, CHelper::loopback6}) takes(helper);
  }
  if (has(CHelper::wait_readable)) {
    for (const char* header : {"poll.h", "sys/ioctl.h", "time.h"}) needs(header);
  }
  if (has(CHelper::fill)) needs("stdlib.h");
  if (has(CHelper::port_of)) needs("time.h");
  if (has(CHelper::show_time)) needs("sys/time.h");
}

std::string CFrame::before_main() {
  add_needs();
  const bool has_folder = has(CHelper::port_of) || has(CHelper::announce);
  const bool asks_ports = has(CHelper::announce) || has(CHelper::bind_first);
  const bool has_addresses = has(CHelper::loopback4) || has(CHelper::loopback6) || has(CHelper::show_address) ||
                             asks_ports || variables_.count(CVariable::from) == 1;
  if (has_addresses) needs("arpa/inet.h"), needs("netinet/in.h");
  if (has_folder) needs("sys/stat.h");
  std::string text = "\n#define _GNU_SOURCE\n";
  for (const std::string& header : headers_) text += fmt::format("#include <{}>\n", header);
  if (has_addresses) text += c_address;
  if (has_folder) text += "\nstatic const char *folder;\n";
  if (buffer_bytes_ > 0) text += fmt::format("\nstatic char buffer[{}];\n", buffer_bytes_);
  text += c_step;
  const std::initializer_list<std::pair<bool, std::string_view>> helpers = {
      {has(CHelper::show_bytes), c_show_bytes},
      {has(CHelper::show_address), c_show_address},
      {has(CHelper::show_value), c_show_value},
      {has(CHelper::show_time), c_show_time},
      {has(CHelper::show_linger), c_show_linger},
      {has(CHelper::show_nonblocking), c_show_nonblocking},
      {has(CHelper::show_poll), c_show_poll},
      {has(CHelper::loopback4), c_loopback4},
      {has(CHelper::loopback6), c_loopback6},
      {has(CHelper::port_of), c_port_of},
      {asks_ports, c_own_port},
      {has(CHelper::announce), c_announce},
      {has(CHelper::bind_first), c_bind_first},
      {has(CHelper::wait_readable), c_wait_readable},
      {has(CHelper::fill), c_fill}};
  for (const auto& [taken, helper] : helpers) {
    if (taken) text += helper;
  }
  return text;
}

std::string CFrame::declarations(const ProgramPlan& plan) const {
  std::vector<std::string> sockets;
  for (const auto& [name, variable] : plan.variables) sockets.push_back(variable + " = -1");
  for (const std::string& kept : plan.kept_variables) sockets.push_back(kept + " = 0");
  std::string text = sockets.empty() ? "" : fmt::format("  int {};\n", fmt::join(sockets, ", "));
  for (const CVariable variable : variables_) text += fmt::format("  {}\n", c_variable(variable));
  return text;
}

std::string CFrame::beginning(const ProgramPlan& plan) const {
  if (!plan.uses_folder) return "\nint main(void) {\n" + declarations(plan) + "\n";
  return fmt::format(R"(
int main(int argc, char **argv) {{
{1}  char path[4096];
  FILE *mark;

  if (argc != 2) {{
    puts("Say which folder: ./{2} {3}");
    return 1;
  }}
  folder = argv[1];
  mkdir(folder, 0777);
  snprintf(path, sizeof path, "%s/{0}", folder);
  if ((mark = fopen(path, "wx")) == NULL) {{
    puts("{0} has been in this folder before, or cannot write there: take a new one.");
    return 1;
  }}
  fclose(mark);

)",
                     plan.process, declarations(plan), plan.file, plan.folder);
}

std::span<const std::string_view> c_words() {
  static constexpr auto words = std::to_array<std::string_view>({"alignas",
                                                                 "alignof",
                                                                 "asm",
                                                                 "auto",
                                                                 "bool",
                                                                 "break",
                                                                 "case",
                                                                 "char",
                                                                 "const",
                                                                 "constexpr",
                                                                 "continue",
                                                                 "default",
                                                                 "do",
                                                                 "double",
                                                                 "else",
                                                                 "enum",
                                                                 "extern",
                                                                 "false",
                                                                 "float",
                                                                 "for",
                                                                 "goto",
                                                                 "if",
                                                                 "inline",
                                                                 "int",
                                                                 "long",
                                                                 "nullptr",
                                                                 "register",
                                                                 "restrict",
                                                                 "return",
                                                                 "short",
                                                                 "signed",
                                                                 "sizeof",
                                                                 "static",
                                                                 "static_assert",
                                                                 "struct",
                                                                 "switch",
                                                                 "thread_local",
                                                                 "true",
                                                                 "typedef",
                                                                 "typeof",
                                                                 "typeof_unqual",
                                                                 "union",
                                                                 "unsigned",
                                                                 "void",
                                                                 "volatile",
                                                                 "while",
                                                                 "linux",
                                                                 "unix",
                                                                 "errno",
                                                                 "stdin",
                                                                 "stdout",
                                                                 "stderr",
                                                                 "main",
                                                                 "argc",
                                                                 "argv",
                                                                 "mark",
                                                                 "folder",
                                                                 "buffer",
                                                                 "to",
                                                                 "from",
                                                                 "length",
                                                                 "value",
                                                                 "limit",
                                                                 "lingers",
                                                                 "watched",
                                                                 "step",
                                                                 "show",
                                                                 "show_bytes",
                                                                 "show_address",
                                                                 "show_value",
                                                                 "show_time",
                                                                 "show_linger",
                                                                 "show_nonblocking",
                                                                 "show_poll",
                                                                 "loopback4",
                                                                 "loopback6",
                                                                 "port_of",
                                                                 "own_port",
                                                                 "announce",
                                                                 "bind_first",
                                                                 "wait_readable",
                                                                 "fill",
                                                                 "socket",
                                                                 "bind",
                                                                 "listen",
                                                                 "accept",
                                                                 "connect",
                                                                 "send",
                                                                 "recv",
                                                                 "sendto",
                                                                 "recvfrom",
                                                                 "shutdown",
                                                                 "close",
                                                                 "exit",
                                                                 "poll",
                                                                 "nanosleep",
                                                                 "getsockname",
                                                                 "getpeername",
                                                                 "getsockopt",
                                                                 "setsockopt",
                                                                 "fcntl",
                                                                 "fopen",
                                                                 "fclose",
                                                                 "path",
                                                                 "mkdir",
                                                                 "snprintf",
                                                                 "puts",
                                                                 "printf",
                                                                 "fflush",
                                                                 "getchar",
                                                                 "socklen_t",
                                                                 "linger",
                                                                 "timeval",
                                                                 "timespec",
                                                                 "pollfd"});
  return words;
}

}  // namespace doorway
