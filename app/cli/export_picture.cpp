#include "app/cli/export_picture.hpp"

#include "app/cli/exit_code.hpp"
#include "app/cli/export_output.hpp"

namespace doorway::cli {

int export_picture(const ExportRequest& request, const RecordingSource& source, Console& console) {
  app::PictureRequest wanted = request.picture;
  wanted.format = request.format == ExportFormat::png ? app::PictureFormat::png : app::PictureFormat::svg;
  wanted.vocabulary = request.vocabulary;
  const auto picture = [&] {
    const Console::SignalsEndTheProgram at_once;
    const app::PictureFonts fonts(app::find_font_files());
    return app::make_picture(source.recording, wanted, fonts);
  }();
  if (picture) return write_export(request, *picture, console);
  refuse_export(request.file, picture.error().message);
  return exit_code::bad_usage;  // the step or the size that was asked for
}

}  // namespace doorway::cli
