// What twice the input costs: each reader over texts that were made to be hard for it, at sizes that double up to the
// largest it takes. Times are the processor's, of this thread, the best of several, so that a busy machine changes
// little. Exits 1 where a doubling takes more than 2.5 times as long, three times in a row.
#include "core/journey/byte_writer.hpp"
#include "core/journey/crc32.hpp"
#include "core/journey/header.hpp"
#include "core/journey/journey_reader.hpp"
#include "core/lesson/lesson.hpp"
#include "core/progress/record_text.hpp"
#include "core/scenario/completion.hpp"
#include "core/scenario/limits.hpp"
#include "core/scenario/parser.hpp"
#include "core/session/replay_view.hpp"

#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

using namespace doorway;

namespace {

constexpr double most_times = 2.5;
constexpr double shortest_s = 0.0005;  // what takes less is told by chance

/// A text of about so many bytes.
using Family = std::function<std::string(std::size_t)>;
using Reader = std::function<void(std::string_view)>;

struct Case {
  std::string name;
  Reader read;
  Family make;
  std::size_t largest;
};

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string text;
  text.reserve(bytes + part.size());
  while (text.size() < bytes) text += part;
  return text;
}

/// In lines of this length, at most so many together.
std::string in_lines(const std::string& text, std::size_t length, std::size_t together) {
  std::string lines;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += length) {
    lines += text.substr(at, length) + "\n";
    if (++count % together == 0) lines += "\n";
  }
  return lines;
}

double now_s() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// The best of five, or of as many as fit into half a second.
double time_of(const Reader& read, const std::string& text) {
  double best = 1e9;
  double spent = 0;
  for (int i = 0; i < 5 && (i == 0 || spent < 0.5); ++i) {
    const double began = now_s();
    read(text);
    const double took = now_s() - began;
    best = std::min(best, took);
    spent += took;
  }
  return best;
}

struct Found {
  double worst = 0;      // t(2n) / t(n)
  std::size_t at = 0;    // 2n
  double largest_s = 0;  // what the largest takes
};

Found measure(const Case& of) {
  Found found;
  double before = 0;
  for (std::size_t size = std::max<std::size_t>(of.largest / 16, 1); size <= of.largest; size *= 2) {
    const std::string text = of.make(size);
    const double took = time_of(of.read, text);
    if (before >= shortest_s && took / before > found.worst) found = {took / before, size, 0};
    before = took;
  }
  found.largest_s = before;
  return found;
}

// --- What is read

const std::string page = "---\ntitle: T\n---\n## P\n\n";
constexpr std::size_t whole_lesson = 1'000'000;
constexpr std::size_t whole_scenario = 1'000'000;

void read_lesson(std::string_view text) {
  (void)parse_lesson(text);
}
void read_scenario(std::string_view text) {
  (void)parse_scenario(text);
}
void read_condition_of(std::string_view text) {
  // Often, since the largest condition is small.
  for (int i = 0; i < 200; ++i) (void)parse_condition(text, {}, ScenarioNames(nullptr));
}
void complete(std::string_view text) {
  (void)completions_at(text, text.size());
}
void read_progress(std::string_view text) {
  (void)read_records(text);
}
void read_json(std::string_view text) {
  (void)read_header(text);
}

/// Opens it, goes to its end and back to its beginning.
void read_recording(std::string_view bytes) {
  const int number = ::memfd_create("recording", MFD_CLOEXEC);
  if (::write(number, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size())) {
    const auto opened = open_journey("/proc/self/fd/" + std::to_string(number));
    if (opened) {
      ReplayView view(opened->recording);
      view.update();
      (void)view.history.at(opened->recording->size());
      (void)view.history.at(0);
    }
  }
  ::close(number);
}

// --- Texts

void add_lessons(std::vector<Case>& cases) {
  for (const char* sign :
       {">",  "- ",    "> - ", "*",    "_a",       "**a ",  "[",   "[a](", "![",           "`",      "``` ", "<",
        "<a", "&",     "\\",   "](",   "*a_b",     "# ",    "1. ", "|",    "<!--",         "[[]",    "_*",   "]",
        "{",  "{a|b}", "\t",   "a  b", "&#8238; ", "<a@b>", "~",   "a*b*", "*a **b* c** ", "[a]: b "}) {
    const std::string name = "lesson, rows of " + std::string(sign == std::string_view("\t") ? "tabs" : sign);
    cases.push_back({name + ", long lines", read_lesson,
                     [sign](std::size_t size) { return page + in_lines(repeated(sign, size), 1999, 399); },
                     whole_lesson});
    cases.push_back({name + ", short lines", read_lesson,
                     [sign](std::size_t size) { return page + in_lines(repeated(sign, size), 40, 399); },
                     whole_lesson});
    cases.push_back({name + ", lines apart", read_lesson,
                     [sign](std::size_t size) { return page + in_lines(repeated(sign, size), 1000, 1); },
                     whole_lesson});
  }
  const auto of_lines = [&cases](std::string name, const char* lines, const char* beginning = "") {
    cases.push_back({"lesson, " + std::move(name), read_lesson,
                     [lines, beginning](std::size_t size) { return page + beginning + repeated(lines, size); },
                     whole_lesson});
  };
  of_lines("many pages", "## P\n\na\n\n");
  of_lines("empty headings", "###\n\n");
  of_lines("headings without a page", "# a\n\n");
  of_lines("lines across", "---\n\n");
  of_lines("fences", "```text\na\n```\n\n");
  of_lines("empty fences", "```\n```\n\n");
  of_lines("fences of no known word", "```frobnicate\na\n```\n\n");
  of_lines("a fence without end", "a\n\n", "```\n");
  of_lines("links", "[a](b) [c][d] ![e](f)\n\n");
  of_lines("HTML", "<div>\n\n");
  of_lines("huge numbers", "999999999. a\n\n");
  of_lines("scenarios", "```scenario\na: s = socket(tcp)\na: x\n```\n\n");
  of_lines("gems", "```gem\ng\n```\n\n");
  of_lines("notes", "```note\nn\n```\n\n");
  of_lines("choices", "- c  when b ended\n\n", "```scenario\nb: l = socket(tcp)\n```\n\n```ask\nq\n\n");
  of_lines("stops", "stop after b.socket#1\n\n", "a\n\n```scenario\nb: l = socket(tcp)\n```\n\n```cue\n");
  of_lines("hints", "hint h\n\n", "```goal\ng\nwhen b ended\n");
  of_lines("control characters", "a\x1b\n\n");
  of_lines("characters that turn the text", "a\u202e\n\n");
  of_lines("empty lines", "\n");
  cases.push_back(
      {"lesson, one line", read_lesson, [](std::size_t size) { return std::string(size, 'x'); }, whole_lesson});
  cases.push_back({"lesson, link definitions", read_lesson,
                   [](std::size_t size) {
                     std::string text = page;
                     for (int i = 0; text.size() < size; ++i) text += "[a" + std::to_string(i) + "]: b\n\n[a]\n\n";
                     return text;
                   },
                   whole_lesson});
}

void add_scenarios(std::vector<Case>& cases) {
  const std::string one = "a: s = socket(tcp)\n";
  for (const char* sign :
       {"(", "\"",     "repeat 2 {", "a", "a:", "a: s.send(", "fill(",    "\\", "#",     ":",      "}",
        "{", "\u00e9", "\u202e",     "1", "1_", "a.",         "poll(a, ", " ",  "\"\\x", "hex(\"4"}) {
    const std::string name = "scenario, rows of " + std::string(sign);
    cases.push_back({name, read_scenario,
                     [sign](std::size_t size) { return in_lines(repeated(sign, size), 4000, 1 << 20); },
                     whole_scenario});
    cases.push_back({name + ", completed", complete,
                     [sign](std::size_t size) { return in_lines(repeated(sign, size), 4000, 1 << 20); },
                     whole_scenario});
  }
  const auto of_lines = [&](std::string name, std::function<std::string(int)> line, std::size_t lines) {
    const Family make = [one, line = std::move(line)](std::size_t count) {
      std::string text = one;
      for (int i = 0; i < static_cast<int>(count); ++i) text += line(i);
      return text;
    };
    cases.push_back({"scenario, " + name, read_scenario, make, lines});
    cases.push_back({"scenario, " + name + ", completed", complete, make, lines});
  };
  constexpr std::size_t most_lines = 9984;
  of_lines(
      "names", [](int i) { return "a: socket_number_" + std::to_string(i) + " = socket(tcp)\n"; }, most_lines);
  of_lines(
      "names of others",
      [](int i) {
        const std::string number = std::to_string(i);
        return "a: s" + number + " = socket(tcp)\na: s.connect(a.s" + number + ")\n";
      },
      most_lines / 2);
  of_lines(
      "slips",
      [](int i) {
        const std::string number = std::to_string(i);
        return "a: socket_number_" + number + " = socket(tcp)\na: s.connect(a.soket_nubmer_" + number + "q)\n";
      },
      most_lines / 2);
  of_lines(
      "calls", [](int) { return std::string("a: s.send(\"Hello\")\n"); }, most_lines);
  of_lines(
      "long polls",
      [](int) {
        std::string line = "a: poll(";
        for (int i = 0; i < 100; ++i) line += "s, ";
        return line + "0ms)\n";
      },
      2048);
  of_lines(
      "repeats", [](int) { return std::string("repeat 2 {\na: s.local()\n}\n"); }, most_lines / 4);
  cases.push_back(
      {"scenario, unrolled", read_scenario,
       [one](std::size_t count) { return one + "repeat " + std::to_string(count) + " {\na: s.local()\n}\n"; }, 98'304});
}

void add_conditions(std::vector<Case>& cases) {
  for (const char* part : {"(", "not ", "a ended and ", "a ended or ", "a.recv#1.bytes == 1 and ", "\"", "a.", "1",
                           "\\x", "a.recv#1.data == \"x\" or "}) {
    cases.push_back({"condition, " + std::string(part), read_condition_of,
                     [part](std::size_t size) { return repeated(part, size - 20) + "a ended"; }, 4096});
  }
}

void put_frame(Bytes& file, const Bytes& frame) {
  ByteWriter out(file);
  out.four_bytes(static_cast<std::uint32_t>(frame.size()));
  out.four_bytes(crc32_of(frame));
  file.insert(file.end(), frame.begin(), frame.end());
}

std::string header_with(const std::string& scenario, std::size_t lines, const std::string& more = "") {
  return R"({"doorway":"0","system":"","kernel":"","machine":"","network":"","free_run":false,"order":[],)"
         R"("first_line":1,"began_unix_ms":1,"line_count":)" +
         std::to_string(lines) + ",\"scenario\":\"" + scenario + "\"" + more + "}";
}

Bytes event(unsigned kind, unsigned socket) {
  Bytes frame;
  ByteWriter out(frame);
  out.byte(kind);
  out.number(1000);
  out.number(0);
  out.number(socket);
  return frame;
}

/// A recording of one datagram socket, at which its address is asked for so often, or of whose making so many sockets
/// come.
std::string recording_of(std::size_t calls, bool makes_sockets) {
  const std::string line = makes_sockets ? "a: s = socket(udp)\\n" : "a: s.local()\\n";
  const std::string scenario = "a: s = socket(udp)\\nrepeat " + std::to_string(calls) + " {\\n" + line + "}\\n";
  const std::string json = header_with(scenario, calls + 1);
  Bytes file;
  for (const char c : journey_format::magic) file.push_back(static_cast<std::uint8_t>(c));
  ByteWriter(file).four_bytes(journey_format::version);
  Bytes frame(1, 0);
  frame.insert(frame.end(), json.begin(), json.end());
  put_frame(file, frame);
  for (std::size_t i = 0; i <= calls; ++i) {
    const bool makes = makes_sockets || i == 0;
    frame = event(1, makes ? 0 : 1);
    ByteWriter called(frame);
    called.number(i);
    called.number(makes ? i + 1 : i);
    called.number(i);
    called.byte(0);
    put_frame(file, frame);
    frame = event(4, makes ? 0 : 1);
    ByteWriter returned(frame);
    returned.number(i);
    returned.signed_number(makes ? 3 : 0);
    for (int zeros = 0; zeros < 3; ++zeros) returned.number(0);
    returned.byte(makes ? journey_format::outcome_present | journey_format::outcome_made : 0U);
    if (makes) {
      returned.number(i);
      returned.byte(2);
      returned.text(i == 0 ? "a.s" : "a.s(" + std::to_string(i + 1) + ")");
    }
    put_frame(file, frame);
  }
  return {file.begin(), file.end()};
}

void add_recordings(std::vector<Case>& cases) {
  cases.push_back(
      {"recording, calls", read_recording, [](std::size_t count) { return recording_of(count, false); }, 65'536});
  cases.push_back(
      {"recording, sockets", read_recording, [](std::size_t count) { return recording_of(count, true); }, 4096});
  const auto header = [&](std::string name, std::function<std::string(std::size_t)> more) {
    cases.push_back({"header, " + std::move(name), read_json,
                     [more = std::move(more)](std::size_t size) {
                       return header_with("a: s = socket(tcp)", 1, ",\"x\":" + more(size));
                     },
                     4 << 20});
  };
  header("brackets", [](std::size_t size) { return std::string(size, '['); });
  header("a list", [](std::size_t size) { return "[0" + repeated(",0", size) + "]"; });
  header("objects", [](std::size_t size) { return "{\"a\":0" + repeated(",\"b\":{}", size) + "}"; });
  header("a long text", [](std::size_t size) { return '"' + std::string(size, 'y') + '"'; });
  header("escapes", [](std::size_t size) { return '"' + repeated("\\ud83d\\ude00", size) + '"'; });
  header("a long number", [](std::size_t size) { return std::string(size, '9'); });
}

void add_progress(std::vector<Case>& cases) {
  for (const char* line :
       {R"({"unix_s":1,"lesson":"l","page":"p","did":"opened"})"
        "\n",
        R"({"unix_s":1,"lesson":"l","page":"p","did":"answered","answer":{"order":[1,2,3]},"right":true})"
        "\n",
        "{\n", "[", "\n", "x", "{\"a\":"}) {
    cases.push_back({"progress, " + std::string(std::string_view(line).substr(0, 12)), read_progress,
                     [line](std::size_t size) { return repeated(line, size); }, 4 << 20});
  }
}

std::string shown(std::string_view name) {
  std::string text;
  for (const char c : name) text += c == '\n' ? ' ' : c;
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view only = argc > 1 ? argv[1] : "";
  std::vector<Case> cases;
  add_lessons(cases);
  add_scenarios(cases);
  add_conditions(cases);
  add_recordings(cases);
  add_progress(cases);
  int beyond = 0;
  double worst = 0;
  double slowest = 0;
  std::printf("%-60s %10s %12s %14s\n", "family", "worst", "at size", "largest, ms");
  for (const Case& each : cases) {
    if (each.name.find(only) == std::string::npos) continue;
    Found found = measure(each);
    for (int again = 0; again < 2 && found.worst > most_times; ++again) {
      const Found next = measure(each);
      if (next.worst < found.worst) found = next;
    }
    worst = std::max(worst, found.worst);
    slowest = std::max(slowest, found.largest_s);
    if (found.worst > most_times) ++beyond;
    std::printf("%-60s %10.2f %12zu %14.2f%s\n", shown(each.name).c_str(), found.worst, found.at,
                found.largest_s * 1000, found.worst > most_times ? "  BEYOND" : "");
    std::fflush(stdout);
  }
  std::printf("%zu families: a doubling takes at most %.2f times as long, the largest input %.0f ms; %d beyond %.1f\n",
              cases.size(), worst, slowest * 1000, beyond, most_times);
  return beyond == 0 ? 0 : 1;
}
