// Pictures of the run, as files: made and written aside, since a large one takes its time.

#include "app/application.hpp"
#include "app/picture/picture.hpp"
#include "app/user_file.hpp"

#include <fmt/format.h>

#include <utility>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

/// A picture on its way: all that it takes, for another thread.
struct PictureJob {
  std::shared_ptr<const Recording> recording;
  PictureRequest request;
  fs::path path;

  /// Returns what became of it, for the user.
  [[nodiscard]] Message carry_out() const {
    const auto picture = make_picture(recording, request, PictureFonts(find_font_files()));
    if (!picture) return {fmt::format("No picture: {}.", picture.error().message)};
    const auto written = write_beside_others(path, *picture);
    if (!written) return {fmt::format("{} cannot be written: {}.", shown_path(path), written.error().message)};
    return {fmt::format("The {} at step {} is now a picture in {}.", picture_word(request.part),
                        request.step.value_or(0), shown_path(*written)),
            true};
  }
};

}  // namespace

void Application::carry_out(const view::SavePicture& save, Clock::time_point) {
  if (!walk_ || walk_->session() == nullptr) return;
  if (!can_write_out()) return;
  const Session& session = *walk_->session();
  PictureRequest request;
  request.part = save.part;
  request.format = save.format;
  request.step = session.view().steps.step_at(session.playhead().cursor);
  request.scale = settings_.text_scale;
  request.theme = settings_.theme;
  request.vocabulary = settings_.vocabulary;
  const std::string name =
      fmt::format("{}-{}-step-{}.{}", output_stem(), picture_word(save.part), *request.step, picture_word(save.format));
  writing_out_ = {
      [job = PictureJob{session.view().recording, request, *options_.pictures / name}] { return job.carry_out(); },
      wake_};
}

}  // namespace doorway::app
