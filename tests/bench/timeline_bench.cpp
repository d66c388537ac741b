// Figures of the timeline: one frame of it over a recording of a million events, at several zooms, without a window.
//     timeline_bench [EVENTS] [WIDTH HEIGHT]     of the window: else 1366 by 768
#include "app/panels/timeline.hpp"
#include "app/widgets/draw.hpp"
#include "app/window/font_set.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/long_recording.hpp"

#include <imgui.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

namespace {

using namespace doorway;
using Clock = std::chrono::steady_clock;

constexpr int frames = 200;
constexpr float page_width = 330;
constexpr float timeline_height = 208;

class Bench {
 public:
  Bench(const Recording& recording, const ReplayView& view, ImVec2 window)
      : window_(window),
        area_{page_width, window.y - timeline_height, window.x - page_width, timeline_height},
        index_(recording),
        view_(view),
        calls_(update(index_), view.inference),
        cursor_(recording.size() / 2) {}

  void measure(const std::string& what, const std::function<void(app::TimelineUi&, const app::ViewGround&)>& set) {
    app::TimelineUi ui;
    frame(ui);
    const app::TimelineGround ground{view_.recording, view_.steps, calls_, cursor_};
    set(ui, app::view_ground(ui, ground));
    frame(ui);
    std::vector<std::chrono::nanoseconds> drawing;
    std::vector<std::chrono::nanoseconds> whole;
    for (int i = 0; i < frames; ++i) {
      cursor_ += 5;  // as stepping does: nothing of a frame can be kept from the one before
      const auto began = processor_time();
      drawing.push_back(frame(ui));
      whole.push_back(processor_time() - began);
    }
    print_figures(what + ", the timeline", drawing);
    print_figures(what + ", the whole frame", whole);
  }

 private:
  static const app::SceneIndex& update(app::SceneIndex& index) {
    index.update();
    return index;
  }

  std::chrono::nanoseconds frame(app::TimelineUi& ui) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = window_;
    io.DeltaTime = 1.0F / 60;
    io.MousePos = ImVec2(area_.x + area_.w / 2, area_.y + area_.h / 2);
    ImGui::NewFrame();
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(window_);
    ImGui::Begin("doorway", nullptr, ImGuiWindowFlags_NoDecoration);
    const app::WindowMouse mouse;
    app::Light light(lit_, {}, mouse);
    app::Commands out;
    const auto began = processor_time();
    app::draw_timeline({view_, index_, calls_, cursor_, no_other_way_}, area_, 1, theme_, gui_.font_set().fonts(), ui,
                       light, out);
    const auto took = processor_time() - began;
    ImGui::End();
    ImGui::Render();
    return took;
  }

  const ImVec2 window_;
  const app::Rect area_;  // the timeline's place in it
  app::GuiContext gui_{app::FontSet(app::find_font_files(), app::text_px_at_scale_1)};
  app::SceneIndex index_;
  const ReplayView& view_;
  app::TimelineIndex calls_;
  Seq cursor_;
  const app::Lit lit_;
  const app::Theme theme_ = app::night();
  const std::optional<WentAnotherWay> no_other_way_;
};

void zoom_to(app::TimelineUi& ui, const app::ViewGround& ground, app::Axis axis, double share) {
  app::set_axis(ui.view, ground, axis);
  const app::ViewGround on_axis{app::AxisMap(axis, ground.map.steps(), ground.map.recording()), ground.cursor,
                                ground.natural_steps};
  app::fit(ui.view);
  const double cursor = on_axis.map.place_of(ground.cursor);
  if (share < 1) app::zoom(ui.view, on_axis, share, cursor);
}

}  // namespace

int main(int count, char** arguments) {
  test::Conversation conversation;
  const auto began = Clock::now();
  fill(conversation, count > 1 ? std::strtoull(arguments[1], nullptr, 10) : million);
  const auto filled = Clock::now();
  const Recording& recording = conversation.builder.recording();
  ReplayView view(std::shared_ptr<const Recording>(std::shared_ptr<void>(), &recording));
  view.update();
  const auto argument = [&](int index, float otherwise) {
    return count > index ? std::strtof(arguments[index], nullptr) : otherwise;
  };
  Bench bench(recording, view, ImVec2(argument(2, 1366), argument(3, 768)));
  const auto ready = Clock::now();
  std::printf("%llu events: made in %.1f s, read in %.1f s\n", static_cast<unsigned long long>(recording.size()),
              std::chrono::duration<double>(filled - began).count(),
              std::chrono::duration<double>(ready - filled).count());
  bench.measure("as it opens", [](app::TimelineUi&, const app::ViewGround&) {});
  for (const app::Axis axis : {app::Axis::steps, app::Axis::time}) {
    const std::string name = axis == app::Axis::steps ? "steps" : "time";
    for (const auto& [what, share] : {std::pair("all", 1.0), std::pair("1/10", 0.1), std::pair("1/1,000", 0.001),
                                      std::pair("1/5,000", 0.0002), std::pair("1/30,000", 0.00003)}) {
      bench.measure(name + ", " + what,
                    [&](app::TimelineUi& ui, const app::ViewGround& ground) { zoom_to(ui, ground, axis, share); });
    }
  }
  bench.measure("one socket, all", [](app::TimelineUi& ui, const app::ViewGround& ground) {
    ui.chosen = {"bob.c"};
    zoom_to(ui, ground, app::Axis::steps, 1);
  });
}
