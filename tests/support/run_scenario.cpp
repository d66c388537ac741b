#include "tests/support/run_scenario.hpp"

#include "core/base/errno_name.hpp"
#include "core/scenario/parser.hpp"
#include "core/socket/socket_calls.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

namespace doorway::test {

namespace {

std::string name_of(const Recording& recording, const Event& event, const Called& called) {
  return recording.scenario().processes.at(event.process) + "." + std::string(call_name(called.line->call)) + "#" +
         std::to_string(called.nth);
}

std::string text_of(const Returned& returned) {
  if (returned.error != 0) return errno_name(returned.error);
  if (returned.outcome && returned.outcome->made) return "socket";
  return std::to_string(returned.result);
}

std::string text_of(const Payload& data) {
  return data ? std::string(data->begin(), data->end()) : std::string();
}

CallRecord record_from(const Recording& recording, const Event& called) {
  CallRecord found;
  found.called = &called;
  const CallId call = *call_of(called.body);
  for (Seq seq = called.seq + 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    if (call_of(event.body) != call) continue;
    if (std::holds_alternative<Sleeps>(event.body)) found.sleeps.push_back(&event);
    if (std::holds_alternative<Woke>(event.body)) found.wokes.push_back(&event);
    if (std::holds_alternative<Returned>(event.body)) found.returned_event = &event;
  }
  return found;
}

std::string result_of(const CallRecord& call) {
  return call.returned() != nullptr ? text_of(*call.returned()) : "sleeps";
}

LoopbackNetwork& loopback() {
  static LoopbackNetwork network;
  return network;
}

// A thread that has been joined stays in the list for a moment (proc_pid_stat(5): flags; PF_EXITING of linux/sched.h).
bool is_exiting(const std::filesystem::path& task) {
  constexpr unsigned long exiting = 0x4;
  std::ifstream file(task / "stat");
  std::string line;
  if (!std::getline(file, line)) return true;  // gone since it was listed
  std::istringstream behind_name(line.substr(line.rfind(')') + 1));
  std::string before_flags;  // state, parent, group, session, terminal and its group
  for (int field = 0; field < 6; ++field) behind_name >> before_flags;
  unsigned long flags = 0;
  behind_name >> flags;
  return (flags & exiting) != 0;
}

}  // namespace

Scenario scenario_of(std::string_view text) {
  auto parsed = parse_scenario(text);
  if (parsed.has_value()) return std::move(*parsed);
  std::string message;
  for (const Mistake& mistake : parsed.error()) message += to_string(mistake) + "\n";
  throw std::runtime_error(message);
}

std::unique_ptr<Take> take_of(std::string_view text, TakeOptions options, Network* network) {
  auto take = Take::create(scenario_of(text), network != nullptr ? *network : loopback(), std::move(options));
  if (take.has_error()) throw std::runtime_error(take.error().message);
  return std::move(*take);
}

Result<std::unique_ptr<Take>> repeat_of(const Take& take, Seq cursor, Network* network) {
  return Take::repeat(take.shared_recording(), cursor, network != nullptr ? *network : loopback(), {});
}

Run run_to_end(Take& take) {
  take.run_to_end();
  RunStatus status = take.wait_until_idle();
  take.stop();
  return {take.shared_recording(), std::move(status)};
}

Run run_scenario(std::string_view text, TakeOptions options, Network* network) {
  return run_to_end(*take_of(text, std::move(options), network));
}

const Called& CallRecord::begin() const {
  return std::get<Called>(called->body);
}

const Returned* CallRecord::returned() const {
  return returned_event != nullptr ? &std::get<Returned>(returned_event->body) : nullptr;
}

Outcome CallRecord::outcome() const {
  return returned() != nullptr && returned()->outcome ? *returned()->outcome : Outcome{};
}

std::optional<CallRecord> find_call(const Recording& recording, std::string_view name) {
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    const auto* called = std::get_if<Called>(&event.body);
    if (called != nullptr && name_of(recording, event, *called) == name) return record_from(recording, event);
  }
  return std::nullopt;
}

std::string result_of(const Recording& recording, std::string_view name) {
  const auto call = find_call(recording, name);
  return call ? result_of(*call) : "-";
}

bool slept(const Recording& recording, std::string_view name) {
  const auto call = find_call(recording, name);
  return call && !call->sleeps.empty();
}

std::string data_of(const Recording& recording, std::string_view name) {
  const auto call = find_call(recording, name);
  return call ? text_of(call->outcome().data) : std::string();
}

std::string results_of(const Recording& recording, std::string_view process) {
  std::string text;
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    const auto* called = std::get_if<Called>(&event.body);
    if (called == nullptr || recording.scenario().processes.at(event.process) != process) continue;
    const CallRecord call = record_from(recording, event);
    const std::string sleeping = call.sleeps.empty() || call.returned() == nullptr ? "" : "sleeps,";
    text += (text.empty() ? "" : " ") + std::string(call_name(called->line->call)) + "=" + sleeping + result_of(call);
  }
  return text;
}

std::vector<std::string> story_of(const Recording& recording) {
  std::vector<std::string> story;
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    std::string text = recording.scenario().processes.at(event.process) + " " + std::string(kind_name(event.body));
    if (const auto* called = std::get_if<Called>(&event.body)) {
      text = name_of(recording, event, *called);
    } else if (const auto* returned = std::get_if<Returned>(&event.body)) {
      text += " " + text_of(*returned) + " bytes " + std::to_string(returned->bytes);
      if (returned->outcome) text += " \"" + text_of(returned->outcome->data) + "\"";
    }
    if (call_of(event.body)) story.push_back(std::move(text));
  }
  return story;
}

std::vector<std::string> story_up_to(const Recording& recording, Seq cursor) {
  std::vector<std::string> story = story_of(recording);
  std::size_t count = 0;
  for (Seq seq = 1; seq <= cursor; ++seq) count += call_of(recording.at(seq).body) ? 1 : 0;
  story.resize(count);
  return story;
}

std::vector<std::string> kinds_of(const Recording& recording) {
  std::vector<std::string> kinds;
  for (Seq seq = 1; seq <= recording.size(); ++seq) kinds.emplace_back(kind_name(recording.at(seq).body));
  return kinds;
}

std::optional<KernelSample> last_sample(const Recording& recording, std::string_view socket) {
  SocketId wanted = SocketId::none;
  std::optional<KernelSample> sample;
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    const auto* returned = std::get_if<Returned>(&event.body);
    const bool makes = returned != nullptr && returned->outcome && returned->outcome->made;
    if (makes && returned->outcome->made->name == socket) wanted = returned->outcome->made->id;
    const auto* observed = std::get_if<Observed>(&event.body);
    if (observed != nullptr && event.socket == wanted && wanted != SocketId::none) sample = *observed->sample;
  }
  return sample;
}

std::size_t open_sockets() {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code gone;  // the iterator's own descriptor is in the list
    const std::string target = std::filesystem::read_symlink(entry.path(), gone).string();
    if (target.starts_with("socket:")) ++count;
  }
  return count;
}

std::size_t running_threads() {
  std::thread([] {}).join();  // with the first one ThreadSanitizer begins one of its own, which stays
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<std::size_t>(
      std::count_if(begin(tasks), end(tasks), [](const auto& task) { return !is_exiting(task.path()); }));
}

bool has_ipv6() {
  LoopbackNetwork network;
  const int descriptor = network.open(0, SocketType::tcp6);
  const bool bound = descriptor >= 0 && socket_calls::bind(descriptor, loopback_endpoint(Family::ipv6, 0)).error == 0;
  if (descriptor >= 0) socket_calls::close(descriptor);
  if (!bound) std::cout << "skipped: this computer has no ::1\n";
  return bound;
}

}  // namespace doorway::test
