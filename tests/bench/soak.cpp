// The lessons played at speed in the real window, for hours if wanted: whether memory, descriptors and threads stay.
// Prints a line of CSV a minute, each taken at the list of lessons when all is at rest, and at the end what grew. It
// needs a display; a virtual one will do. All that Doorway keeps goes into a temporary folder.
#include "app/heap_habits.hpp"
#include "app/shell.hpp"
#include "tests/bench/soak_figures.hpp"
#include "tests/bench/soak_learner.hpp"
#include "tests/support/temporary_folder.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace {

using namespace doorway;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr double mebibyte = 1 << 20;
constexpr double growth_allowed_bytes = 5 * mebibyte;

struct SoakWish {
  double minutes = 120;
  int pace_ms = 0;
  std::uint64_t seed = 1;
  app::WindowSize size{800, 600};  // the fewer pixels are drawn, the more is done
};

// What was exported and saved is the user's: Doorway never removes it, so the disk would fill.
void empty_folder(const fs::path& folder, std::size_t more_than) {
  std::error_code failed;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder, failed)) files.push_back(entry.path());
  if (files.size() <= more_than) return;
  for (const fs::path& file : files) fs::remove_all(file, failed);
}

template <class Member>
bool tell_range(const char* what, const std::vector<SoakSample>& samples, Member member) {
  const auto [low, high] = std::minmax_element(
      samples.begin(), samples.end(), [&](const auto& one, const auto& other) { return one.*member < other.*member; });
  std::printf("# %s: %zu to %zu, at first %zu, at last %zu\n", what, (*low).*member, (*high).*member,
              samples.front().*member, samples.back().*member);
  return (*low).*member == (*high).*member;
}

/// Whether all stayed as it has to.
bool tell(const std::vector<SoakSample>& samples, const SoakTally& tally) {
  std::printf(
      "# %zu lessons and %zu recordings opened, %zu pages, %zu answers, %zu changed runs, %zu files, %zu keys; still "
      "busy after 20 s: %zu times\n",
      tally.lessons, tally.recordings, tally.pages, tally.answers, tally.changed_runs, tally.files, tally.keys,
      tally.restless);
  const double growth = resident_growth_bytes(samples);
  std::printf(
      "# memory, mean of the last half less that of the first: %.2f MiB resident (%.0f allowed), %.2f MiB "
      "given by malloc\n",
      growth / mebibyte, growth_allowed_bytes / mebibyte, allocated_growth_bytes(samples) / mebibyte);
  const bool descriptors = tell_range("descriptors", samples, &SoakSample::descriptors);
  const bool threads = tell_range("threads", samples, &SoakSample::threads);
  return growth < growth_allowed_bytes && descriptors && threads;
}

int soak(const SoakWish& wish, app::Window& window) {
  const test::TemporaryFolder home;
  for (const char* folder : {"journeys", "pictures", "documents"}) fs::create_directories(home.path(folder));
  app::ApplicationOptions options;
  options.lessons = app::lesson_folder();
  options.step_time = options.motion_time = std::chrono::milliseconds(20);
  options.settings = home.path("settings.json");
  options.progress = home.path("progress.jsonl");
  options.journeys = home.path("journeys");
  options.pictures = home.path("pictures");
  options.documents = home.path("documents");
  app::Shell shell(window);
  shell.show(std::move(options));
  shell.read_settings(std::chrono::seconds(5));
  window.show();

  SoakLearner learner(window, shell, wish.seed, std::chrono::milliseconds(wish.pace_ms));
  std::vector<SoakSample> samples;
  const auto began = Clock::now();
  const auto minutes = [&] { return std::chrono::duration<double, std::ratio<60>>(Clock::now() - began).count(); };
  std::printf("%s\n", csv_header().c_str());
  bool goes_on = learner.visit();
  for (double next = 0; goes_on && minutes() < wish.minutes; goes_on = learner.visit()) {
    if (minutes() < next) continue;
    next = minutes() + 1;
    wait_for_calm();
    samples.push_back(sample_now(minutes(), home.path("journeys"), home.path("progress.jsonl")));
    std::printf("%s\n", csv_row(samples.back()).c_str());
    std::fflush(stdout);
    empty_folder(home.path("pictures"), 0);
    empty_folder(home.path("documents"), 20);
  }
  if (!goes_on) std::printf("# the learner found no way on: %s\n", learner.trouble().c_str());
  return samples.size() > 1 && tell(samples, learner.tally()) && goes_on ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program("Plays the lessons at speed, and prints what Doorway holds meanwhile, as CSV");
  SoakWish wish;
  program.add_option("minutes", wish.minutes, "How long");
  program.add_option("--pace", wish.pace_ms, "Milliseconds between two keys");
  program.add_option("--seed", wish.seed, "What is done next goes by it");
  program.add_option("--width", wish.size.width, "Of the window");
  program.add_option("--height", wish.size.height, "Of the window");
  CLI11_PARSE(program, argc, argv);
  app::keep_heap_small();
  const auto window = app::Window::open({wish.size, "Doorway", app::text_px_at_scale_1, false});
  if (!window) {
    std::printf("no window: %s\n", window.error().message.c_str());
    return 3;
  }
  return soak(wish, **window);
}
