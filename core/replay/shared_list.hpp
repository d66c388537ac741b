#pragma once

#include <cassert>
#include <cstddef>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <vector>

namespace doorway {

/// A list that only grows, as a value whose copies share what is the same in both: a copy costs a pointer for 64 items,
/// and what `edit` changes is copied when somebody else has it too. Copies that share are used by one thread.
template <class T>
class SharedList {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  const T& operator[](std::size_t index) const {
    assert(index < size_);
    return *(*pages_[index / page_items])[index % page_items];
  }
  [[nodiscard]] const T& at(std::size_t index) const {
    if (index >= size_) throw std::out_of_range("SharedList");
    return (*this)[index];
  }

  /// The item for writing, in this list alone. Good until the list is copied.
  T& edit(std::size_t index) {
    std::shared_ptr<T>& item = own_page(index / page_items)[index % page_items];
    if (item.use_count() > 1) {
      item = std::make_shared<T>(*item);
      ++copied_;
    }
    return *item;
  }

  /// New items at the end.
  void grow_to(std::size_t size) {
    for (; size_ < size; ++size_) {
      if (size_ % page_items == 0) pages_.push_back(std::make_shared<Page>());
      own_page(size_ / page_items).push_back(std::make_shared<T>());
    }
  }

  /// How many items were copied on the way to this value, because another one has them as they were.
  [[nodiscard]] std::size_t copied() const { return copied_; }

  class const_iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    const_iterator() = default;
    const_iterator(const SharedList& list, std::size_t index) : list_(&list), index_(index) {}
    reference operator*() const { return (*list_)[index_]; }
    pointer operator->() const { return &(*list_)[index_]; }
    const_iterator& operator++() {
      ++index_;
      return *this;
    }
    const_iterator operator++(int) {
      const const_iterator before = *this;
      ++index_;
      return before;
    }
    friend bool operator==(const const_iterator&, const const_iterator&) = default;

   private:
    const SharedList* list_ = nullptr;
    std::size_t index_ = 0;
  };
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, size_}; }

  friend bool operator==(const SharedList& a, const SharedList& b) {
    if (a.size_ != b.size_) return false;
    for (std::size_t page = 0; page < a.pages_.size(); ++page) {
      if (!same(a.pages_[page], b.pages_[page])) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t page_items = 64;
  using Page = std::vector<std::shared_ptr<T>>;

  static bool same(const std::shared_ptr<Page>& a, const std::shared_ptr<Page>& b) {
    if (a == b) return true;
    for (std::size_t i = 0; i < a->size(); ++i) {
      if ((*a)[i] != (*b)[i] && !(*(*a)[i] == *(*b)[i])) return false;
    }
    return true;
  }

  Page& own_page(std::size_t index) {
    std::shared_ptr<Page>& page = pages_[index];
    if (page.use_count() > 1) page = std::make_shared<Page>(*page);
    return *page;
  }

  std::vector<std::shared_ptr<Page>> pages_;  // each but the last one is full
  std::size_t size_ = 0;
  std::size_t copied_ = 0;
};

}  // namespace doorway
