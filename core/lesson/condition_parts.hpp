#pragma once

#include "core/base/bytes.hpp"
#include "core/record/kernel_sample.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace doorway {

/// What a condition is made of; core/lesson/README.md documents the language.
namespace condition {

/// `bob.recv`: all calls of one name that one process began.
struct Calls {
  std::string process;
  std::string call;

  friend bool operator==(const Calls&, const Calls&) = default;
};

/// `bob.recv#1`: the first of them.
struct NthCall {
  Calls calls;
  std::uint32_t nth = 1;

  friend bool operator==(const NthCall&, const NthCall&) = default;
};

enum class NumberField : std::uint8_t {
  bytes,    ///< what a send handed to the kernel, or a recv brought
  offered,  ///< what a send was given to send
  result,   ///< what the call returned
};

/// `bob.recv#1.bytes`
struct NumberOf {
  NthCall call;
  NumberField field = NumberField::bytes;

  friend bool operator==(const NumberOf&, const NumberOf&) = default;
};

/// `bob.recv.bytes`: over all of them; 0 when there is none.
struct TotalOf {
  Calls calls;
  NumberField field = NumberField::bytes;  ///< never result

  friend bool operator==(const TotalOf&, const TotalOf&) = default;
};

/// What can be said of one call in a word.
enum class Verb : std::uint8_t {
  blocks,     ///< it began and never returned
  sleeps,     ///< it slept at least once
  returns,    ///< it returned, with an error or without
  succeeds,   ///< it returned without an error
  fails,      ///< it returned an error
  truncates,  ///< it cut a datagram: the rest did not fit and is gone
};

/// `bob.recv count`: how many began. `bob.recv fails count`: of how many of them this can be said.
struct CountOf {
  Calls calls;
  std::optional<Verb> verb = std::nullopt;

  friend bool operator==(const CountOf&, const CountOf&) = default;
};

/// `bob.c`: the socket that has this name in the script of this process now.
struct SocketOf {
  std::string process;
  std::string socket;

  friend bool operator==(const SocketOf&, const SocketOf&) = default;
};

/// What the kernel measures of an open socket.
enum class SocketField : std::uint8_t {
  readable,  ///< bytes that wait to be read; UDP: the next datagram's
  unsent,    ///< bytes that wait to be sent
  unacked,   ///< bytes that are unsent, or sent and not acknowledged
  waiting,   ///< connections in a listener's line
  drops,     ///< datagrams that found no room
};

/// `bob.c.readable`
struct Measure {
  SocketOf socket;
  SocketField field = SocketField::readable;

  friend bool operator==(const Measure&, const Measure&) = default;
};

using Number = std::variant<std::int64_t, NumberOf, TotalOf, CountOf, Measure>;

/// `bob.recv#1.data`
struct DataOf {
  NthCall call;

  friend bool operator==(const DataOf&, const DataOf&) = default;
};

/// `bob.recv.data`: all of them, one after the other.
struct AllDataOf {
  Calls calls;

  friend bool operator==(const AllDataOf&, const AllDataOf&) = default;
};

using Data = std::variant<Bytes, DataOf, AllDataOf>;

/// `bob.recv#1.errno`
struct ErrnoOf {
  NthCall call;

  friend bool operator==(const ErrnoOf&, const ErrnoOf&) = default;
};

/// A number of this system's <errno.h>, 0 for `none`.
using Errno = std::variant<int, ErrnoOf>;

/// `bob.c.state`
struct StateOf {
  SocketOf socket;

  friend bool operator==(const StateOf&, const StateOf&) = default;
};

using State = std::variant<TcpState, StateOf>;

/// `bob.local#1.port`: local's own port; of peer, accept and recvfrom the other side's.
struct PortOf {
  NthCall call;

  friend bool operator==(const PortOf&, const PortOf&) = default;
};

/// No port is written but 0, for none: which one the system chooses differs from run to run.
struct NoPort {
  friend bool operator==(const NoPort&, const NoPort&) = default;
};

using Port = std::variant<NoPort, PortOf>;

enum class Comparison : std::uint8_t { equal, not_equal, less, at_most, more, at_least };

struct CompareNumbers {
  Number left;
  Comparison comparison = Comparison::equal;
  Number right;

  friend bool operator==(const CompareNumbers&, const CompareNumbers&) = default;
};

struct CompareData {
  Data left;
  bool equal = true;  ///< or not equal
  Data right;

  friend bool operator==(const CompareData&, const CompareData&) = default;
};

struct CompareErrno {
  Errno left;
  bool equal = true;  ///< or not equal
  Errno right;

  friend bool operator==(const CompareErrno&, const CompareErrno&) = default;
};

struct CompareStates {
  State left;
  bool equal = true;  ///< or not equal
  State right;

  friend bool operator==(const CompareStates&, const CompareStates&) = default;
};

struct ComparePorts {
  Port left;
  bool equal = true;  ///< or not equal
  Port right;

  friend bool operator==(const ComparePorts&, const ComparePorts&) = default;
};

/// `bob.recv#1 blocks`
struct Statement {
  NthCall call;
  Verb verb = Verb::blocks;

  friend bool operator==(const Statement&, const Statement&) = default;
};

/// `bob.recv#1 before bob.send#1`: both began, in this order. They are calls of one process.
struct Before {
  NthCall first;
  NthCall second;

  friend bool operator==(const Before&, const Before&) = default;
};

/// `bob ended`: it has run all its lines, or has called exit.
struct HasEnded {
  std::string process;

  friend bool operator==(const HasEnded&, const HasEnded&) = default;
};

}  // namespace condition

}  // namespace doorway
