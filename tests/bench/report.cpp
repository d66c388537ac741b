#include "tests/bench/report.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <nlohmann/json.hpp>
#include <sys/utsname.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <thread>
#include <utility>

namespace doorway {

namespace {

double load_now() {
  double load = 0;
  return ::getloadavg(&load, 1) == 1 ? load : 0;
}

bool meets(const Figure& figure) {
  if (!figure.aim) return true;
  return figure.good == Good::large ? figure.value >= *figure.aim : figure.value <= *figure.aim;
}

nlohmann::ordered_json json_of(const Figure& figure) {
  nlohmann::ordered_json json;
  json["what"] = figure.what;
  json["value"] = figure.value;
  json["unit"] = figure.unit;
  json["good"] = figure.good == Good::large ? "large" : "small";
  if (figure.aim) {
    json["aim"] = *figure.aim;
    json["meets_aim"] = meets(figure);
  }
  if (figure.floor) {
    json["floor"] = *figure.floor;
    json["floor_is"] = figure.floor_is;
  }
  return json;
}

}  // namespace

Report::Report(std::string bench, std::span<char* const> arguments)
    : bench_(std::move(bench)), load_before_(load_now()) {
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const std::string_view word = arguments[i];
    std::string* value = word == "--json" ? &json_file_ : word == "--only" ? &only_ : nullptr;
    if (value != nullptr && i + 1 < arguments.size()) {
      *value = arguments[++i];
    } else if (value != nullptr || word.starts_with("--")) {
      well_ = false;
    } else {
      plain_.emplace_back(word);
    }
  }
  if (!well_) fmt::print(stderr, "usage: {} [--json FILE] [--only PART] [ARGUMENT…]\n", bench_);
}

bool Report::wants(std::string_view part) const {
  return only_.empty() || only_ == part;
}

std::string Report::argument(std::size_t index, std::string otherwise) const {
  return index < plain_.size() ? plain_[index] : std::move(otherwise);
}

void Report::add(Figure figure) {
  std::string line = fmt::format("{:<58} {:>12.4g} {}", figure.what, figure.value, figure.unit);
  if (figure.aim) {
    line += fmt::format("   aim {} {:.4g}: {}", figure.good == Good::large ? ">=" : "<=", *figure.aim,
                        meets(figure) ? "met" : "MISSED");
  }
  if (figure.floor) line += fmt::format("   floor {:.4g} ({})", *figure.floor, figure.floor_is);
  fmt::print("{}\n", line);
  std::fflush(stdout);
  figures_.push_back(std::move(figure));
}

void Report::note(const std::string& text) const {
  fmt::print("{}\n", text);
  std::fflush(stdout);
}

bool Report::finish() const {
  note(fmt::format("load of the machine: {:.1f} before, {:.1f} after, on {} cores", load_before_, load_now(),
                   std::thread::hardware_concurrency()));
  if (json_file_.empty()) return true;
  utsname system{};
  ::uname(&system);
  nlohmann::ordered_json json;
  json["bench"] = bench_;
  json["version"] = 1;
  json["system"] = fmt::format("{} {} {}", system.sysname, system.release, system.machine);
  json["cores"] = std::thread::hardware_concurrency();
  json["load_before"] = load_before_;
  json["load_after"] = load_now();
  json["figures"] = nlohmann::ordered_json::array();
  for (const Figure& figure : figures_) json["figures"].push_back(json_of(figure));
  std::ofstream file(json_file_);
  file << json.dump(2) << '\n';
  file.close();
  if (!file) std::perror(json_file_.c_str());
  return static_cast<bool>(file);
}

double percentile(std::vector<double>& values, double percent) {
  assert(!values.empty());
  std::sort(values.begin(), values.end());
  const auto place = static_cast<std::size_t>(static_cast<double>(values.size()) * percent / 100);
  return values[std::min(values.size() - 1, place)];
}

double median(std::vector<double>& values) {
  return percentile(values, 50);
}

double now_ns() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::nano>(since).count();
}

namespace {
double clock_ns(clockid_t clock) {
  timespec time{};
  ::clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}
}  // namespace

double processor_ns() {
  return clock_ns(CLOCK_PROCESS_CPUTIME_ID);
}

double thread_ns() {
  return clock_ns(CLOCK_THREAD_CPUTIME_ID);
}

std::size_t memory_of_process(std::string_view name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    const bool is_it = line.size() > name.size() && line.starts_with(name) && line[name.size()] == ':';
    if (is_it) return std::strtoull(line.c_str() + name.size() + 1, nullptr, 10) * 1024;
  }
  return 0;
}

void forget_peak_memory() {
  std::ofstream("/proc/self/clear_refs") << 5;
}

std::size_t heap_bytes() {
  const struct mallinfo2 info = ::mallinfo2();
  return info.uordblks + info.hblkhd;
}

}  // namespace doorway
