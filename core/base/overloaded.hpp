#pragma once

namespace doorway {

/// Lambdas as one visitor for std::visit: `std::visit(Overloaded{…}, variant)`.
template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;  // clang before 17 does not find it by itself

}  // namespace doorway
