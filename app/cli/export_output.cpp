#include "app/cli/export_output.hpp"

#include "app/cli/exit_code.hpp"
#include "app/cli/input.hpp"
#include "app/user_file.hpp"
#include "core/base/file_trouble.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <chrono>

namespace doorway::cli {

int refuse_export(const std::string& name, const std::string& why) {
  Console::complain(fmt::format("{}: {}", display_name(name), why));
  return exit_code::bad_input;
}

bool goes_on(Console& console) {
  console.wait_readable(-1, std::chrono::milliseconds(0));
  return !console.interruption();
}

bool is_standard_output(const ExportRequest& request) {
  return !request.out || *request.out == "-";
}

int refuse_output(const std::string& name, int error) {
  if (error == EEXIST) {
    return refuse_export(name, "this is there already and stays as it is: give -o another name, or remove it");
  }
  return refuse_export(name, "it cannot be written: " + write_trouble(error));
}

int write_export(const ExportRequest& request, const std::function<bool(const Sink&)>& fill, Console& console) {
  if (is_standard_output(request)) {
    const bool whole =
        fill([&console](std::string_view piece) { return piece.empty() ? goes_on(console) : console.write(piece); });
    if (whole && console.close_output()) return exit_code::well;
    return report_interruption(console);
  }
  const auto written = app::write_file_in_pieces(
      *request.out,
      [&](const app::PutPiece& put) {
        return fill([&](std::string_view piece) { return goes_on(console) && put(piece); });
      },
      app::Existing::refuse);
  if (written) return exit_code::well;
  if (console.interruption()) return report_interruption(console);
  return refuse_output(*request.out, written.error());
}

int write_export(const ExportRequest& request, const std::string& text, Console& console) {
  return write_export(
      request, [&text](const Sink& sink) { return sink(text); }, console);
}

}  // namespace doorway::cli
