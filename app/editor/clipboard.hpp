#pragma once

#include <functional>
#include <string>

namespace doorway::app {

/// What the user copied last, wherever that was. UTF-8, as a rule.
struct Clipboard {
  std::function<std::string()> get;
  std::function<void(const std::string&)> set;
};

}  // namespace doorway::app
