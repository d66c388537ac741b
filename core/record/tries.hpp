#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <utility>
#include <vector>

namespace doorway {

/// One real system call, made once without waiting: what it returned and, when that is -1, errno.
struct Try {
  std::int64_t result = 0;
  int error = 0;

  friend bool operator==(const Try&, const Try&) = default;
};

/// The tries of a call, in order. Nearly every call has one, which takes no memory besides these 16 bytes.
class Tries {
 public:
  Tries() = default;
  Tries(std::initializer_list<Try> tries) {
    for (const Try& one : tries) push_back(one);
  }
  Tries(const Tries& other) : kept_(other.kept_), error_(other.error_), how_(other.how_) {
    if (how_ == How::many) kept_.many = new std::vector<Try>(*other.kept_.many);
  }
  Tries(Tries&& other) noexcept
      : kept_(other.kept_), error_(other.error_), how_(std::exchange(other.how_, How::none)) {}
  Tries& operator=(Tries other) noexcept {
    std::swap(kept_, other.kept_);
    std::swap(error_, other.error_);
    std::swap(how_, other.how_);
    return *this;
  }
  ~Tries() {
    if (how_ == How::many) delete kept_.many;
  }

  [[nodiscard]] bool empty() const { return how_ == How::none; }
  [[nodiscard]] std::size_t size() const {
    return how_ == How::many ? kept_.many->size() : how_ == How::one ? std::size_t{1} : std::size_t{0};
  }
  Try operator[](std::size_t index) const {
    return how_ == How::many ? (*kept_.many)[index] : Try{kept_.result, error_};
  }
  [[nodiscard]] Try back() const { return (*this)[size() - 1]; }

  void push_back(const Try& one) {
    if (how_ == How::many) {
      kept_.many->push_back(one);
    } else if (how_ == How::one) {
      kept_.many = new std::vector<Try>{back(), one};
      how_ = How::many;
    } else {
      kept_.result = one.result;
      error_ = one.error;
      how_ = How::one;
    }
  }

  class const_iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Try;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Try;

    const_iterator(const Tries& tries, std::size_t index) : tries_(&tries), index_(index) {}
    Try operator*() const { return (*tries_)[index_]; }
    const_iterator& operator++() {
      ++index_;
      return *this;
    }
    friend bool operator==(const const_iterator&, const const_iterator&) = default;

   private:
    const Tries* tries_;
    std::size_t index_;
  };
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, size()}; }

  friend bool operator==(const Tries& a, const Tries& b) {
    bool same = a.size() == b.size();
    for (std::size_t i = 0; same && i < a.size(); ++i) same = a[i] == b[i];
    return same;
  }

 private:
  enum class How : std::uint8_t { none, one, many };
  union Kept {
    std::int64_t result;
    std::vector<Try>* many;
  };

  Kept kept_{0};  // the only one's result, or all of them
  int error_ = 0;
  How how_ = How::none;
};

}  // namespace doorway
