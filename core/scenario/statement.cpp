#include "core/scenario/statement.hpp"

#include "core/scenario/call_rules.hpp"

#include <fmt/format.h>

#include <utility>

namespace doorway {
namespace {

class StatementParser {
 public:
  StatementParser(std::span<const Token> tokens, SourcePosition end, ProcessId process, const Names& names,
                  FillStore& fills)
      : tokens_(tokens), end_(end), process_(names.process(process)), site_{end.line, process, names, fills, {}, {}} {}

  Parsed<Statement> run() {
    if (auto wrong = read_names()) return std::move(*wrong);
    if (auto wrong = check_form()) return std::move(*wrong);
    if (auto wrong = read_parentheses()) return std::move(*wrong);
    auto call = rule_->read(site_, arguments_);
    if (!call) return call.error();
    return Statement{new_socket_, socket_, std::move(*call), source_of(tokens_), site_.reference};
  }

 private:
  using Wrong = std::optional<Mistake>;

  [[nodiscard]] bool is(std::size_t index, TokenKind kind) const {
    return index < tokens_.size() && tokens_[index].kind == kind;
  }
  /// At a token, or where the line ends.
  [[nodiscard]] Mistake wrong_at(std::size_t index, std::string message) const {
    const SourcePosition at = index < tokens_.size() ? SourcePosition{end_.line, tokens_[index].column} : end_;
    return {at, std::move(message)};
  }

  /// `name = socket.call`
  Wrong read_names() {
    if (tokens_.empty())
      return wrong_at(0, fmt::format("the call is missing: write {}: s = socket(tcp)", process_.name));
    if (is(0, TokenKind::equals)) return wrong_at(0, "the name is missing before =: write s = socket(tcp)");
    if ((is(0, TokenKind::word) || is(0, TokenKind::number)) && is(1, TokenKind::equals)) {
      new_socket_ = tokens_[0].source;
      if (auto message = bad_name(new_socket_); !message.empty()) return wrong_at(0, std::move(message));
      next_ = 2;
    }
    if (is(next_, TokenKind::word) && is(next_ + 1, TokenKind::dot)) {
      socket_ = tokens_[next_].source;
      socket_index_ = next_;
      next_ += 2;
      if (is(next_, TokenKind::word) && is(next_ + 1, TokenKind::dot)) {
        const std::string_view call = is(next_ + 2, TokenKind::word) ? tokens_[next_ + 2].source : "send";
        return wrong_at(socket_index_,
                        fmt::format("{} calls only its own sockets, without a process before them: "
                                    "write {}.{}(…)",
                                    process_.name, quote_input(tokens_[next_].source), quote_input(call)));
      }
    }
    if (next_ == tokens_.size() && next_ > 0)
      return wrong_at(next_, fmt::format("the call is missing after {}: write {}", tokens_.back().source,
                                         tokens_.back().kind == TokenKind::dot
                                             ? fmt::format("{}.send(\"Hello\")", quote_input(socket_))
                                             : fmt::format("{} = socket(tcp)", new_socket_)));
    if (!is(next_, TokenKind::word) && socket_.empty() && !new_socket_.empty())
      return wrong_at(
          next_, fmt::format("{} is no call: write {} = socket(tcp)", quote_input(tokens_[next_].source), new_socket_));
    if (!is(next_, TokenKind::word))
      return wrong_at(next_, fmt::format("{} is no call: write a call, like s.send(\"Hello\")",
                                         quote_input(tokens_[next_].source)));
    return std::nullopt;
  }

  /// The socket as written, or else the one that the process made last.
  [[nodiscard]] std::string_view example_socket() const {
    if (socket_.empty()) return process_.sockets.empty() ? std::string_view() : process_.sockets.back();
    return bad_name(socket_).empty() ? socket_ : std::string_view();
  }

  /// Whether the call is one, and has the socket and the name that it needs.
  Wrong check_form() {
    const std::size_t index = next_++;
    const std::string_view name = tokens_[index].source;
    rule_ = find_rule(name);
    if (rule_ == nullptr) return wrong_at(index, no_such_call(name));

    const bool has_socket = !socket_.empty();
    const bool needs_socket = !rule_->at.empty();
    site_.example = example_of(*rule_, new_socket_, example_socket());
    if (needs_socket && !has_socket)
      return wrong_at(index, fmt::format("{} needs a socket: write {}", name, site_.example));
    if (!needs_socket && has_socket) {
      const std::string_view waits_for = example_socket().empty() ? "c" : example_socket();
      if (name == "poll") site_.example = fmt::format("poll({}, 10ms)", waits_for);
      if (name == "wait") site_.example = fmt::format("wait({}, 5)", waits_for);
      return wrong_at(socket_index_, fmt::format("{} is not called at a socket: write {}", name, site_.example));
    }
    if (rule_->makes.empty() && !new_socket_.empty())
      return wrong_at(0, fmt::format("{} makes no socket to name: write {}", name, site_.example));
    if (!rule_->makes.empty() && new_socket_.empty())
      return wrong_at(0, fmt::format("what {} makes needs a name: write {}", name, site_.example));
    if (auto message = has_socket ? bad_name(socket_) : std::string(); !message.empty())
      return wrong_at(socket_index_, std::move(message));
    if (has_socket && !site_.names.has_socket(site_.process, socket_))
      return wrong_at(socket_index_, site_.names.no_socket_yet(site_.process, socket_));
    return std::nullopt;
  }

  /// `(argument, argument)` and nothing after it.
  Wrong read_parentheses() {
    if (!is(next_, TokenKind::open))
      return wrong_at(next_, fmt::format("( is missing after {}: write {}", rule_->name, site_.example));
    const std::size_t open = next_++;
    std::size_t begin = next_;
    std::size_t depth = 0;
    for (;; ++next_) {
      if (next_ == tokens_.size()) return wrong_at(next_, fmt::format(") is missing: write {}", site_.example));
      const TokenKind kind = tokens_[next_].kind;
      if (kind == TokenKind::open) ++depth;
      const bool ends = kind == TokenKind::close && depth == 0;
      if (kind == TokenKind::close && depth > 0) --depth;
      if (!ends && !(kind == TokenKind::comma && depth == 0)) continue;
      const bool is_empty_list = ends && next_ == open + 1;
      if (begin == next_ && !is_empty_list)
        return wrong_at(next_, fmt::format("an argument is missing: write {}", site_.example));
      if (!is_empty_list) arguments_.push_back(tokens_.subspan(begin, next_ - begin));
      begin = next_ + 1;
      if (ends) break;
    }
    ++next_;
    if (is(next_, TokenKind::close_brace)) return wrong_at(next_, "} stands alone: begin a new line before it");
    if (next_ < tokens_.size()) return wrong_at(next_, "a line is one call: begin a new line here, or write #");
    if (arguments_.size() < rule_->least_arguments || arguments_.size() > rule_->most_arguments)
      return wrong_at(open, fmt::format("{} takes {}, not {}: write {}", rule_->name, arguments_in_words(*rule_),
                                        arguments_.size(), site_.example));
    return std::nullopt;
  }

  std::span<const Token> tokens_;
  SourcePosition end_;
  const KnownProcess& process_;
  CallSite site_;
  const CallRule* rule_ = nullptr;
  std::size_t next_ = 0;
  std::size_t socket_index_ = 0;
  std::string_view new_socket_;
  std::string_view socket_;
  std::vector<Argument> arguments_;
};

}  // namespace

Parsed<Statement> parse_statement(std::span<const Token> tokens, SourcePosition end, ProcessId process,
                                  const Names& names, FillStore& fills) {
  return StatementParser(tokens, end, process, names, fills).run();
}

void note_names(std::span<const Token> tokens, Names& names) {
  const auto is = [&](std::size_t index, TokenKind kind) { return is_kind(tokens, index, kind); };
  if (!is(0, TokenKind::word) || !is(1, TokenKind::colon) || !bad_name(tokens[0].source).empty()) return;
  const auto process = names.find_or_add(tokens[0].source);
  const bool makes = is(2, TokenKind::word) && is(3, TokenKind::equals);
  if (process && makes && bad_name(tokens[2].source).empty()) names.add_socket(*process, tokens[2].source);
}

}  // namespace doorway
