// Figures of the whole frame over a recording of a million events: what each part of the screen takes of the processor,
// and the frame as a whole with what the window shows. It needs a display; a virtual one will do, and draws on the
// processor.
#include "app/layout/frame_layout.hpp"
#include "app/panels/inspector.hpp"
#include "app/panels/sentence.hpp"
#include "app/panels/stage.hpp"
#include "app/panels/timeline.hpp"
#include "app/scene/narration.hpp"
#include "app/widgets/draw.hpp"
#include "app/window/window.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/long_recording.hpp"

#include <GLFW/glfw3.h>
#include <imgui.h>

#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace doorway;
using Times = std::vector<std::chrono::nanoseconds>;

constexpr int frames = 200;
constexpr app::WindowSize size{1280, 800};

class Bench {
 public:
  Bench(app::Window& window, const Recording& recording, ReplayView& view)
      : window_(window),
        index_(recording),
        view_(view),
        calls_(update(index_), view.inference),
        cursor_(recording.size() / 2) {}

  void measure(const std::string& what, bool has_inspector, app::InspectorTab tab) {
    inspector_.tab = tab;
    frame(has_inspector);  // what is made once: listings, letters
    parts_ = {};
    Times ui;
    Times whole;
    for (int i = 0; i < frames; ++i) {
      cursor_ += 3;  // as stepping does: nothing of a frame can be kept from the one before
      const auto began = std::chrono::steady_clock::now();
      ui.push_back(frame(has_inspector));
      glFinish();
      whole.push_back(std::chrono::steady_clock::now() - began);
    }
    print_figures(what + ": stage", parts_.stage);
    print_figures(what + ": timeline", parts_.timeline);
    if (has_inspector) print_figures(what + ": inspector", parts_.inspector);
    print_figures(what + ": all of the UI", ui);
    print_figures(what + ": UI and drawing, until shown", whole);
  }

 private:
  struct Parts {
    Times stage;
    Times timeline;
    Times inspector;
  };

  static const app::SceneIndex& update(app::SceneIndex& index) {
    index.update();
    return index;
  }

  static void timed(Times& times, const std::function<void()>& what) {
    const auto began = processor_time();
    what();
    times.push_back(processor_time() - began);
  }

  /// As the application draws a step that has just come: its stage, and the one before it to see what has changed.
  void draw_stage(app::Rect area, app::Light& light) {
    const auto scene_at = [&](Seq cursor) {
      return app::make_stage_scene(index_, view_.history.at(cursor), view_.lineage, view_.inference.up_to(cursor),
                                   Vocabulary::story);
    };
    app::StageScene scene = scene_at(cursor_);
    app::mark_changes(scene, scene_at(cursor_ - 1));
    const auto layout = app::layout_stage(area, scene, 1, app::text_measure(fonts()));
    app::draw_stage(scene, layout, {}, theme_, fonts(), light);
  }

  const app::Fonts& fonts() { return *fonts_; }

  /// What the UI took of the processor, without the window's drawing.
  std::chrono::nanoseconds frame(bool has_inspector) {
    window_.poll();
    fonts_ = &window_.fonts(app::text_px_at_scale_1);
    window_.begin_frame();
    const auto began = processor_time();
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImVec2(size.width, size.height));
    ImGui::Begin("doorway", nullptr, ImGuiWindowFlags_NoDecoration);
    app::FrameWishes wishes;
    wishes.inspector_is_open = has_inspector;
    const auto layout = app::layout_frame(size.width, size.height, 1, wishes);
    const app::WindowMouse mouse;
    app::Light light(lit_, {}, mouse);
    app::Commands out;
    timed(parts_.stage, [&] { draw_stage(layout.stage, light); });
    const WorldState& world = view_.history.at(cursor_);
    app::draw_sentence(app::narrate(index_, world, view_.lineage, Vocabulary::story), "", layout.sentence, theme_,
                       fonts());
    timed(parts_.timeline, [&] {
      app::draw_timeline({view_, index_, calls_, cursor_, no_other_way_}, layout.timeline, 1, theme_, fonts(),
                         timeline_, light, out);
    });
    if (has_inspector) {
      timed(parts_.inspector, [&] {
        app::draw_inspector({index_, world, view_, Vocabulary::story}, {layout.inspector, theme_, fonts(), light, out},
                            inspector_);
      });
    }
    ImGui::End();
    const auto took = processor_time() - began;
    window_.end_frame(false);
    return took;
  }

  app::Window& window_;
  app::SceneIndex index_;
  ReplayView& view_;
  app::TimelineIndex calls_;
  Seq cursor_;
  const app::Fonts* fonts_ = nullptr;
  app::TimelineUi timeline_;
  app::InspectorUi inspector_;
  Parts parts_;
  const app::Lit lit_;
  const app::Theme theme_ = app::night();
  const std::optional<WentAnotherWay> no_other_way_;
};

}  // namespace

int main(int count, char** arguments) {
  test::Conversation conversation;
  fill(conversation, count > 1 ? std::strtoull(arguments[1], nullptr, 10) : million);
  const Recording& recording = conversation.builder.recording();
  ReplayView view(std::shared_ptr<const Recording>(std::shared_ptr<void>(), &recording));
  view.update();
  const auto window = app::Window::open({size, "Doorway", app::text_px_at_scale_1, false});
  if (!window) {
    std::printf("no window: %s\n", window.error().message.c_str());
    return 3;
  }
  (*window)->show();
  glfwSwapInterval(0);
  Bench bench(**window, recording, view);
  std::printf("%llu events\n", static_cast<unsigned long long>(recording.size()));
  bench.measure("no inspector", false, app::InspectorTab::bytes);
  bench.measure("bytes", true, app::InspectorTab::bytes);
  bench.measure("sockets", true, app::InspectorTab::sockets);
  bench.measure("program", true, app::InspectorTab::program);
  bench.measure("transcript", true, app::InspectorTab::transcript);
}
