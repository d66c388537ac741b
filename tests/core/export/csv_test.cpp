#include "core/export/csv.hpp"

#include "core/export/write_recording.hpp"
#include "tests/core/export/sample_recording.hpp"
#include "tests/core/replay/infer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <stdexcept>

using namespace doorway;
using doorway::test::infer;

namespace {

using Cells = std::vector<std::string>;

/// Reads a table strictly as RFC 4180 §2 has it.
std::vector<Cells> read_csv(const std::string& text) {
  std::vector<Cells> rows;
  Cells row;
  std::size_t at = 0;
  while (at < text.size()) {
    std::string cell;
    if (text[at] == '"') {
      for (++at;; ++at) {
        if (at >= text.size()) throw std::runtime_error("a quoted cell has no end");
        if (text[at] == '"' && (at + 1 >= text.size() || text[at + 1] != '"')) break;
        if (text[at] == '"') ++at;
        cell += text[at];
      }
      ++at;
    } else {
      while (at < text.size() && std::string(",\r\n\"").find(text[at]) == std::string::npos) cell += text[at++];
    }
    row.push_back(cell);
    if (at < text.size() && text[at] == ',') {
      ++at;
    } else if (text.compare(at, 2, "\r\n") == 0) {
      at += 2;
      rows.push_back(std::exchange(row, {}));
    } else {
      throw std::runtime_error("a cell ends with neither a comma nor CR LF");
    }
  }
  if (!row.empty()) throw std::runtime_error("the last row has no end");
  return rows;
}

std::string csv_of(const Recording& recording, bool inferred = false) {
  std::string text;
  CHECK(write_recording(recording, {}, {RecordingFormat::csv, inferred}, [&text](std::string_view piece) {
    text += piece;
    return true;
  }));
  return text;
}

/// Rows by the names of their columns.
std::vector<std::map<std::string, std::string>> named(const std::vector<Cells>& rows) {
  std::vector<std::map<std::string, std::string>> list;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    REQUIRE(rows[i].size() == rows[0].size());
    std::map<std::string, std::string> row;
    for (std::size_t column = 0; column < rows[0].size(); ++column) row[rows[0][column]] = rows[i][column];
    list.push_back(std::move(row));
  }
  return list;
}

}  // namespace

TEST_CASE("a table has a row an event, and all rows have the columns that are documented") {
  const TwoSendsReadAsOne t;
  const std::vector<Cells> rows = read_csv(csv_of(t.sample.recording()));
  CHECK(rows[0] == Cells{"seq",          "t_ns",          "step",   "process", "socket", "kind",
                         "call",         "nth",           "line",   "text",    "result", "errno",
                         "bytes",        "data",          "local",  "peer",    "state",  "readable_bytes",
                         "unsent_bytes", "unacked_bytes", "detail", "evidence"});
  auto table = named(rows);
  REQUIRE(table.size() == t.sample.recording().size());
  auto& first = table[0];
  CHECK(first["seq"] == "1");
  CHECK(first["step"] == "1");
  CHECK(first["process"] == "bob");
  CHECK(first["kind"] == "called");
  CHECK(first["call"] == "socket");
  CHECK(first["text"] == "l = socket(tcp)");
  const auto sent = std::find_if(table.begin(), table.end(),
                                 [](auto& row) { return row["kind"] == "called" && row["call"] == "send"; });
  REQUIRE(sent != table.end());
  CHECK((*sent)["data"] == "0x48656c6c6f");
  CHECK((*sent)["text"] == "s.send(\"Hello\")");
  const auto received = std::find_if(table.begin(), table.end(),
                                     [](auto& row) { return row["kind"] == "returned" && row["call"] == "recv"; });
  REQUIRE(received != table.end());
  CHECK((*received)["result"] == "10");
  CHECK((*received)["detail"] == "→ 10 \"HelloBob!!\"");
  CHECK((*received)["evidence"] == "measured");
}

TEST_CASE("a table has what is inferred only when it is asked for") {
  const TwoSendsReadAsOne t;
  const auto count = [](const std::string& text) {
    auto table = named(read_csv(text));
    return std::count_if(table.begin(), table.end(), [](auto& row) { return row["evidence"] == "inferred"; });
  };
  CHECK(count(csv_of(t.sample.recording())) == 0);
  CHECK(count(csv_of(t.sample.recording(), true)) ==
        static_cast<std::ptrdiff_t>(infer(t.sample.recording(), t.sample.recording().size()).size()));
}

TEST_CASE("no text of a table is a formula or breaks its row") {
  for (const char* text : {"=1+2", "+1", "-1", "@SUM(A1)", "a,b\"c", "\t=1", "\r\n=1", "x"}) {
    CAPTURE(text);
    SampleRecording sample({text, "bob"});
    sample.call(0, call::Exit{}, text);
    auto table = named(read_csv(csv_of(sample.recording())));
    REQUIRE(table.size() == 1);
    for (const auto& [column, cell] : table[0]) {
      CHECK(cell.find_first_of("=+-@\t\r\n") != 0);
      CHECK(cell.find('\n') == std::string::npos);
    }
  }
}
