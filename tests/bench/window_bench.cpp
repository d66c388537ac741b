// Figures of the window: the first frame beside a bare GLFW window's, frames from a key to its picture, cost of idling.
// It needs a display; a virtual one will do, and draws on the processor.
#include "app/shell.hpp"

#include <GLFW/glfw3.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace {

using namespace doorway;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int rounds = 15;
constexpr app::WindowSize size{1280, 800};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double least(const std::vector<double>& values) {
  return *std::min_element(values.begin(), values.end());
}

/// The least that a program with a window does until its first frame is shown.
double bare_first_frame_ms() {
  const auto began = Clock::now();
  glfwInit();
  GLFWwindow* window = glfwCreateWindow(size.width, size.height, "bare", nullptr, nullptr);
  glfwMakeContextCurrent(window);
  glClear(GL_COLOR_BUFFER_BIT);
  glfwSwapBuffers(window);
  glFinish();
  const double took = Milliseconds(Clock::now() - began).count();
  glfwDestroyWindow(window);
  glfwTerminate();
  return took;
}

app::ApplicationOptions lessons_only() {
  app::ApplicationOptions options;
  options.lessons = app::lesson_folder();
  return options;
}

double first_frame_ms() {
  const auto began = Clock::now();
  const auto window = app::Window::open({size, "Doorway", app::text_px_at_scale_1, false});
  app::Shell shell(**window);
  shell.show(lessons_only());
  shell.turn();
  glFinish();
  return Milliseconds(Clock::now() - began).count();
}

/// What the starts took: the time that passed, and what this process had of the processors.
struct Starts {
  std::vector<double> passed;
  std::vector<double> processor;
};

double processor_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void add_start(Starts& starts, double (*start)()) {
  const double before = processor_seconds();
  starts.passed.push_back(start());
  starts.processor.push_back((processor_seconds() - before) * 1000);
}

void print_starts(const char* what, double bare, double ours) {
  std::printf("first frame, %s of %d: bare GLFW %.1f ms, Doorway %.1f ms, ratio %.2f\n", what, rounds, bare, ours,
              ours / bare);
}

// What the last key moved has come to rest well before a second is over.
void rest(app::Shell& shell) {
  const auto until = Clock::now() + std::chrono::seconds(1);
  while (Clock::now() < until) shell.turn(std::chrono::milliseconds(5));
}

void settle(app::Shell& shell) {
  for (int still = 0; still < 6;) {
    shell.turn(std::chrono::milliseconds(5));
    still = shell.application().is_busy() ? 0 : still + 1;
  }
}

/// Turns of the window, each a frame at most, from a key to the one that shows the cursor's new place.
void measure_keys(app::Window& window, app::Shell& shell) {
  std::vector<double> frames;
  std::vector<double> took;
  for (int i = 0; i < 200; ++i) {
    const Seq before = shell.application().walk()->session()->playhead().cursor;
    const auto began = Clock::now();
    window.press({i % 2 == 0 ? app::Key::left : app::Key::right});
    int count = 0;
    do {
      shell.turn(std::chrono::milliseconds(5));
      ++count;
    } while (shell.application().walk()->session()->playhead().cursor == before && count < 100);
    frames.push_back(count);
    took.push_back(Milliseconds(Clock::now() - began).count());
    settle(shell);
  }
  std::printf("key to picture: %.0f frames at most, median %.1f ms\n", *std::max_element(frames.begin(), frames.end()),
              median(took));
}

void measure_idle(app::Shell& shell) {
  rest(shell);
  const double before = processor_seconds();
  const auto began = Clock::now();
  const auto until = began + std::chrono::seconds(10);
  while (Clock::now() < until) {
    shell.turn(std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()));
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
  std::printf("idle window: %.2f %% of a core\n", (processor_seconds() - before) / seconds * 100);
}

}  // namespace

int main() {
  Starts bare;
  Starts ours;
  for (int i = 0; i < rounds; ++i) {  // by turns, so that what else the machine does counts for both
    add_start(bare, bare_first_frame_ms);
    add_start(ours, first_frame_ms);
  }
  print_starts("medians", median(bare.passed), median(ours.passed));
  print_starts("the best", least(bare.passed), least(ours.passed));
  print_starts("of the processors, medians", median(bare.processor), median(ours.processor));
  const auto window = app::Window::open({size, "Doorway", app::text_px_at_scale_1, false});
  if (!window) {
    std::printf("no window: %s\n", window.error().message.c_str());
    return 3;
  }
  app::Shell shell(**window);
  app::ApplicationOptions options = lessons_only();
  options.file = app::lesson_folder() / "01-two-doors.md";
  shell.show(options);
  settle(shell);
  (*window)->press({app::Key::page_down});
  settle(shell);
  measure_keys(**window, shell);
  measure_idle(shell);
}
