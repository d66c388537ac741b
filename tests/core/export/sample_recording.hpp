#pragma once

#include "core/live/status.hpp"
#include "core/record/recorder.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace doorway {

/// A recording built by hand: what a run would have recorded, without a kernel.
class SampleRecording {
 public:
  explicit SampleRecording(std::vector<std::string> processes);

  /// Begins a call; `text` is the line as written, on the line of this number.
  CallId call(ProcessId process, Call call, const std::string& text, SocketId socket = SocketId::none,
              Endpoint target = {});
  void returns(ProcessId process, CallId call, std::int64_t result, int error = 0, std::uint64_t bytes = 0,
               Outcome outcome = {}, SocketId socket = SocketId::none);
  /// socket() or accept() that succeeded.
  SocketId makes(ProcessId process, const std::string& name, SocketType type, Outcome outcome = {},
                 bool accepts = false);
  void record(ProcessId process, SocketId socket, EventBody body) {
    recorder_.record(process, socket, std::move(body));
  }
  void observe(ProcessId process, SocketId socket, const KernelSample& sample, bool after_own_call = false) {
    recorder_.observe(process, socket, sample, after_own_call);
  }

  [[nodiscard]] const Recording& recording() const { return *recording_; }
  [[nodiscard]] const Event& last() const { return recording_->at(recording_->size()); }
  [[nodiscard]] std::shared_ptr<const Line> latest_line() const { return latest_line_; }

 private:
  std::unique_ptr<Recording> recording_;
  Recorder recorder_;
  std::shared_ptr<const Line> latest_line_;
  std::size_t lines_ = 0;
};

/// Alice sends "Hello" and "Bob!!", and Bob, who has slept, receives both at once; then he asks for more and sleeps.
struct TwoSendsReadAsOne {
  SampleRecording sample{{"bob", "alice"}};
  RunStatus status;
  TwoSendsReadAsOne();
};

}  // namespace doorway
