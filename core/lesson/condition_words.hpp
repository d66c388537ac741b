#pragma once

#include "core/lesson/condition.hpp"

#include <array>
#include <string_view>
#include <utility>

/// The words of the language, for reading and for writing.
namespace doorway::condition {

inline constexpr std::array<std::pair<std::string_view, Verb>, 6> verbs{{{"blocks", Verb::blocks},
                                                                         {"sleeps", Verb::sleeps},
                                                                         {"returns", Verb::returns},
                                                                         {"succeeds", Verb::succeeds},
                                                                         {"fails", Verb::fails},
                                                                         {"truncates", Verb::truncates}}};

inline constexpr std::array<std::pair<std::string_view, NumberField>, 3> number_fields{
    {{"bytes", NumberField::bytes}, {"offered", NumberField::offered}, {"result", NumberField::result}}};

inline constexpr std::array<std::pair<std::string_view, SocketField>, 5> socket_fields{
    {{"readable", SocketField::readable},
     {"unsent", SocketField::unsent},
     {"unacked", SocketField::unacked},
     {"waiting", SocketField::waiting},
     {"drops", SocketField::drops}}};

/// As RFC 9293 writes them, with _ for -, which is no part of a word.
inline constexpr std::array<std::pair<std::string_view, TcpState>, 11> states{{{"ESTABLISHED", TcpState::established},
                                                                               {"SYN_SENT", TcpState::syn_sent},
                                                                               {"SYN_RECEIVED", TcpState::syn_received},
                                                                               {"FIN_WAIT_1", TcpState::fin_wait_1},
                                                                               {"FIN_WAIT_2", TcpState::fin_wait_2},
                                                                               {"TIME_WAIT", TcpState::time_wait},
                                                                               {"CLOSED", TcpState::closed},
                                                                               {"CLOSE_WAIT", TcpState::close_wait},
                                                                               {"LAST_ACK", TcpState::last_ack},
                                                                               {"LISTEN", TcpState::listen},
                                                                               {"CLOSING", TcpState::closing}}};

inline constexpr std::array<std::pair<std::string_view, Comparison>, 6> comparisons{{{"==", Comparison::equal},
                                                                                     {"!=", Comparison::not_equal},
                                                                                     {"<", Comparison::less},
                                                                                     {"<=", Comparison::at_most},
                                                                                     {">", Comparison::more},
                                                                                     {">=", Comparison::at_least}}};

/// The value that belongs to a word, or null.
template <class Table>
constexpr auto value_of(const Table& table, std::string_view word) -> decltype(&table.front().second) {
  for (const auto& entry : table) {
    if (entry.first == word) return &entry.second;
  }
  return nullptr;
}

/// The word that belongs to a value of the table.
template <class Table, class Value>
constexpr std::string_view word_of(const Table& table, Value value) {
  for (const auto& entry : table) {
    if (entry.second == value) return entry.first;
  }
  return {};
}

}  // namespace doorway::condition
