#include "core/journey/run_end.hpp"

#include "core/journey/byte_reader.hpp"
#include "core/journey/byte_writer.hpp"
#include "core/journey/event_encoder.hpp"
#include "core/journey/journey.hpp"
#include "core/scenario/limits.hpp"

#include <string>
#include <utility>
#include <vector>

namespace doorway {

namespace {

using journey_format::FrameKind;

void put_names(ByteWriter& out, const std::vector<std::string>& names) {
  out.number(names.size());
  for (const std::string& name : names) out.text(name);
}

std::vector<std::string> read_names(ByteReader& in) {
  std::vector<std::string> names;
  const std::uint64_t count = in.number(limits::unrolled_lines);  // there is a socket a line at most
  for (std::uint64_t i = 0; i < count && in.good(); ++i) names.emplace_back(in.text());
  return names;
}

}  // namespace

void encode_run_end(const RunStatus& status, const Scenario& scenario, Bytes& out) {
  const LinePlaces places(scenario);
  ByteWriter writer(out);
  writer.byte(static_cast<unsigned>(FrameKind::finished));
  writer.flag(status.over);
  writer.number(status.passed_over);
  writer.number(status.processes.size());
  for (const ProcessStatus& process : status.processes) {
    writer.byte(static_cast<unsigned>(process.standing));
    writer.number(process.line != nullptr ? places.of(process.line.get()) + 1 : 0);
    writer.number(process.call ? std::uint64_t{index_of(*process.call)} + 1 : 0);
  }
  put_names(writer, status.kernel_timers);
  put_names(writer, status.crowded_sockets);
}

std::optional<RunStatus> read_run_end(std::span<const std::uint8_t> frame, const Scenario& scenario) {
  ByteReader in(frame);
  in.choice(FrameKind::finished, FrameKind::finished);
  RunStatus status;
  status.over = in.flag();
  status.passed_over = static_cast<std::size_t>(in.number());
  if (in.number() != scenario.processes.size()) return std::nullopt;
  for (std::size_t number = 0; number < scenario.processes.size(); ++number) {
    ProcessStatus process;
    process.standing = in.choice(Standing::before_line, Standing::ended);
    const std::uint64_t line = in.number(scenario.lines.size());
    if (line != 0) process.line = scenario.lines[static_cast<std::size_t>(line) - 1];
    if (process.line != nullptr && process.line->process != number) return std::nullopt;
    if (process.line == nullptr && process.standing != Standing::ended) return std::nullopt;
    const std::uint32_t call = in.number32();
    if (call != 0) process.call = static_cast<CallId>(call - 1);
    status.processes.push_back(std::move(process));
  }
  status.kernel_timers = read_names(in);
  status.crowded_sockets = read_names(in);
  if (!in.good() || !in.at_end()) return std::nullopt;
  return status;
}

}  // namespace doorway
