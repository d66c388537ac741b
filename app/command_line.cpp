#include "app/command_line.hpp"

#include "app/picture_options.hpp"

#include <charconv>
#include <map>
#include <string_view>
#include <system_error>

namespace doorway::app {
namespace {

constexpr const char* examples = R"(Examples:
  doorway                                       the window, on the list of lessons
  doorway lessons/01-two-doors.md               the window, on this lesson
  doorway today.journey                         the window, on this recording
  doorway run conversation.scenario             watch it call by call
  doorway run conversation.scenario --jsonl     the same for other programs
  doorway run lesson.md                         the same for each scenario of a lesson
  doorway check lessons/*.md                    whether lessons are well: read, run and judged
  doorway new-lesson my-lesson                  a small lesson of your own, to be changed
  doorway export lesson.md --to gift            its questions for Moodle; also its gems for Anki, and handouts
  doorway compare mine.journey yours.journey    where two recordings of one scenario first differ
  doorway export conversation.scenario --to pcapng -o conversation.pcapng     for Wireshark; export --help has all forms
  doorway progress                              what you have done in the lessons
  doorway run --help                            what else run can do)";

constexpr const char* run_examples = R"(A scenario has lines of the form `process: [name =] [socket.]call(arguments)`:
  bob:   l = socket(tcp)
  bob:   l.bind(0)
  bob:   l.listen(1)
  alice: s = socket(tcp)
  alice: s.connect(bob.l)
  alice: s.send("Hello")
  bob:   c = l.accept()
  bob:   c.recv(64)

Examples:
  doorway run conversation.scenario
  doorway run conversation.scenario --order alice,alice,bob
  doorway run conversation.scenario --free --repeat 1000
  doorway run - --jsonl < conversation.scenario | jq 'select(.kind == "returned")'
  doorway run conversation.scenario --journey today.journey
  doorway run today.journey

Exit codes: 0 well (a process that still sleeps at the end is a result, no fault), 1 the file is at fault or the
output cannot be written, 2 the command line is at fault, 3 this system lacks what is needed.)";

constexpr const char* check_examples =
    R"(Each file is read, its scenarios are run on real sockets, and each question and goal is judged by what happened. A
scenario is run 20 times, or 3 times where it waits for kernel timers: an answer that varies is refused, unless the page
says that it is that of this run. What is wrong is printed as file:line:column: what, and what to write instead.
lessons/README.md teaches how a lesson is written.

Examples:
  doorway check lessons/*.md
  doorway check my-lesson.md --repeat 200

Exit codes: 0 all are well, 1 something is wrong in a file, 2 the command line is at fault, 3 this system lacks what
is needed.)";

constexpr const char* compare_examples =
    R"(Both are recordings (.journey) of the same scenario; `run --journey` makes one. Each process's calls are compared, with
result, errno, bytes and whether they slept, and then the order in which the processes took turns. Addresses,
descriptors and times never count.

Examples:
  doorway compare mine.journey yours.journey
  doorway compare mine.journey yours.journey --json

Exit codes: 0 they are the same, 4 they differ (also by their order alone, or their scenarios do), 1 a file cannot be
read or the output cannot be written, 2 the command line is at fault.)";

constexpr const char* new_lesson_examples =
    R"(The lesson works as it is: change it line by line. lessons/README.md says what can be written. A file that is there
already stays as it is.

Examples:
  doorway new-lesson my-lesson
  doorway new-lesson lessons/20-our-own.md

Exit codes: 0 well, 1 the file cannot be written, 2 the command line is at fault.)";

constexpr const char* export_examples =
    R"(Of a lesson: gift are the questions for Moodle, anki the gems for Anki, handout and handout-html the lesson on paper,
as Markdown or as one page of HTML. For gift and for a key the lesson's scenarios are run, since the run says which
answers are right.
Of a run, which is made on real sockets, or of a recording (.journey) of one: text is each step as a sentence, jsonl
and csv each event, mermaid a sequence diagram, pcapng the packets for Wireshark, reconstructed from the socket calls
and marked so, html one page in which anybody steps through the run in a browser, without Doorway or a network; svg
and png are the stage, or the timeline, at a step. core/export/README.md and app/journey_page/README.md describe them.
Of a lesson with several scenarios --page says which.
Of a scenario: python and c are a program for each process, to be run in terminals of their own.

Examples:
  doorway export lesson.md --to gift -o questions.gift
  doorway export lesson.md --to anki > gems.txt
  doorway export lesson.md --to handout-html -o handout.html
  doorway export lesson.md --to handout-html --key -o answers.html
  doorway export conversation.scenario --to text
  doorway export conversation.scenario --to pcapng -o conversation.pcapng
  doorway export lesson.md --page 3 --to mermaid
  doorway export today.journey --to csv
  doorway export lesson.md --page 3 --to html -o journey.html
  doorway export conversation.scenario --to svg --step 12 --theme parchment -o stage.svg
  doorway export conversation.scenario --to png --part timeline -o timeline.png
  doorway export conversation.scenario --to python -o programs

Exit codes: 0 well, 1 the file is at fault or the output cannot be written, 2 the command line is at fault, 3 this system
lacks what is needed.)";

constexpr const char* progress_examples =
    R"(Progress is kept in $XDG_DATA_HOME/doorway/progress.jsonl, or in ~/.local/share/doorway. It stays on this computer.

Examples:
  doorway progress
  doorway progress --csv > progress.csv
  doorway progress --reset --yes

Exit codes: 0 well, 1 the file cannot be used or the output cannot be written, 2 the command line is at fault, 3 there is
no folder for it.)";

void describe_new_lesson(CLI::App& app, std::optional<std::string>& name) {
  CLI::App* command = app.add_subcommand("new-lesson", "Write a small lesson that works, to be changed");
  command
      ->add_option_function<std::string>(
          "NAME", [&name](const std::string& value) { name = value; }, "Its file; .md is put behind it")
      ->required();
  command->footer(new_lesson_examples);
}

/// Options that the format has no use for are a mistake of whoever gave them.
void check_export(const CLI::App& command, const cli::ExportRequest& request) {
  using Format = cli::ExportFormat;
  const Format format = request.format;
  const bool of_lesson = format <= Format::handout_html;
  const bool is_handout = format == Format::handout || format == Format::handout_html;
  const bool is_program = format == Format::python || format == Format::c;
  const bool is_table = format == Format::jsonl || format == Format::csv;
  if (format != Format::svg && format != Format::png) refuse_picture_options(command);
  if (request.key && !is_handout) throw CLI::ValidationError("--key", "only a handout has a key");
  if (request.page && of_lesson) throw CLI::ValidationError("--page", "this form is made of the whole lesson");
  if (request.process && !is_program) throw CLI::ValidationError("--process", "only python and c are of one process");
  if (request.inferred && !is_table) {
    throw CLI::ValidationError("--inferred", "only jsonl and csv can be without it; mermaid and pcapng always have it");
  }
}

void describe_export(CLI::App& app, cli::ExportRequest& request) {
  CLI::App* command = app.add_subcommand("export", "A lesson, a run or a scenario for use elsewhere");
  command->add_option("FILE", request.file, "A lesson (.md), a scenario or a recording (.journey); - is standard input")
      ->required();
  const std::map<std::string, cli::ExportFormat> formats{
      {"gift", cli::ExportFormat::gift},       {"anki", cli::ExportFormat::anki},
      {"handout", cli::ExportFormat::handout}, {"handout-html", cli::ExportFormat::handout_html},
      {"text", cli::ExportFormat::text},       {"jsonl", cli::ExportFormat::jsonl},
      {"csv", cli::ExportFormat::csv},         {"mermaid", cli::ExportFormat::mermaid},
      {"pcapng", cli::ExportFormat::pcapng},   {"html", cli::ExportFormat::html},
      {"svg", cli::ExportFormat::svg},         {"png", cli::ExportFormat::png},
      {"python", cli::ExportFormat::python},   {"c", cli::ExportFormat::c}};
  command
      ->add_option(
          "--to", request.format,
          "What it becomes: gift, anki, handout or handout-html; text, jsonl, csv, mermaid, pcapng, html, svg or png; "
          "python or c")
      ->required()
      ->transform(CLI::CheckedTransformer(formats).description("FORMAT"));
  command->add_flag("--key", request.key, "The answers to a handout in its place: for the instructor");
  command->add_flag_callback(
      "--engineer", [&request] { request.vocabulary = Vocabulary::engineer; }, "An engineer's words, not the story's");
  command
      ->add_option_function<std::string>(
          "-o,--out", [&request](const std::string& out) { request.out = out; },
          "A file (for programs: a folder) that is not there yet; without it, or with -, standard output")
      ->type_name("OUT");
  command->add_flag("--inferred", request.inferred, "For jsonl and csv: also what follows from the events, marked so");
  command
      ->add_option_function<std::size_t>(
          "--page", [&request](const std::size_t& page) { request.page = page; },
          "The page of a lesson whose scenario is meant, from 1")
      ->type_name("N")
      ->check(CLI::PositiveNumber);
  command
      ->add_option_function<std::string>(
          "--process", [&request](const std::string& name) { request.process = name; },
          "For python and c: only this process's program")
      ->type_name("NAME");
  describe_picture(*command, request.picture);
  command->callback([command, &request] { check_export(*command, request); });
  command->footer(export_examples);
}

void describe_progress(CLI::App& app, cli::ProgressRequest& request) {
  CLI::App* command = app.add_subcommand("progress", "What you have done in the lessons, as a table");
  CLI::Option* csv = command->add_flag("--csv", request.csv, "As CSV, a line for each page");
  CLI::Option* reset =
      command->add_flag("--reset", request.reset, "Begin anew; the old file stays beside the new one")->excludes(csv);
  command->add_flag("--yes", request.yes, "The word of confirmation for --reset")->needs(reset);
  command->footer(progress_examples);
}

void describe_check(CLI::App& app, cli::CheckRequest& request) {
  CLI::App* check = app.add_subcommand("check", "Read lessons, run their scenarios and judge their questions");
  check->add_option("FILE", request.files, "Lessons (.md), or scenarios; - is standard input")->required();
  check
      ->add_option_function<std::size_t>(
          "--repeat", [&request](const std::size_t& value) { request.repeat = value; },
          "Run each scenario N times, whatever it waits for")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, cli::most_check_runs));
  check->footer(check_examples);
}

void describe_compare(CLI::App& app, cli::CompareRequest& request) {
  CLI::App* compare = app.add_subcommand("compare", "Where two recordings of the same scenario first differ");
  compare->add_option("A", request.a, "A recording (.journey)")->required();
  compare->add_option("B", request.b, "Another one")->required();
  compare->add_flag("--json", request.json, "One JSON object, for other programs");
  compare->footer(compare_examples);
}

void describe_run(CLI::App& app, cli::RunRequest& request, bool& text) {
  CLI::App* run = app.add_subcommand("run", "Run a scenario or a lesson without a window and print each event");
  run->add_option(
         "FILE", request.file,
         "A scenario, or a lesson (.md), whose scenarios are run one after another, or a recording (.journey), "
         "which is printed as it was; - is standard input")
      ->required();
  CLI::Option* as_text = run->add_flag("--text", text, "A column a process, to be read (this is what you get unasked)");
  run->add_flag("--jsonl", request.jsonl, "JSON lines: one object an event")->excludes(as_text);
  // Not bound to the optional itself, which some versions would leave empty for an empty name.
  CLI::Option* order = run->add_option_function<std::string>(
      "--order", [&request](const std::string& value) { request.order = value; },
      "The first turns go to these processes, one each, then as the file has its lines");
  order->type_name("NAME,NAME,…");
  CLI::Option* repeat = run->add_option_function<std::size_t>(
      "--repeat", [&request](const std::size_t& value) { request.repeat = value; },
      "Run it N times; text shows each different outcome once");
  repeat->type_name("N")->check(CLI::Range(std::size_t{1}, cli::most_runs));
  run->add_flag("--free", request.free_run, "All processes run at once, without turns")->excludes(order);
  run->add_option_function<std::string>(
         "--journey", [&request](const std::string& value) { request.journey = value; },
         "Also record it in this file, which is not there yet; further scenarios of a lesson go to OUT-2, OUT-3 …")
      ->type_name("OUT.journey")
      ->excludes(repeat);
  run->add_flag("--inferred", request.inferred, "Also what follows from the events, marked as inferred");
  run->footer(run_examples);
}

/// "1280x800"
std::optional<WindowSize> read_size(std::string_view text) {
  WindowSize size;
  const char* end = text.data() + text.size();
  const auto width = std::from_chars(text.data(), end, size.width);
  if (width.ec != std::errc() || width.ptr == end || *width.ptr != 'x') return std::nullopt;
  const auto height = std::from_chars(width.ptr + 1, end, size.height);
  if (height.ec != std::errc() || height.ptr != end) return std::nullopt;
  const auto is_fit = [](int pixels) { return pixels >= 320 && pixels <= 7680; };
  return is_fit(size.width) && is_fit(size.height) ? std::optional(size) : std::nullopt;
}

void describe_tour(CLI::App& app, TourRequest& request) {
  CLI::App* tour = app.add_subcommand("tour", "Go through every page of the lessons in the window; a picture of each");
  tour->add_option("--out", request.out, "The folder for the pictures")->required()->type_name("DIR");
  tour->add_option("FILE", request.files, "Lessons; without one all that come with Doorway");
  tour->add_option_function<std::string>(
          "--size",
          [&request](const std::string& text) {
            const auto size = read_size(text);
            if (!size) throw CLI::ValidationError("--size", "write it as 1280x800, each 320 to 7680");
            request.size = *size;
          },
          "The size of the window, 1280x800 unless told")
      ->type_name("WxH");
  tour->add_option("--scale", request.scale, "How large text is, 1 unless told")
      ->type_name("S")
      ->check(CLI::Range(0.75, 2.5));
  tour->add_flag("--engineer", request.engineer, "An engineer's words, not the story's");
  tour->add_option_function<std::string>(
          "--theme",
          [&request](const std::string& word) {
            const auto theme = theme_by_word(word);
            if (!theme) throw CLI::ValidationError("--theme", "it is night, parchment or contrast");
            request.theme = *theme;
          },
          "The colours: night (unless told), parchment or contrast")
      ->type_name("THEME");
  const std::map<std::string, InspectorTab> tabs{{"bytes", InspectorTab::bytes},
                                                 {"sockets", InspectorTab::sockets},
                                                 {"program", InspectorTab::program},
                                                 {"transcript", InspectorTab::transcript}};
  tour->add_option("--inspector", request.inspector, "Open the inspector: bytes, sockets, program or transcript")
      ->transform(CLI::CheckedTransformer(tabs).description("TAB"));
  tour->footer("Example:\n  doorway tour --out pictures lessons/01-two-doors.md");
}

}  // namespace

void describe(CLI::App& app, CommandLine& line) {
  app.set_version_flag("--version", "doorway " DOORWAY_VERSION, "Print the version and exit");
  app.require_subcommand(0, 1);
  app.footer(examples);
  describe_run(app, line.run, line.text);
  describe_check(app, line.check);
  describe_compare(app, line.compare);
  describe_new_lesson(app, line.new_lesson);
  describe_export(app, line.exported);
  describe_progress(app, line.progress);
  describe_tour(app, line.tour);
  app.add_option_function<std::string>(
      "FILE", [&line](const std::string& file) { line.shown_file = file; },
      "A lesson (.md) or a recording (.journey) to open in the window");
}

}  // namespace doorway::app
