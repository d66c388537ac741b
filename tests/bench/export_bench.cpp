// How long exports of a long recording take, and how much memory, each beside a plain write of the same bytes; and what
// tshark and capinfos take to read the pcapng file, beside the time it took to make. Programs are not among them: they
// are made of the script, however long its recording is.
//     export_bench [EVENTS] [FOLDER]
#include "app/journey_page/journey_page.hpp"
#include "app/picture/picture.hpp"
#include "app/scene/transcript_file.hpp"
#include "core/replay/inference.hpp"
#include "tests/bench/long_recording.hpp"
#include "tests/support/content_of.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace doorway;
using doorway::test::content_of;
using Clock = std::chrono::steady_clock;

constexpr double mebibyte = 1024.0 * 1024.0;

/// A line of /proc/self/status, in bytes.
std::size_t memory(const std::string& name) {
  std::ifstream status("/proc/self/status");
  std::string key;
  std::size_t kibibytes = 0;
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(name + ":")) kibibytes = std::strtoull(line.c_str() + name.size() + 1, nullptr, 10);
  }
  return kibibytes * 1024;
}

double milliseconds_since(Clock::time_point began) {
  return std::chrono::duration<double, std::milli>(Clock::now() - began).count();
}

/// Writes what `fill` gives to the file, as a save would, and gives the time it took.
double time_of_writing(const std::string& path, const std::function<void(const Sink&)>& fill) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) std::perror(path.c_str());
  const auto began = Clock::now();
  fill([file](std::string_view piece) {
    return ::write(file, piece.data(), piece.size()) == static_cast<ssize_t>(piece.size());
  });
  const double took = milliseconds_since(began);
  ::close(file);
  return took;
}

/// Best of three: what else the machine does only makes it longer.
double best_of_writing(const std::string& path, const std::function<void(const Sink&)>& fill) {
  double best = time_of_writing(path, fill);
  for (int again = 0; again < 2; ++again) best = std::min(best, time_of_writing(path, fill));
  return best;
}

/// Runs `action` in a child of its own, so that nobody else's memory is counted. Gives what it gives; 0: it failed.
double in_a_child(const std::function<double()>& action) {
  std::fflush(stdout);
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) return 0;
  const pid_t child = ::fork();
  if (child == 0) {
    const double figure = action();
    std::fflush(stdout);
    ::_exit(::write(ends[1], &figure, sizeof figure) == sizeof figure ? 0 : 1);
  }
  ::close(ends[1]);
  double figure = 0;
  if (::read(ends[0], &figure, sizeof figure) != sizeof figure) figure = 0;
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return figure;
}

/// Gives the milliseconds that it took.
double measure(const std::string& what, const std::string& path, const std::function<void(const Sink&)>& fill) {
  return in_a_child([&] {
    std::ofstream("/proc/self/clear_refs") << 5;  // the peak begins anew
    const std::size_t before = memory("VmRSS");
    double best = time_of_writing(path, fill);
    const std::size_t peak = memory("VmHWM");
    for (int again = 0; again < 2; ++again) best = std::min(best, time_of_writing(path, fill));
    const std::string text = content_of(path);
    const double flat = best_of_writing(path + ".flat", [&text](const Sink& sink) { sink(text); });
    std::filesystem::remove(path + ".flat");
    std::printf("%-34s %9.0f ms  %8.1f MiB  peak %7.1f MiB more  flat write %7.0f ms  %6.2f times\n", what.c_str(),
                best, static_cast<double>(text.size()) / mebibyte, static_cast<double>(peak - before) / mebibyte, flat,
                best / flat);
    return best;
  });
}

/// How long another program takes for the file, beside how long that took to make, and its memory.
void measure_reader(const std::string& what, const std::vector<std::string>& command, double made_in) {
  std::fflush(stdout);
  const auto began = Clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
  }
  int status = 0;
  rusage used{};
  ::wait4(child, &status, 0, &used);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    std::printf("%-34s is not there, or failed\n", what.c_str());
    return;
  }
  const double took = milliseconds_since(began);
  std::printf("%-34s %9.0f ms  %6.2f times what the file took to make  peak %7.1f MiB\n", what.c_str(), took,
              made_in > 0 ? took / made_in : 0, static_cast<double>(used.ru_maxrss) / 1024);
}

}  // namespace

int main(int count, char** arguments) {
  const Seq events = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : million;
  const std::string folder = count > 2 ? arguments[2] : std::filesystem::temp_directory_path().string();
  test::Conversation conversation;
  fill(conversation, events);
  const std::shared_ptr<const Recording> recording(std::shared_ptr<void>(), &conversation.builder.recording());
  const std::string path = folder + "/doorway-export-bench";
  std::printf("%llu events; this process has %.1f MiB of memory\n", static_cast<unsigned long long>(recording->size()),
              static_cast<double>(memory("VmRSS")) / mebibyte);

  const auto began = Clock::now();
  Inference inference(*recording);
  inference.update();
  std::printf("%-34s %9.0f ms\n", "what is inferred of it", milliseconds_since(began));

  const auto from_nothing = [&](RecordingFormat format) {
    return [&recording, format](const Sink& sink) { write_recording(*recording, {}, {format}, sink); };
  };
  measure("text", path, [&](const Sink& sink) { app::write_transcript(recording, {}, Vocabulary::engineer, sink); });
  measure("jsonl", path, from_nothing(RecordingFormat::jsonl));
  measure("csv", path, from_nothing(RecordingFormat::csv));
  measure("mermaid", path, from_nothing(RecordingFormat::mermaid));
  const double pcapng = measure("pcapng", path, from_nothing(RecordingFormat::pcapng));
  measure_reader("tshark -r", {"tshark", "-n", "-r", path}, pcapng);
  measure_reader("capinfos", {"capinfos", path}, pcapng);
  measure("html, the steps that a page holds", path, [&](const Sink& sink) {
    if (const auto page = app::write_journey_page(*recording, {"A long recording", "0", ""})) sink(*page);
  });
  const app::PictureFonts fonts(app::find_font_files());
  for (const app::PicturePart part : {app::PicturePart::stage, app::PicturePart::timeline}) {
    for (const app::PictureFormat format : {app::PictureFormat::svg, app::PictureFormat::png}) {
      app::PictureRequest wanted;
      wanted.part = part;
      wanted.format = format;
      const std::string what = std::string(picture_word(format)) + " of the " + std::string(picture_word(part));
      measure(what, path, [&](const Sink& sink) {
        if (const auto picture = app::make_picture(recording, wanted, fonts)) sink(*picture);
      });
    }
  }
  std::filesystem::remove(path);
  return 0;
}
