#include "core/scenario/names.hpp"

#include "core/base/suggest.hpp"
#include "core/scenario/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace doorway {
namespace {

/// The latest names, so that a file of ten thousand of them takes no time of its own for a suggestion.
std::span<const std::string> latest(const std::vector<std::string>& names) {
  return std::span(names).last(std::min(names.size(), limits::suggested_from));
}

}  // namespace

std::optional<ProcessId> Names::find(std::string_view process) const {
  for (std::size_t id = 0; id < processes_.size(); ++id)
    if (processes_[id].name == process) return static_cast<ProcessId>(id);
  return std::nullopt;
}

std::optional<ProcessId> Names::find_or_add(std::string_view process) {
  if (const auto known = find(process)) return known;
  if (processes_.size() == limits::processes) return std::nullopt;
  processes_.push_back({std::string(process), {}, {}, 0});
  return static_cast<ProcessId>(processes_.size() - 1);
}

void Names::add_socket(ProcessId process, std::string_view socket) {
  KnownProcess& owner = processes_.at(process);
  if (owner.made.emplace(socket).second) owner.sockets.emplace_back(socket);
}

bool Names::has_socket(ProcessId process, std::string_view socket) const {
  return processes_.at(process).made.contains(std::string(socket));
}

std::optional<ProcessId> Names::owner_of(std::string_view socket) const {
  for (std::size_t id = 0; id < processes_.size(); ++id)
    if (has_socket(static_cast<ProcessId>(id), socket)) return static_cast<ProcessId>(id);
  return std::nullopt;
}

std::vector<std::string_view> Names::process_names() const {
  std::vector<std::string_view> names;
  for (const KnownProcess& process : processes_) names.emplace_back(process.name);
  return names;
}

std::string Names::no_socket_yet(ProcessId process, std::string_view socket) const {
  const KnownProcess& caller = processes_.at(process);
  const std::string shown = quote_input(socket);
  const auto owner = owner_of(socket);
  if (owner) {
    const std::string& owner_name = processes_.at(*owner).name;
    // A process that has made nothing and is nearly called like the owner is a misspelt owner.
    if (caller.sockets.empty() && edit_distance(caller.name, owner_name, 2) <= largest_slip(caller.name))
      return fmt::format("{} has no socket {}, but {} has: write {}:", caller.name, shown, owner_name, owner_name);
  }
  if (const auto meant = suggest(socket, latest(caller.sockets)))
    return fmt::format("{} has no socket {} here: did you mean {}?", caller.name, shown, *meant);
  if (owner)
    return fmt::format("{0} is a socket of {1}, and {2} calls only its own: write {2}: {0} = socket(tcp) above", shown,
                       processes_.at(*owner).name, caller.name);
  return fmt::format("{0} has no socket {1} here: write {0}: {1} = socket(tcp) above", caller.name, shown);
}

std::string Names::no_such_reference(std::string_view process, std::string_view socket) const {
  const auto id = find(process);
  if (!id) {
    if (const auto meant = suggest(process, process_names()))
      return fmt::format("there is no process {}: did you mean {}?", quote_input(process), *meant);
    return fmt::format("there is no process {}: write {}", quote_input(process), one_of(process_names()));
  }
  if (has_socket(*id, socket)) return {};
  const KnownProcess& owner = processes_.at(*id);
  const std::string shown = quote_input(socket);
  if (const auto meant = suggest(socket, latest(owner.sockets)))
    return fmt::format("{} makes no socket {}: did you mean {}?", owner.name, shown, *meant);
  if (owner.sockets.empty())
    return fmt::format("{0} makes no socket {1}: write {0}: {1} = socket(tcp)", owner.name, shown);
  return fmt::format("{} makes no socket {}: write {}", owner.name, shown,
                     one_of({owner.sockets.begin(), owner.sockets.end()}));
}

std::string bad_name(std::string_view name) {
  const char first = name.front();
  const bool is_small = (first >= 'a' && first <= 'z') || first == '_';
  if (name.size() > limits::name_characters)
    return fmt::format("the name has {} characters and the limit is {}: write a shorter one", name.size(),
                       limits::name_characters);
  if (first >= 'A' && first <= 'Z') {
    const bool is_all_large = std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    std::string small(name);
    for (char& c : small)
      if (c >= 'A' && c <= 'Z' && (is_all_large || &c == small.data())) c = static_cast<char>(c - 'A' + 'a');
    return fmt::format("names begin with a small letter: write {}", small);
  }
  if (!is_small) return fmt::format("{0} begins with a digit and is no name: write s{0}", name);
  if (name == "read" || name == "write")
    return fmt::format("{0} is a word of poll: write another name, like {0}er", name);
  return {};
}

std::string one_of(const std::vector<std::string_view>& names) {
  if (names.size() == 1) return std::string(names.front());
  constexpr std::size_t shown_names = 8;
  const auto count = static_cast<std::ptrdiff_t>(std::min(names.size(), shown_names));
  return fmt::format("one of {}{}", fmt::join(names.begin(), names.begin() + count, ", "),
                     names.size() > shown_names ? ", …" : "");
}

}  // namespace doorway
