#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <utility>

namespace doorway::app {

/// The texts of a page, each once: a text that differs between the vocabularies is a pair. Everything else refers to
/// them by number; number 0 is the empty text.
class PageTexts {
 public:
  PageTexts() { add(std::string()); }

  /// The number of this text.
  std::size_t add(const std::string& text) { return add(text, text); }
  std::size_t add(const std::string& story, const std::string& engineer);

  /// About how much they take as JSON.
  [[nodiscard]] std::size_t size_bytes() const { return size_bytes_; }

  /// [text, …], a pair as ["story", "engineer"].
  [[nodiscard]] const nlohmann::json& all() const { return texts_; }
  /// The same, and there are none afterwards.
  [[nodiscard]] nlohmann::json take() {
    numbers_.clear();
    return std::exchange(texts_, nlohmann::json::array());
  }

 private:
  std::map<std::pair<std::string, std::string>, std::size_t> numbers_;
  nlohmann::json texts_ = nlohmann::json::array();
  std::size_t size_bytes_ = 0;
};

}  // namespace doorway::app
