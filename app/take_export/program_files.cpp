#include "app/take_export/program_files.hpp"

#include "app/user_file.hpp"

#include <cstddef>
#include <system_error>

namespace doorway::app {

namespace fs = std::filesystem;

std::vector<ProgramCode> programs_of(const Scenario& scenario, ProgramLanguage language) {
  std::vector<ProgramCode> programs;
  for (std::size_t process = 0; process < scenario.processes.size(); ++process) {
    programs.push_back(make_program(scenario, static_cast<ProcessId>(process), language));
  }
  return programs;
}

Result<void, NotWritten> write_programs(const fs::path& folder, const std::vector<ProgramCode>& programs) {
  std::error_code failed;
  const bool made = fs::create_directories(folder, failed);
  if (failed) return NotWritten{folder, failed.value()};
  for (std::size_t number = 0; number < programs.size(); ++number) {
    const fs::path file = folder / programs[number].file_name;
    const auto written = write_file(file, text_of(programs[number]), Existing::refuse);
    if (written) continue;
    for (std::size_t before = 0; before < number; ++before) fs::remove(folder / programs[before].file_name, failed);
    if (made) fs::remove(folder, failed);
    return NotWritten{file, written.error()};
  }
  return {};
}

}  // namespace doorway::app
