// The present take as files of other programs: made and written aside, from as much of it as there is now.

#include "app/application.hpp"
#include "app/take_export/program_files.hpp"
#include "app/take_export/recording_file.hpp"
#include "app/user_file.hpp"
#include "core/base/file_trouble.hpp"
#include "core/record/frozen_recording.hpp"

#include <fmt/format.h>

#include <utility>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

/// A recording on its way into a file: all that it takes, for another thread.
struct RecordingJob {
  RecordingSource source;
  RecordingWish wish;
  fs::path path;

  /// Returns what became of it, for the user.
  [[nodiscard]] Message carry_out() const {
    const auto fill = recording_file(source, wish);
    if (!fill) return {fmt::format("Nothing is exported: {}.", fill.error().message)};
    const auto written = write_beside_others(path, *fill);
    if (!written) return {fmt::format("{} cannot be written: {}.", shown_path(path), written.error().message)};
    return {fmt::format("The take is exported as {} in {}.", form_words(wish.form), shown_path(*written)), true};
  }
};

/// A scenario's programs on their way into a folder of their own.
struct ProgramsJob {
  Scenario scenario;
  ProgramLanguage language = ProgramLanguage::python;
  fs::path folder;

  [[nodiscard]] Message carry_out() const {
    const auto made = make_folder_beside_others(folder);
    if (!made) return {fmt::format("{} cannot be written: {}.", shown_path(folder), made.error().message)};
    const std::vector<ProgramCode> programs = programs_of(scenario, language);
    if (const auto written = write_programs(*made, programs); !written) {
      std::error_code failed;
      fs::remove(*made, failed);
      return {fmt::format("{} cannot be written: {}.", shown_path(written.error().path),
                          write_trouble(written.error().error))};
    }
    return {fmt::format("The scenario is exported as {} {} in {}: run each in a terminal of its own.", programs.size(),
                        programs.size() == 1 ? "program" : "programs", shown_path(*made)),
            true};
  }
};

}  // namespace

// Says why not.
bool Application::can_write_out() {
  if (!options_.pictures) {
    tell({"Nothing is written: this user has no home folder. `doorway export FILE --to FORM -o OUT` writes anywhere."});
    return false;
  }
  if (writing_out_.is_under_way()) {
    tell({"What was asked for before is still being written: ask again in a moment."});
    return false;
  }
  return true;
}

// How the names of files begin that are made of the present take.
std::string Application::output_stem() const {
  return (opened_ ? opened_->path : path_).stem().string();
}

void Application::carry_out(const view::ExportTake& what, Clock::time_point) {
  auto copy = copy_of_take();
  if (!copy || !can_write_out()) return;
  const Session& session = *walk_->session();
  RecordingJob job;
  job.source.recording = frozen_recording(std::move(copy->recording), copy->events);
  job.source.status = std::move(copy->status);
  job.source.title = title();
  job.source.began_unix_ns = copy->info.began_unix_ms * 1'000'000;
  job.wish = {what.form, settings_.vocabulary, false};
  const std::string take = session.is_replay() ? "" : fmt::format("-take-{}", session.take_number());
  job.path = *options_.pictures / (output_stem() + take + std::string(file_ending(what.form)));
  writing_out_ = {[job = std::move(job)] { return job.carry_out(); }, wake_};
}

void Application::carry_out(const view::ExportPrograms& what, Clock::time_point) {
  if (!walk_ || walk_->session() == nullptr || !can_write_out()) return;
  const char* language = what.language == ProgramLanguage::c ? "c" : "python";
  ProgramsJob job{walk_->session()->recording().scenario(), what.language,
                  *options_.pictures / fmt::format("{}-{}", output_stem(), language)};
  writing_out_ = {[job = std::move(job)] { return job.carry_out(); }, wake_};
}

bool Application::take_in_written() {
  if (!writing_out_.is_there()) return false;
  tell(writing_out_.take());
  return true;
}

}  // namespace doorway::app
