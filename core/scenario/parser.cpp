#include "core/scenario/parser.hpp"

#include "core/base/count_of.hpp"
#include "core/scenario/limits.hpp"
#include "core/scenario/statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace doorway {
namespace {

using Tokens = std::span<const Token>;

bool is_word(Tokens tokens, std::size_t index, std::string_view word) {
  return is_kind(tokens, index, TokenKind::word) && tokens[index].source == word;
}

/// `repeat 3 {`, and what was meant for it: whatever opens a block, with a process before it or without.
bool opens_block(Tokens tokens) {
  const bool has_process = is_kind(tokens, 1, TokenKind::colon);
  if (has_process)
    return is_word(tokens, 2, "repeat") &&
           (tokens.size() == 3 || is_kind(tokens, 3, TokenKind::number) || is_kind(tokens, 3, TokenKind::open_brace));
  return is_word(tokens, 0, "repeat") || is_kind(tokens, tokens.size() - 1, TokenKind::open_brace);
}

bool is_call_without_process(Tokens tokens) {
  return is_kind(tokens, 1, TokenKind::equals) || is_kind(tokens, 1, TokenKind::dot) ||
         is_kind(tokens, 1, TokenKind::open);
}

class ScenarioParser {
 public:
  ScenarioParser(std::string_view text, std::size_t first_line, FillStore& fills)
      : text_(text), first_line_(first_line), line_number_(first_line), fills_(fills) {}

  Result<Scenario, std::vector<Mistake>> run() {
    scenario_.source = text_;
    scenario_.first_line = first_line_;
    if (text_.size() > limits::text_bytes) {
      add(1, fmt::format("the text has {} bytes and the limit is {}: write repeat N {{ for what comes again, "
                         "and fill(N) for long payloads",
                         grouped(text_.size()), grouped(limits::text_bytes)));
      return std::move(mistakes_);
    }
    read_lines();
    if (all_lines_read_) check_ends();
    if (mistakes_.empty() && late_mistakes_.empty() && scenario_.lines.empty())
      mistakes_.push_back({{first_line_, 1}, "there is nothing to run: write lines like alice: s = socket(tcp)"});
    if (!mistakes_.empty() || !late_mistakes_.empty()) return all_mistakes();
    for (const KnownProcess& process : names_.processes()) scenario_.processes.push_back(process.name);
    return std::move(scenario_);
  }

 private:
  struct OpenRepeat {
    SourcePosition at;
    std::uint64_t count = 1;
    std::size_t first_line = 0;  ///< of the lines that it repeats
  };

  /// One more than are reported, which is how more are known of.
  static constexpr std::size_t kept_mistakes = limits::mistakes + 1;

  [[nodiscard]] bool may_add() const { return mistakes_.size() < kept_mistakes; }
  [[nodiscard]] bool may_add_late() const { return late_mistakes_.size() < kept_mistakes; }
  void add(Mistake mistake) {
    if (may_add()) mistakes_.push_back(std::move(mistake));
  }
  void add(std::size_t column, std::string message) { add({{line_number_, column}, std::move(message)}); }

  void read_lines() {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    std::string_view rest = text_;
    if (rest.starts_with(byte_order_mark)) rest.remove_prefix(byte_order_mark.size());
    for (std::size_t count = 1; !rest.empty(); ++count, ++line_number_) {
      // Further mistakes would not be reported, and what is not known by now is not looked for.
      if (!may_add()) {
        all_lines_read_ = false;
        return;
      }
      if (count > limits::text_lines) {
        add(1,
            fmt::format("a scenario has {} lines at most: write repeat N {{ for what comes again", limits::text_lines));
        all_lines_read_ = false;
        return;
      }
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      if (line.ends_with('\r')) line.remove_suffix(1);
      read_line(line);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  void read_line(std::string_view line) {
    if (line.size() > limits::line_bytes)
      return add(1, fmt::format("the line has {} bytes and the limit is {}: write fill(N) for a long payload",
                                grouped(line.size()), grouped(limits::line_bytes)));
    LexedLine lexed = lex_line(line, line_number_);
    const Tokens tokens = lexed.tokens;
    const bool is_right = !lexed.mistake;
    if (lexed.mistake) add(std::move(*lexed.mistake));
    if (tokens.empty()) return;
    const SourcePosition end{line_number_, lexed.end_column};
    if (is_kind(tokens, 0, TokenKind::close_brace)) {
      close_repeat(tokens, is_right);
    } else if (opens_block(tokens)) {
      open_repeat(tokens, end, is_right);
    } else {
      if (is_right) read_call(tokens, end);
      note_names(tokens, names_);
      // Somebody who writes `alice: s.close() }` means the block to end there, and is told how to write it.
      if (is_kind(tokens, tokens.size() - 1, TokenKind::close_brace) && !open_.empty()) open_.pop_back();
    }
  }

  void read_call(Tokens tokens, SourcePosition end) {
    const auto process = read_process(tokens);
    if (!process) return;
    KnownProcess& caller = names_.process(*process);
    if (caller.exited_in_line != 0) {
      add(tokens[0].column, fmt::format("{} has ended with exit() in line {}: write exit() as its last line",
                                        caller.name, caller.exited_in_line));
      caller.exited_in_line = 0;  // said once
    }
    auto statement = parse_statement(tokens.subspan(2), end, *process, names_, fills_);
    if (!statement) return add(statement.error());
    if (std::holds_alternative<call::Exit>(statement->call)) {
      if (!open_.empty())
        return add(tokens[2].column, "exit() ends the process and cannot be repeated: write it after }");
      caller.exited_in_line = line_number_;
    }
    if (statement->reference) references_.push_back(std::move(*statement->reference));
    scenario_.lines.push_back(std::make_shared<const Line>(Line{*process,
                                                                std::string(statement->new_socket),
                                                                std::string(statement->socket),
                                                                std::move(statement->call),
                                                                {line_number_, tokens[0].column},
                                                                std::string(statement->text)}));
  }

  /// `process:`
  std::optional<ProcessId> read_process(Tokens tokens) {
    const Token& first = tokens[0];
    const std::string_view usual =
        names_.processes().empty() ? std::string_view("alice") : std::string_view(names_.processes().front().name);
    const bool is_name = first.kind == TokenKind::word || first.kind == TokenKind::number;
    if (is_name && is_kind(tokens, 1, TokenKind::colon)) {
      if (first.source == "repeat") {
        add(first.column, "repeat is a word of the language: write another name for the process");
      } else if (auto message = bad_name(first.source); !message.empty()) {
        add(first.column, std::move(message));
      } else if (const auto process = names_.find_or_add(first.source)) {
        return process;
      } else if (!std::exchange(too_many_processes_, true)) {
        add(first.column, fmt::format("a scenario has {} processes at most: write {}", limits::processes,
                                      one_of(names_.process_names())));
      }
    } else if (first.kind == TokenKind::word && is_kind(tokens, 1, TokenKind::word)) {
      const std::string meant = fmt::format("{}: {}", first.source, source_of(tokens.subspan(1)));
      add(tokens[1].column, fmt::format("a colon is missing: write {}", quote_input(meant)));
    } else if (first.kind == TokenKind::word && is_call_without_process(tokens)) {
      const auto owner = is_kind(tokens, 1, TokenKind::dot) ? names_.owner_of(first.source) : std::nullopt;
      add(first.column,
          fmt::format("the process is missing: write {}: {}",
                      owner ? std::string_view(names_.process(*owner).name) : usual, quote_input(source_of(tokens))));
    } else {
      add(first.column, fmt::format("{} is no line: write process: call, like {}: s = socket(tcp)",
                                    quote_input(source_of(tokens)), usual));
    }
    return std::nullopt;
  }

  /// `repeat N {`. Opens a block even where it is wrong, so that its } is not wrong too.
  void open_repeat(Tokens tokens, SourcePosition end, bool is_right) {
    OpenRepeat open{{line_number_, tokens[0].column}, 1, scenario_.lines.size()};
    if (is_right) {
      if (auto mistake = read_repeat(tokens, end, open.count)) add(std::move(*mistake));
    }
    if (is_kind(tokens, tokens.size() - 1, TokenKind::close_brace)) return;
    open_.push_back(open);
    if (open_.size() == limits::repeat_depth + 1)
      add(tokens[0].column, fmt::format("repeat stands in {} others and that is the limit: write one with the product "
                                        "of two counts",
                                        limits::repeat_depth));
  }

  std::optional<Mistake> read_repeat(Tokens tokens, SourcePosition end, std::uint64_t& count) {
    const auto wrong = [&](std::size_t index, std::string message) {
      return Mistake{index < tokens.size() ? SourcePosition{line_number_, tokens[index].column} : end,
                     std::move(message)};
    };
    if (is_kind(tokens, 1, TokenKind::colon)) return wrong(0, "repeat has no process before it: write repeat 3 {");
    if (!is_word(tokens, 0, "repeat"))
      return wrong(0, fmt::format("{} opens no block: write repeat 3 {{", quote_input(tokens[0].source)));
    if (!is_kind(tokens, 1, TokenKind::number)) return wrong(1, "repeat needs a count: write repeat 3 {");
    const CallSite site{line_number_, 0, names_, fills_, {}, {}};
    const auto number = read_number(site, tokens.subspan(1, 1), "a count", 1, limits::unrolled_lines);
    if (!number) return number.error();
    count = *number;
    if (!is_kind(tokens, 2, TokenKind::open_brace))
      return wrong(2, fmt::format("{{ is missing: write repeat {} {{", count));
    if (tokens.size() > 3) return wrong(3, "what is repeated stands on lines of its own: begin a new line after {");
    return std::nullopt;
  }

  void close_repeat(Tokens tokens, bool is_right) {
    if (is_right && tokens.size() > 1) add(tokens[1].column, "} stands alone: begin a new line after it");
    if (open_.empty()) {
      if (is_right) add(tokens[0].column, "} ends no repeat: delete it, or write repeat 3 { above");
      return;
    }
    unroll(open_.back());
    open_.pop_back();
  }

  void unroll(const OpenRepeat& repeat) {
    auto& lines = scenario_.lines;
    const std::size_t body = lines.size() - repeat.first_line;
    if (body * (repeat.count - 1) > limits::unrolled_lines - lines.size()) {
      if (!std::exchange(too_many_lines_, true))
        late_mistakes_.push_back({repeat.at, fmt::format("repeated, the lines are more than {}: write a smaller count",
                                                         limits::unrolled_lines)});
      return;
    }
    for (std::size_t i = 0; i < body * (repeat.count - 1); ++i) lines.push_back(lines[repeat.first_line + i]);
  }

  /// What only the end of the file tells.
  void check_ends() {
    for (const OpenRepeat& open : open_)
      if (may_add_late()) late_mistakes_.push_back({open.at, "repeat has no end: write } on a line of its own below"});
    for (const Reference& reference : references_) {
      if (!may_add_late()) return;
      std::string message = names_.no_such_reference(reference.to.process, reference.to.socket);
      if (message.empty()) continue;
      const bool is_process = names_.find(reference.to.process).has_value();
      late_mistakes_.push_back({is_process ? reference.socket_at : reference.process_at, std::move(message)});
    }
  }

  std::vector<Mistake> all_mistakes() {
    mistakes_.insert(mistakes_.end(), late_mistakes_.begin(), late_mistakes_.end());
    std::stable_sort(mistakes_.begin(), mistakes_.end(),
                     [](const Mistake& a, const Mistake& b) { return a.at < b.at; });
    if (mistakes_.size() > limits::mistakes) {
      mistakes_.resize(limits::mistakes + 1);
      mistakes_.back().message = "and more: write the lines above right first";
    }
    return std::move(mistakes_);
  }

  std::string_view text_;
  std::size_t first_line_;
  std::size_t line_number_;
  FillStore& fills_;
  bool all_lines_read_ = true;
  bool too_many_processes_ = false;
  bool too_many_lines_ = false;
  Scenario scenario_;
  Names names_;
  std::vector<OpenRepeat> open_;
  std::vector<Reference> references_;
  std::vector<Mistake> mistakes_;       ///< in file order
  std::vector<Mistake> late_mistakes_;  ///< those that show only when more of the file has been read
};

}  // namespace

Result<Scenario, std::vector<Mistake>> parse_scenario(std::string_view text, std::size_t first_line) {
  FillStore fills;
  return parse_scenario(text, first_line, fills);
}

Result<Scenario, std::vector<Mistake>> parse_scenario(std::string_view text, std::size_t first_line, FillStore& fills) {
  return ScenarioParser(text, first_line, fills).run();
}

}  // namespace doorway
