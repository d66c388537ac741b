#pragma once

#include "core/export/program.hpp"
#include "core/scenario/scenario.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// A port that is told to the other programs.
struct Announcement {
  std::string name;      ///< "bob.l", "bob.l(2)" where the name stands for another socket that others need too
  std::string variable;  ///< of its socket
  std::string kept;      ///< the variable that its port was kept in before the socket was closed, else empty
};

/// A line of a scenario with all that a program has to know about it.
struct PlannedCall {
  std::size_t line = 0;                  ///< index in Scenario::lines
  const Line* script = nullptr;          ///< never null
  std::string variable;                  ///< of the socket that it is called at, else empty
  std::string made;                      ///< of the socket that it makes, else empty
  SocketType type = SocketType::tcp;     ///< of that socket
  std::string port_name;                 ///< of the announcement that it needs, else empty
  SocketType target = SocketType::tcp;   ///< of the socket whose port that is
  bool binds_first = false;              ///< the socket may have no port yet, and the kernel would choose 0.0.0.0
  bool is_closed = false;                ///< an earlier line has closed the socket
  bool made_before = false;              ///< the name has stood for another socket
  std::vector<Announcement> announced;   ///< ports to be told before this line
  std::vector<Announcement> kept_ports;  ///< ports to be kept before this line closes their sockets
};

/// One process of a scenario in the order of its lines, in terms that all languages share.
struct ProgramPlan {
  std::string process;
  std::string file;               ///< the program's name without its extension
  std::string folder;             ///< that its comment proposes
  std::deque<PlannedCall> calls;  ///< a writer may let each go that it has written: there can be 100,000
  std::vector<Announcement> announced_at_end;
  std::map<std::string, std::string, std::less<>> variables;  ///< by the names of the script
  std::vector<std::string> kept_variables;
  bool uses_folder = false;  ///< it tells a port or needs one

  [[nodiscard]] bool exits() const;
};

/// `reserved` are the words, in any order, that the language or the rest of the program has taken: a socket's variable
/// has its name in the script and, where that is taken, `_` after it.
///
/// A port is told as late as can be: after all calls that do not wait, and before the line of the file that needs it
/// is due. So the others find a listener listening, or a closed socket closed, as they do where Doorway runs the lines
/// in the file's order. Where a name stands for several sockets, each port is told under a name of its own, and a line
/// asks for the one that it would find in that order.
ProgramPlan plan_program(const Scenario& scenario, ProcessId process, ProgramLanguage language,
                         std::span<const std::string_view> reserved);

}  // namespace doorway
