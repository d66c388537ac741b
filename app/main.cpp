// Which command is carried out. What can be written on the command line is in command_line.cpp; each command is a file
// in cli/.

#include "app/cli/compare.hpp"
#include "app/cli/console.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/memory.hpp"
#include "app/cli/new_lesson.hpp"
#include "app/command_line.hpp"
#include "app/gui.hpp"
#include "core/base/lack.hpp"
#include "core/base/utf8.hpp"
#include "core/journey/journey_events.hpp"
#include "core/journey/journey_reader.hpp"

#include <CLI/CLI.hpp>

#include <new>
#include <string>
#include <system_error>

namespace {

namespace cli = doorway::cli;

int usage_error(const std::string& message) {
  cli::Console::complain(doorway::escape_for_display(message) + " (try 'doorway --help')");
  return cli::exit_code::bad_usage;
}

int print(cli::Console& console, const std::string& text) {
  if (console.write(text) && console.close_output()) return cli::exit_code::well;
  return cli::report_interruption(console);
}

int run_program(int argc, char** argv, cli::Console& console) {
  CLI::App app("Doorway: watch real sockets talk", "doorway");
  doorway::app::CommandLine line;
  describe(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return print(console, app.help());
  } catch (const CLI::CallForVersion& version) {
    return print(console, std::string(version.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what());
  }
  if (!app.get_subcommands().empty() && !app.got_subcommand("tour")) cli::live_on_little_memory();
  if (app.got_subcommand("check")) return cli::check(line.check, console);
  if (app.got_subcommand("compare")) return cli::compare_recordings(line.compare, console);
  if (app.got_subcommand("export")) return cli::export_file(line.exported, console);
  if (app.got_subcommand("new-lesson")) return cli::new_lesson(*line.new_lesson, console);
  if (app.got_subcommand("progress")) return cli::show_progress(line.progress, console);
  if (app.got_subcommand("run")) return cli::run(line.run, console);
  if (app.got_subcommand("tour")) return doorway::app::tour(line.tour, console);
  if (line.shown_file && !line.shown_file->ends_with(".md") && !doorway::is_journey(*line.shown_file)) {
    return usage_error("\"" + *line.shown_file +
                       "\" is neither a command nor a lesson, which ends in .md, nor a recording, which ends in "
                       ".journey");
  }
  return doorway::app::show_window(line.shown_file);
}

}  // namespace

int main(int argc, char** argv) {
  cli::end_with_a_line_where_memory_lacks();
  auto console = cli::Console::open();
  if (!console) {
    cli::Console::complain(console.error().message);
    return cli::exit_code::bad_system;
  }
  try {
    return run_program(argc, argv, **console);
  } catch (const doorway::JourneyChanged& changed) {
    cli::Console::complain(changed.what());
    return cli::exit_code::bad_input;
  } catch (const std::bad_alloc& problem) {
    cli::Console::complain(doorway::lack_text(problem));
  } catch (const std::system_error& problem) {
    cli::Console::complain(doorway::lack_text(problem));
  }
  return cli::exit_code::bad_system;
}
