#include "core/record/recorder.hpp"

#include <algorithm>
#include <utility>

namespace doorway {

Recorder::Recorder(Recording& recording, std::function<void(Seq)> on_append, Journal* journal)
    : recording_(recording), on_append_(std::move(on_append)), journal_(journal) {}

Seq Recorder::record(ProcessId process, SocketId socket, EventBody&& body) {
  Seq seq = 0;
  {
    const std::lock_guard lock(mutex_);
    seq = append(process, socket, std::move(body));
  }
  if (on_append_) on_append_(seq);
  return seq;
}

void Recorder::observe(ProcessId process, SocketId socket, const KernelSample& sample, bool after_own_call) {
  Seq seq = 0;
  {
    const std::lock_guard lock(mutex_);
    KernelSample& last = last_samples_.at(index_of(socket));
    if (after_own_call ? last == sample : !is_noteworthy_change(last, sample)) return;
    last = sample;
    seq = append(process, socket, Observed{std::make_shared<const KernelSample>(sample), after_own_call});
  }
  if (on_append_) on_append_(seq);
}

MadeSocket Recorder::make_socket(ProcessId process, std::string_view name, SocketType type) {
  const std::lock_guard lock(mutex_);
  const auto id = static_cast<SocketId>(last_samples_.size());
  last_samples_.emplace_back();
  std::string unique = recording_.scenario().processes.at(process) + "." + std::string(name);
  const std::uint32_t count = ++names_used_[unique];
  if (count > 1) unique += "(" + std::to_string(count) + ")";
  return {id, std::move(unique), type};
}

Recorder::NewCall Recorder::begin_call(ProcessId process, std::string_view name) {
  const std::lock_guard lock(mutex_);
  if (process >= calls_begun_.size()) calls_begun_.resize(process + std::size_t{1});
  std::vector<CallsBegun>& begun = calls_begun_[process];
  auto same = std::find_if(begun.begin(), begun.end(), [name](const CallsBegun& calls) { return calls.name == name; });
  if (same == begun.end()) same = begun.insert(begun.end(), {std::string(name), 0});
  return {static_cast<CallId>(next_call_++), ++same->count};
}

// The time is read under the lock, so that time and order agree.
Seq Recorder::append(ProcessId process, SocketId socket, EventBody&& body) {
  const Seq seq = recording_.events_.size() + 1;
  const auto since = std::chrono::steady_clock::now() - began_;
  const auto t_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
  recording_.events_.append(
      [&] {
        return Event{seq, t_ns, process, socket, std::move(body)};
      },
      [this](const Event& event) {
        if (journal_ != nullptr) journal_->append(event);
      });
  return seq;
}

}  // namespace doorway
