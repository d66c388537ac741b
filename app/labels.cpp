#include "app/labels.hpp"

#include "core/base/utf8.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>

namespace doorway::app {
namespace {

struct Words {
  std::string_view story;
  std::string_view engineer;
};

// By Term.
constexpr std::array<Words, 13> terms{{
    {"room", "process"},
    {"door", "socket"},
    {"letter", "bytes"},
    {"postcard", "datagram"},
    {"road", "connection"},
    {"outbox", "send buffer"},
    {"inbox", "receive buffer"},
    {"not yet gone", "unsent"},
    {"copies kept", "unacknowledged"},
    {"waiting to be read", "readable"},
    {"the road: TCP", "TCP"},
    {"the post: UDP", "UDP"},
    {"what to do", "script"},
}};

struct LifecycleWords {
  std::string_view story;
  std::string_view tcp;
  std::string_view udp;
};

// By Lifecycle. Short: they stand beside the socket's name on a door.
constexpr std::array<LifecycleWords, 11> lifecycles{{
    {"not built", "not made", "not made"},
    {"shut", "no port", "no port"},
    {"shut", "bound", "bound"},
    {"listening", "listening", "listening"},
    {"knocking", "connecting", "connecting"},
    {"open", "connected", "has a peer"},
    {"only in", "send done", "send done"},
    {"only out", "recv done", "recv done"},
    {"both done", "both done", "both done"},
    {"broken", "reset", "reset"},
    {"walled up", "closed", "closed"},
}};

const Words& words(Term term) {
  return terms.at(static_cast<std::size_t>(term));
}

}  // namespace

std::string_view word(Term term, Vocabulary vocabulary) {
  return vocabulary == Vocabulary::story ? words(term).story : words(term).engineer;
}

std::string word_with_term(Term term, Vocabulary vocabulary) {
  std::string text(word(term, vocabulary));
  if (vocabulary == Vocabulary::story && text.find(words(term).engineer) == std::string::npos) {
    text += " (" + std::string(words(term).engineer) + ")";
  }
  return text;
}

std::string_view lifecycle_word(Lifecycle lifecycle, SocketType type, Vocabulary vocabulary) {
  const LifecycleWords& row = lifecycles.at(static_cast<std::size_t>(lifecycle));
  if (vocabulary == Vocabulary::engineer) return is_tcp(type) ? row.tcp : row.udp;
  if (is_udp(type) && lifecycle == Lifecycle::bound) return "letter slot";
  if (is_udp(type) && lifecycle == Lifecycle::connected) return "pen friend";
  return row.story;
}

std::string display_name(std::string_view process) {
  std::string text = escape_for_display(process, 24);
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

std::string short_count(std::uint64_t count) {
  const auto value = static_cast<double>(count);
  if (count < 10'000) return grouped(count);
  if (count < 1'000'000) return fmt::format("{:.0f}k", value / 1e3);
  if (count < 1'000'000'000) return fmt::format("{:.1f}M", value / 1e6);
  return fmt::format("{:.1f}G", value / 1e9);
}

}  // namespace doorway::app
