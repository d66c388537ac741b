#pragma once

#include "core/journey/file_bytes.hpp"
#include "core/record/recording.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace doorway {

/// A recording's file was written to after it was opened, so that its events cannot be shown any more. The text is a
/// sentence for the user.
class JourneyChanged final : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What becomes of what was read of a file that can change (FileBytes).
enum class ReadFrames : std::uint8_t {
  kept,   ///< in memory as it was read, so that it stays whatever becomes of the file: for who shows it
  again,  ///< it is read and checked again each time: for who goes through it once or twice, and needs no memory for it
};

/// The events of a journey's file. They lie in the file until somebody asks for one, who gets what the opening has
/// checked or, where the file is another one by then, JourneyChanged. What `at` has made stays made, what `some` has
/// made goes; whether its frames stay is `ReadFrames`.
class JourneyEvents final : public StoredEvents {
 public:
  /// Events are made by so many at a time: few, since who looks at one here and one there has them all in memory.
  static constexpr std::size_t block_events = 64;

  /// By what a block is known again: its frames' lengths and checksums, in order.
  class Mark {
   public:
    /// What stands in front of a frame.
    void add(std::uint32_t length, std::uint32_t checksum);
    friend bool operator==(const Mark&, const Mark&) = default;

   private:
    std::uint64_t value_ = 0;
  };

  /// Where a block begins in the file, and the time of the event before it.
  struct Block {
    std::size_t offset = 0;
    std::int64_t t_ns = 0;
    Mark mark;
  };

  /// `size` events, each of which has been found well, in frames behind each other up to `end` in the file. `path` is
  /// for the sentence.
  JourneyEvents(const std::filesystem::path& path, FileBytes file, ReadFrames reading, const Scenario& scenario,
                std::vector<Block> blocks, std::size_t end, Seq size);

  [[nodiscard]] Seq size() const override { return size_; }
  [[nodiscard]] const Event& at(Seq seq) const override {
    const auto index = static_cast<std::size_t>(seq - 1);
    const Event* block = shown_[index / block_events].load(std::memory_order_acquire);
    if (block == nullptr) block = make(index / block_events);
    return block[index % block_events];
  }
  [[nodiscard]] std::shared_ptr<const Some> some(Seq seq) const override;

 private:
  const Event* make(std::size_t block) const;
  [[nodiscard]] std::shared_ptr<const Some> block_at(std::size_t block) const;
  [[nodiscard]] std::shared_ptr<const Some> read(std::size_t block) const;
  [[nodiscard]] std::span<const std::uint8_t> frames_of(std::size_t block) const;
  [[noreturn]] void tell_of_change() const;
  [[nodiscard]] bool is_as_opened(std::span<const std::uint8_t> frames, std::size_t block) const;

  const std::string name_;
  const FileBytes file_;
  const ReadFrames reading_;
  const std::vector<std::shared_ptr<const Line>> lines_;
  const std::vector<Block> blocks_;
  const std::size_t end_;  // of the last block in the file
  const Seq size_;
  mutable std::vector<std::atomic<const Event*>> shown_;
  mutable std::mutex mutex_;                                      // guards what follows
  mutable Bytes read_;                                            // the frames that were read last, if any
  mutable std::vector<Bytes> kept_;                               // by block: of a file that can change
  mutable std::vector<std::shared_ptr<const Some>> made_;         // by block: what shown_ points to
  mutable std::array<std::shared_ptr<const Some>, 16> recent_{};  // for those who go through the recording side by side
  mutable std::size_t next_recent_ = 0;
};

}  // namespace doorway
