#include "core/export/text.hpp"

#include "core/base/utf8.hpp"
#include "core/export/columns.hpp"
#include "core/export/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace doorway {
namespace {

constexpr std::size_t step_columns = 5;  // "1234 "
constexpr std::size_t bar_columns = 2;   // "│ " before each lane
constexpr std::size_t narrowest_lane = 24;
constexpr std::size_t longest_name = 12;    // beside thin columns
constexpr std::size_t longest_reason = 10;  // lines

// Cyan, yellow, magenta, green, blue, red, and two bright ones: each readable on dark and on light.
constexpr std::array<int, 8> colours{36, 33, 35, 32, 34, 31, 96, 95};

std::vector<std::string> escaped_names(const std::vector<std::string>& names) {
  std::vector<std::string> escaped;
  for (const std::string& name : names) escaped.push_back(escape_for_display(name));
  return escaped;
}

std::size_t lane_columns(std::size_t width, std::size_t processes) {
  const std::size_t all = width - step_columns;
  const std::size_t each = all / std::max<std::size_t>(processes, 1);
  return each > bar_columns + 1 ? each - bar_columns : 1;
}

std::string without_blanks_at_end(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

TextLanes::TextLanes(const RecordingHeader& header, TextStyle style)
    : header_(header),
      style_(style),
      process_names_(escaped_names(header.scenario.processes)),
      call_began_(header.scenario.processes.size()) {
  style_.width = std::max(style.width, TextStyle::narrowest_width);
  const std::size_t count = process_names_.size();
  cell_columns_ = lane_columns(style_.width, count);
  lanes_are_wide_ = cell_columns_ >= narrowest_lane;
  if (lanes_are_wide_) {
    cell_columns_ -= 1;  // a blank before the next bar
  } else {
    const std::size_t marks = step_columns + bar_columns * count;
    cell_columns_ = style_.width > marks + narrowest_lane / 2 ? style_.width - marks : narrowest_lane / 2;
  }
}

std::string TextLanes::began() const {
  // The header may come from anybody's file.
  const std::string about = escape_for_display(
      fmt::format("Real sockets of {} {} ({}), network {}. The processes are threads of one program{}.", header_.system,
                  header_.kernel, header_.machine, header_.network, header_.free_run ? ", and all run at once" : ""));
  std::string text = paragraph(about);
  text += "\n";
  if (!lanes_are_wide_) return text + legend();
  text += std::string(step_columns, ' ');
  for (std::size_t process = 0; process < process_names_.size(); ++process) {
    const std::string name = pad_to(cut_to(process_names_[process], cell_columns_), cell_columns_);
    text += "│ " + painted(static_cast<ProcessId>(process), name, Tone::plain) + " ";
  }
  return without_blanks_at_end(std::move(text)) + "\n";
}

std::string TextLanes::legend() const {
  std::string text;
  for (std::size_t own = 0; own < process_names_.size(); ++own) {
    text += std::string(step_columns, ' ');
    for (std::size_t lane = 0; lane < process_names_.size(); ++lane) text += lane == own ? "● " : "│ ";
    text += painted(static_cast<ProcessId>(own), cut_to(process_names_[own], cell_columns_), Tone::plain) + "\n";
  }
  return text;
}

/// What each kind of event puts into its process's lane.
struct TextLanes::Write {
  TextLanes& lanes;
  const Event& event;

  [[nodiscard]] std::string shown(Cell cell) const {
    if (is_step(event)) cell.step = std::to_string(lanes.steps_);
    return lanes.rows(event.process, cell);
  }
  [[nodiscard]] const Line* line() const {
    const BegunCall* call = lanes.names_.latest_call(event.process);
    return call != nullptr ? call->line.get() : nullptr;
  }
  [[nodiscard]] std::string socket_name() const {
    const MadeSocket* socket = lanes.names_.socket(event.socket);
    return socket != nullptr ? escape_for_display(socket->name) : "a socket";
  }

  std::string operator()(const Called& called) const {
    lanes.call_began_.at(event.process) = event.seq;
    return shown({"", escape_for_display(called.line->text), 2, Tone::plain});
  }
  std::string operator()(const Sleeps& sleeps) const {
    return line() != nullptr ? shown({"", "… " + sleep_phrase(sleeps, *line())}) : "";
  }
  std::string operator()(const Woke& woke) const {
    return shown({"", woke.timed_out ? "… woke, its time is up" : "… woke, it can go on"});
  }
  std::string operator()(const Returned& returned) const {
    if (line() == nullptr) return "";
    std::string text = result_phrase(event, returned, *line(), lanes.names_);
    const bool right_below = lanes.call_began_.at(event.process) + 1 == event.seq;
    if (!right_below) text = fmt::format("{} {}", call_name(line()->call), text);
    return shown({"", std::move(text)});
  }
  std::string operator()(const Observed& observed) const {
    const MadeSocket* socket = lanes.names_.socket(event.socket);
    if (lanes.samples_.size() <= index_of(event.socket)) lanes.samples_.resize(index_of(event.socket) + 1);
    const KernelSample before = std::exchange(lanes.samples_[index_of(event.socket)], *observed.sample);
    const std::string change =
        change_phrase(before, *observed.sample, socket != nullptr ? socket->type : SocketType::tcp);
    // A step has its number, so it is shown; what belongs to a call is only worth a line when there is news.
    if (change.empty() && !is_step(event)) return "";
    return shown(
        {"", fmt::format("· {} {}", socket_name(), change.empty() ? "other counters" : change), 3, Tone::quiet});
  }
  std::string operator()(const TurnedAway& stranger) const {
    ++lanes.strangers_[socket_name()];
    const MadeSocket* socket = lanes.names_.socket(event.socket);
    const bool datagram = socket != nullptr && is_udp(socket->type);
    return shown({"", fmt::format("! {} turned away at {}: {}",
                                  datagram ? "a stranger's datagram of " + count_of(stranger.bytes, "byte")
                                           : std::string("a stranger"),
                                  socket_name(), to_string(stranger.peer))});
  }
  std::string operator()(const Ended&) const { return shown({"", "■ ended"}); }
};

std::string TextLanes::event(const Event& event) {
  names_.learn(event);
  if (is_step(event)) ++steps_;
  return std::visit(Write{*this, event}, event.body);
}

std::string TextLanes::inferred(const Inferred& inferred) const {
  const auto owner = names_.owner_of(inferred.from != SocketId::none ? inferred.from : inferred.to);
  const std::string text =
      fmt::format("- - {}, inferred: {}", inferred_phrase(inferred, names_), escape_for_display(inferred.reason));
  return rows(owner.value_or(0), {"", text, longest_reason, Tone::quiet});
}

std::string TextLanes::rows(ProcessId process, const Cell& cell) const {
  std::string text;
  std::string_view step = cell.step;
  const std::string named =
      lanes_are_wide_ ? cell.text : cut_to(process_names_.at(process), longest_name) + ": " + cell.text;
  for (const std::string& part : wrap(named, cell_columns_, cell.most_lines)) {
    text += row(process, step, part, cell.tone);
    step = "";
  }
  return text;
}

std::string TextLanes::row(ProcessId process, std::string_view step, std::string_view text, Tone tone) const {
  std::string line = fmt::format("{:>{}} ", step, step_columns - 1);
  for (std::size_t lane = 0; lane < process_names_.size(); ++lane) {
    const bool own = lane == process;
    if (!lanes_are_wide_) {
      line += own && !step.empty() ? "● " : "│ ";
      continue;
    }
    const std::string cell = pad_to(own ? text : std::string_view(), cell_columns_);
    line += "│ " + (own ? painted(process, cell, tone) : cell) + " ";
  }
  if (!lanes_are_wide_) line += painted(process, text, tone);
  return without_blanks_at_end(std::move(line)) + "\n";
}

std::string TextLanes::painted(ProcessId process, std::string_view text, Tone tone) const {
  if (!style_.colour) return std::string(text);
  return fmt::format("\x1b[{}{}m{}\x1b[0m", tone == Tone::quiet ? "2;" : "", colours.at(process % colours.size()),
                     text);
}

std::string TextLanes::paragraph(std::string_view text) const {
  std::string lines;
  for (const std::string& line : wrap(text, style_.width, 4)) lines += line + "\n";
  return lines;
}

std::string TextLanes::still_line(ProcessId process, const ProcessStatus& status) const {
  if (status.line == nullptr) return "";
  const std::string& name = process_names_.at(process);
  const std::string call = escape_for_display(status.line->text);
  switch (status.standing) {
    case Standing::asleep: return fmt::format("{} still sleeps in {} (line {}).", name, call, status.line->at.line);
    case Standing::needs_port: {
      const SocketRef* needed = port_needed_by(status.line->call);
      const std::string socket = needed != nullptr ? needed->process + "." + needed->socket : "a socket";
      return fmt::format("{} waits before {} (line {}): {} has no port yet.", name, call, status.line->at.line,
                         escape_for_display(socket));
    }
    case Standing::before_line: return fmt::format("{} stands before {} (line {}).", name, call, status.line->at.line);
    case Standing::woken: return fmt::format("{} was woken in {} (line {}).", name, call, status.line->at.line);
    case Standing::in_call: return fmt::format("{} is in {} (line {}).", name, call, status.line->at.line);
    case Standing::ended: return "";
  }
  return "";
}

std::string TextLanes::finished(const RunStatus& status) const {
  std::string still;
  for (std::size_t process = 0; process < status.processes.size(); ++process) {
    const std::string line = still_line(static_cast<ProcessId>(process), status.processes[process]);
    if (!line.empty()) still += paragraph(line);
  }
  std::string text = "\n";
  if (!status.over) {
    text += paragraph("Stopped before the run was over.");
  } else {
    text +=
        paragraph(still.empty() ? "The run is over: all processes have ended." : "The run is over: nobody can go on.");
  }
  text += still;
  for (const std::string& socket : status.kernel_timers) {
    text += paragraph(fmt::format("A timer of the kernel still runs at {}.", escape_for_display(socket)));
  }
  for (const std::string& socket : status.crowded_sockets) {
    text +=
        paragraph(fmt::format("Strangers stood in the way at {}: they filled its waiting line or its receive buffer.",
                              escape_for_display(socket)));
  }
  for (const auto& [socket, count] : strangers_) {
    text += paragraph(fmt::format("{} turned away at {}.", count_of(count, "stranger"), socket));
  }
  return text;
}

}  // namespace doorway
