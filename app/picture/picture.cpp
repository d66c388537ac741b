#include "app/picture/picture.hpp"

#include "app/panels/paint_stage.hpp"
#include "app/panels/paint_timeline.hpp"
#include "app/picture/png_canvas.hpp"
#include "app/picture/svg_canvas.hpp"
#include "app/scene/narration.hpp"
#include "app/scene/stage_changes.hpp"
#include "core/session/replay_view.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <utility>

namespace doorway::app {
namespace {

/// A recording with all that its pictures are made from.
class Subject {
 public:
  Subject(std::shared_ptr<const Recording> recording, const PictureRequest& request, const PictureFonts& fonts)
      : request_(request),
        measure_(fonts.measure()),
        theme_(theme_of(request.theme)),
        view_(std::move(recording)),
        index_(*view_.recording) {
    view_.update();
    index_.update();
  }

  [[nodiscard]] std::size_t last_step() const { return view_.steps.step_count(); }

  void paint(Canvas& canvas, PictureSize size, std::size_t step) {
    const Rect area{0, 0, static_cast<float>(size.width), static_cast<float>(size.height)};
    switch (request_.part) {
      case PicturePart::stage: return paint_stage_at(canvas, area, step);
      case PicturePart::timeline: return paint_timeline_at(canvas, area, step);
    }
  }

  [[nodiscard]] std::string title(std::size_t step) const {
    return fmt::format("Doorway: the {} at {}", picture_word(request_.part), step_text(step));
  }

  /// What has just happened, in words.
  std::string description(std::size_t step) {
    return narrate(index_, view_.history.at(view_.steps.cursor_of(step)), view_.lineage, request_.vocabulary);
  }

 private:
  [[nodiscard]] std::string step_text(std::size_t step) const {
    return fmt::format("step {} of {}", step, view_.steps.step_count());
  }

  StageScene scene_at(std::size_t step) {
    const Seq cursor = view_.steps.cursor_of(step);
    return make_stage_scene(index_, view_.history.at(cursor), view_.lineage, view_.inference.up_to(cursor),
                            request_.vocabulary);
  }

  void paint_stage_at(Canvas& canvas, Rect area, std::size_t step) {
    StageScene scene = scene_at(step);
    if (step > 0) mark_changes(scene, scene_at(step - 1));
    const StageLayout layout = layout_stage(area, scene, request_.scale, measure_);
    Light light(lit_, {}, mouse_);
    paint_stage(scene, layout, {}, theme_, Painter(canvas, layout.text_px), light);
  }

  // In the window a thing tells what it is when it is pointed at; here a line below tells how to read them all.
  void paint_timeline_at(Canvas& canvas, Rect area, std::size_t step) {
    TimelineIndex calls(index_, view_.inference);
    calls.update();
    const AxisMap map(Axis::steps, view_.steps, *view_.recording);
    const TimelineSources sources{index_, calls, view_.lineage, view_.inference, map, view_.steps.cursor_of(step)};
    const float line = std::ceil(smallest_text_px * request_.scale * 1.35F);
    const Rect lanes{area.x, area.y, area.w, area.h - line};
    const AxisSpan all = map.extent();
    const TimelineScene scene = make_timeline_scene(sources, all, column_of(lanes, request_.scale, all));
    const TimelineLayout layout = layout_timeline(lanes, scene, request_.scale, measure_, 0, TimelineFoot::none);
    const Painter paint(canvas, layout.text_px);
    paint.fill(area, theme_.panel);
    Light light(lit_, {}, mouse_);
    TimelinePainting timeline{sources, scene, layout, theme_, paint, light, {}, {}};
    paint_timeline(timeline, {});
    const float margin = 10 * request_.scale;
    const float left = layout.axis.shown() ? layout.axis.x : margin;
    paint.text_in({left, lanes.bottom() - margin / 2, area.w - left - margin, line},
                  step_text(step) + " · solid: measured · dashed: inferred", theme_.text_dim);
  }

  const PictureRequest& request_;
  const TextMeasure measure_;
  const Theme theme_;
  const NoMouse mouse_;
  const Lit lit_;
  ReplayView view_;
  SceneIndex index_;
};

}  // namespace

PictureSize picture_size(PicturePart part) {
  return part == PicturePart::stage ? PictureSize{1600, 900} : PictureSize{1600, 500};
}

std::string_view picture_word(PicturePart part) {
  return part == PicturePart::stage ? "stage" : "timeline";
}

std::string_view picture_word(PictureFormat format) {
  return format == PictureFormat::svg ? "svg" : "png";
}

Result<std::string> make_picture(const std::shared_ptr<const Recording>& recording, const PictureRequest& request,
                                 const PictureFonts& fonts) {
  Subject subject(recording, request, fonts);
  const std::size_t last = subject.last_step();
  const std::size_t step = request.step.value_or(last);
  if (step > last) return Error{fmt::format("there is no step {}: the last one is {}", step, last)};
  const PictureSize size = request.size.value_or(picture_size(request.part));
  if (request.format == PictureFormat::png) {
    PngCanvas canvas(size, fonts);
    subject.paint(canvas, size, step);
    return canvas.file();
  }
  SvgCanvas canvas(size, fonts);
  subject.paint(canvas, size, step);
  return {boost::system::in_place_value, canvas.file(subject.title(step), subject.description(step))};
}

}  // namespace doorway::app
