#include "tests/app/headless.hpp"

#include "app/window/font_set.hpp"
#include "core/base/utf8.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cfloat>
#include <chrono>
#include <functional>
#include <stdexcept>
#include <utility>

namespace doorway::test {
namespace {

constexpr auto longest_wait = std::chrono::seconds(60);

ImGuiWindow* window_of(std::string_view child) {
  ImGuiWindow* window = ImGui::FindWindowByName("doorway");
  if (window == nullptr || child.empty()) return window;
  if (ImGuiWindow* other = ImGui::FindWindowByName(std::string(child).c_str())) return other;
  for (ImGuiWindow* each : window->DC.ChildWindows) {
    if (std::string_view(each->Name).find("/" + std::string(child) + "_") != std::string_view::npos) return each;
  }
  for (ImGuiWindow* each : ImGui::GetCurrentContext()->Windows) {  // a part of a card above the window's own
    if (std::string_view(each->Name).find("/" + std::string(child) + "_") != std::string_view::npos) return each;
  }
  return nullptr;
}

ImGuiID id_in(const ImGuiWindow& window, std::string_view control, const ControlOf& of) {
  ImGuiID seed = window.ID;
  if (of.number) seed = ImHashData(&*of.number, sizeof *of.number, seed);
  if (of.name) {
    const int number = static_cast<int>(std::hash<std::string_view>{}(*of.name));  // as push_id has it
    seed = ImHashData(&number, sizeof number, seed);
  }
  return ImHashStr(control.data(), control.size(), seed);
}

}  // namespace

HeadlessScreen::HeadlessScreen(bool system_fonts)
    : gui_(app::FontSet(system_fonts ? app::find_font_files() : app::FontFiles{}, app::text_px_at_scale_1)) {}

void HeadlessScreen::resize(float width, float height) {
  size_ = {width, height};
}

void HeadlessScreen::mouse(Point at, bool pressed) {
  ImGuiIO& io = ImGui::GetIO();
  io.MousePos = ImVec2(at.x, at.y);
  io.MouseDown[0] = pressed;
}

void HeadlessScreen::wheel(float turns) {
  ImGui::GetIO().MouseWheel = turns;
}

void HeadlessScreen::begin_frame() {
  ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 19200  // nobody here draws letters as they are needed
  if (!io.Fonts->TexIsBuilt) io.Fonts->Build();
#endif
  io.DisplaySize = ImVec2(size_.x, size_.y);
  io.DeltaTime = 1.0F / 60;
  ImGui::NewFrame();
}

void HeadlessScreen::draw(app::Application& application, app::Application::Clock::time_point now) {
  gui_.font_set().set_size(app::text_px_at_scale_1 * application.text_scale());
  begin_frame();
  application.frame(size_.x, size_.y, gui_.font_set().fonts(), now);
  ImGui::Render();
  const ImDrawData& drawn = *ImGui::GetDrawData();
  if (!drawn.Valid || drawn.TotalVtxCount <= 0) throw std::runtime_error("nothing was drawn");
}

void HeadlessScreen::draw(const std::function<void()>& part) {
  begin_frame();
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(size_.x, size_.y));
  ImGui::Begin("doorway", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings);
  part();
  ImGui::End();
  ImGui::Render();
}

HeadlessApp::HeadlessApp(HeadlessScreen& screen, app::ApplicationOptions options)
    : screen_(screen), application_(std::make_unique<app::Application>(std::move(options), [this] { bell_.ring(); })) {
  screen_.mouse({-1, -1}, false);
}

void HeadlessApp::press(KeyPress press) {
  application_->update({press}, now_);
  frame();
}

void HeadlessApp::click(Point at) {
  for (const bool pressed : {false, true, false}) {
    screen_.mouse(at, pressed);
    frame();
  }
  screen_.mouse({-1, -1}, false);
  frame();
}

void HeadlessApp::type(std::string_view text) {
  while (!text.empty()) {
    const DecodedCharacter letter = decode_utf8(text);
    text.remove_prefix(letter.size_bytes);
    if (letter.code_point == U' ') {
      press(Key::space);
    } else if (letter.code_point == U'\n') {
      press(Key::enter);
    } else {
      press(letter.code_point);
    }
  }
}

void HeadlessApp::find(std::string_view text) {
  press_with_control(U'k');
  type(text);
  press(Key::enter);
}

void HeadlessApp::drag(Point from, Point to) {
  screen_.mouse(from, false);
  frame();
  screen_.mouse(from, true);
  frame();
  screen_.mouse(to, true);
  frame();
  frame();
  screen_.mouse(to, false);
  frame();
  screen_.mouse({-1, -1}, false);
  frame();
}

void HeadlessApp::frame() {
  screen_.draw(*application_, now_);
}

bool HeadlessApp::pass(std::chrono::milliseconds time) {
  now_ += time;
  if (!application_->update({}, now_)) return false;
  frame();
  return true;
}

// Nobody waits for a message to go away.
std::optional<app::Application::Clock::time_point> HeadlessApp::wakes_at() const {
  const auto at = application_->wakes_at();
  return at == application_->message_ends_at() ? std::nullopt : at;
}

void HeadlessApp::turn() {
  if (const auto at = wakes_at()) now_ = std::max(now_, *at);
  if (application_->update({}, now_)) frame();
}

void HeadlessApp::rest() {
  if (!rest_until(std::chrono::steady_clock::now() + longest_wait)) {
    throw std::runtime_error("the application does not rest");
  }
}

void HeadlessApp::rest_at_most(std::chrono::milliseconds at_most) {
  rest_until(std::chrono::steady_clock::now() + at_most);
}

bool HeadlessApp::rest_until(std::chrono::steady_clock::time_point give_up_at) {
  bool rests = false;
  for (bool heard = true; heard && !rests;) {
    const auto rung = bell_.rung();
    turn();
    rests = !application_->is_busy();
    if (!rests && !wakes_at()) heard = bell_.wait_beyond(rung, give_up_at);
  }
  frame();
  return rests;
}

void HeadlessApp::until(const std::function<bool()>& holds) {
  const auto give_up_at = std::chrono::steady_clock::now() + longest_wait;
  for (;;) {
    const auto rung = bell_.rung();
    turn();
    if (holds()) break;
    if (application_->is_busy() && wakes_at()) continue;
    if (!bell_.wait_beyond(rung, give_up_at)) throw std::runtime_error("what was waited for does not come");
  }
  frame();
}

const LessonWalk& HeadlessApp::walk() {
  if (application_->walk() == nullptr) throw std::runtime_error("no lesson is open");
  return *application_->walk();
}

const Session& HeadlessApp::session() {
  const Session* session = walk().session();
  if (session == nullptr) throw std::runtime_error("the lesson has no session");
  return *session;
}

std::chrono::steady_clock::duration HeadlessApp::close() {
  const auto begin = std::chrono::steady_clock::now();
  application_.reset();
  return std::chrono::steady_clock::now() - begin;
}

app::FrameLayout HeadlessApp::layout() const {
  return app::layout_frame(screen_.size().x, screen_.size().y, application_->text_scale(),
                           application_->frame_wishes());
}

// Looks for it as a hand with a mouse does: in rows, as near to each other as the smallest control is high.
std::optional<Point> HeadlessApp::find_control(std::string_view control, Rect area, const ControlOf& of,
                                               std::string_view child) {
  constexpr float row = 8;
  constexpr float column = 12;
  frame();
  const ImGuiWindow* window = window_of(child);
  if (window == nullptr) return std::nullopt;
  const ImGuiID wanted = id_in(*window, control, of);
  for (float y = area.y + row / 2; y < area.bottom(); y += row) {
    for (float x = area.x + column / 2; x < area.right(); x += column) {
      screen_.mouse({x, y}, false);
      frame();
      if (ImGui::GetCurrentContext()->HoveredId == wanted) return Point{x, y};
    }
  }
  return std::nullopt;
}

bool HeadlessApp::click_control(std::string_view control, Rect area, const ControlOf& of, std::string_view child) {
  const auto at = find_control(control, area, of, child);
  if (at) click(*at);
  return at.has_value();
}

std::optional<Rect> HeadlessApp::drawn_in(std::string_view child) {
  frame();
  const ImGuiWindow* window = window_of(child);
  if (window == nullptr || window->DrawList->VtxBuffer.empty()) return std::nullopt;
  ImVec2 low(FLT_MAX, FLT_MAX);
  ImVec2 high(-FLT_MAX, -FLT_MAX);
  for (const ImDrawVert& vertex : window->DrawList->VtxBuffer) {
    low = ImVec2(std::min(low.x, vertex.pos.x), std::min(low.y, vertex.pos.y));
    high = ImVec2(std::max(high.x, vertex.pos.x), std::max(high.y, vertex.pos.y));
  }
  return Rect{low.x, low.y, high.x - low.x, high.y - low.y};
}

}  // namespace doorway::test
