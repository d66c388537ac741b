#include "core/export/csv.hpp"

#include "core/base/errno_name.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway {
namespace {

enum class Column : std::uint8_t {
  seq,
  t_ns,
  step,
  process,
  socket,
  kind,
  call,
  nth,
  line,
  text,
  result,
  error,
  bytes,
  data,
  local,
  peer,
  state,
  readable_bytes,
  unsent_bytes,
  unacked_bytes,
  detail,
  evidence,
};

constexpr std::array<std::string_view, 22> column_names{
    "seq",   "t_ns",           "step",         "process",       "socket", "kind",    "call",  "nth",
    "line",  "text",           "result",       "errno",         "bytes",  "data",    "local", "peer",
    "state", "readable_bytes", "unsent_bytes", "unacked_bytes", "detail", "evidence"};

/// What a spreadsheet would take for the beginning of a formula.
bool begins_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
}

std::string hexadecimal(const Bytes& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "0x";
  text.reserve(2 + 2 * bytes.size());
  for (const std::uint8_t byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

class Row {
 public:
  /// Text of ours, a number or hexadecimal: nothing in it is to be marked.
  void put(Column column, std::string text) { cells_.at(static_cast<std::size_t>(column)) = std::move(text); }
  template <class Number>
  void number(Column column, Number value) {
    put(column, fmt::to_string(value));
  }
  template <class Number>
  void number(Column column, const std::optional<Number>& value) {
    if (value) number(column, *value);
  }
  /// Text that comes from a file or a socket.
  void text(Column column, std::string_view text) {
    std::string safe = escape_for_display(text);
    if (begins_formula(safe)) safe.insert(safe.begin(), '\'');
    put(column, std::move(safe));
  }

  [[nodiscard]] std::string line() const {
    std::string line;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (i > 0) line += ',';
      append_quoted(line, cells_[i]);
    }
    return line += "\r\n";
  }

 private:
  static void append_quoted(std::string& line, const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
      line += cell;
      return;
    }
    line += '"';
    for (const char character : cell) {
      if (character == '"') line += '"';
      line += character;
    }
    line += '"';
  }

  std::array<std::string, column_names.size()> cells_;
};

void cells_of_call(Row& row, const BegunCall* call) {
  if (call == nullptr) return;
  row.put(Column::call, std::string(call_name(call->line->call)));
  row.number(Column::nth, call->nth);
  row.number(Column::line, call->line->at.line);
  row.text(Column::text, call->line->text);
}

void cell_of_address(Row& row, Column column, const Endpoint& endpoint) {
  if (endpoint.family != Family::none) row.put(column, to_string(endpoint));
}

void cell_of_error(Row& row, int error) {
  if (error != 0) row.put(Column::error, errno_name(error));
}

/// What the kinds of events differ in.
struct FillRow {
  const EventNames& names;
  std::vector<KernelSample>& samples;  // the last one of each socket, by SocketId
  const Event& event;
  Row& row;

  [[nodiscard]] const BegunCall* call() const { return names.latest_call(event.process); }
  [[nodiscard]] bool moves_bytes() const {
    return call() != nullptr &&
           (payload_of(call()->line->call) != nullptr || std::holds_alternative<call::Recv>(call()->line->call) ||
            std::holds_alternative<call::RecvFrom>(call()->line->call));
  }
  void detail(std::string_view text) const { row.text(Column::detail, text); }

  void operator()(const Called& called) const {
    cells_of_call(row, call());
    cell_of_address(row, Column::peer, called.target);
    if (const ScriptPayload* payload = payload_of(called.line->call)) {
      row.number(Column::bytes, payload->size());
      row.put(Column::data, hexadecimal(payload->bytes()));
    }
  }
  void operator()(const Sleeps& sleeps) const {
    cells_of_call(row, call());
    cell_of_address(row, Column::local, sleeps.local);
    if (moves_bytes()) row.number(Column::bytes, sleeps.bytes);
    if (call() != nullptr) detail(sleep_phrase(sleeps, *call()->line));
  }
  void operator()(const Woke& woke) const {
    cells_of_call(row, call());
    detail(woke.timed_out ? "woke, its time is up" : "woke, it can go on");
  }
  void operator()(const Returned& returned) const {
    cells_of_call(row, call());
    row.number(Column::result, returned.result);
    cell_of_error(row, returned.error);
    if (moves_bytes()) row.number(Column::bytes, returned.bytes);
    if (call() != nullptr) detail(result_phrase(event, returned, *call()->line, names));
    if (returned.outcome == nullptr) return;
    if (returned.outcome->data != nullptr) row.put(Column::data, hexadecimal(*returned.outcome->data));
    cell_of_address(row, Column::local, returned.outcome->local.value_or(Endpoint{}));
    cell_of_address(row, Column::peer, returned.outcome->peer.value_or(Endpoint{}));
  }
  void operator()(const Observed& observed) const {
    const KernelSample& sample = *observed.sample;
    if (sample.state) row.put(Column::state, std::string(to_string(*sample.state)));
    row.number(Column::readable_bytes, sample.readable_bytes);
    row.number(Column::unsent_bytes, sample.unsent_bytes);
    row.number(Column::unacked_bytes, sample.unacked_bytes);
    const std::size_t place = index_of(event.socket);
    if (event.socket == SocketId::none) return;
    if (samples.size() <= place) samples.resize(place + 1);
    const MadeSocket* socket = names.socket(event.socket);
    const KernelSample before = std::exchange(samples[place], sample);
    detail(change_phrase(before, sample, socket != nullptr ? socket->type : SocketType::tcp));
  }
  void operator()(const TurnedAway& stranger) const {
    cell_of_address(row, Column::peer, stranger.peer);
    const MadeSocket* socket = names.socket(event.socket);
    if (socket != nullptr && is_udp(socket->type)) row.number(Column::bytes, stranger.bytes);
    detail("a stranger was turned away");
  }
  void operator()(const Ended&) const {}
};

}  // namespace

CsvTable::CsvTable(const RecordingHeader& header) : header_(header) {}

std::string CsvTable::began() const {
  return fmt::format("{}\r\n", fmt::join(column_names, ","));
}

std::string CsvTable::event(const Event& event) {
  names_.learn(event);
  Row row;
  row.number(Column::seq, event.seq);
  row.number(Column::t_ns, event.t_ns);
  if (is_step(event)) row.number(Column::step, ++steps_);
  row.text(Column::process, header_.scenario.processes.at(event.process));
  if (const MadeSocket* socket = names_.socket(event.socket)) row.text(Column::socket, socket->name);
  row.put(Column::kind, std::string(kind_name(event.body)));
  row.put(Column::evidence, "measured");
  std::visit(FillRow{names_, samples_, event, row}, event.body);
  return row.line();
}

std::string CsvTable::inferred(const Inferred& inferred) const {
  Row row;
  const auto owner = names_.owner_of(inferred.from);
  if (owner) row.text(Column::process, header_.scenario.processes.at(*owner));
  if (const MadeSocket* socket = names_.socket(inferred.from)) row.text(Column::socket, socket->name);
  row.put(Column::kind, "inferred");
  if (inferred.byte_count > 0) row.number(Column::bytes, inferred.byte_count);
  row.text(Column::detail, inferred_phrase(inferred, names_) + ": " + inferred.reason);
  row.put(Column::evidence, "inferred");
  return row.line();
}

}  // namespace doorway
