#pragma once

namespace doorway {

/// Lambdas as one visitor for std::visit: `std::visit(Overloaded{…}, variant)`.
template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

}  // namespace doorway
