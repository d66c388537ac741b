#pragma once

namespace doorway::cli {

/// What the program tells the shell. A signal that ends it is 128 and its number, as shells have it.
namespace exit_code {
constexpr int well = 0;
constexpr int bad_input = 1;   ///< the file is at fault, or the output could not be written
constexpr int bad_usage = 2;   ///< the command line is at fault
constexpr int bad_system = 3;  ///< this system lacks what is needed
constexpr int differs = 4;     ///< `compare`: all went well, and the two recordings are not the same
constexpr int signalled = 128;
}  // namespace exit_code

}  // namespace doorway::cli
