#include "core/journey/journal_writer.hpp"

#include "core/base/file_trouble.hpp"
#include "core/base/free_name.hpp"
#include "core/base/utf8.hpp"
#include "core/journey/crc32.hpp"
#include "core/journey/header.hpp"
#include "core/journey/run_end.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <new>
#include <system_error>
#include <utility>

namespace doorway {

namespace {

using namespace journey_format;

constexpr std::size_t usual_frame_bytes = 1U << 20;

void put_four(std::uint8_t* at, std::uint32_t value) {
  for (unsigned i = 0; i < 4; ++i) at[i] = static_cast<std::uint8_t>((value >> (8 * i)) & 0xFFU);
}

std::int64_t unix_milliseconds() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

}  // namespace

JournalWriter::JournalWriter(JournalPlace place, JourneyInfo info, std::function<void(const std::string&)> on_failure)
    : place_(std::move(place)), info_(std::move(info)), on_failure_(std::move(on_failure)) {
  info_.doorway = DOORWAY_VERSION;
  if (info_.began_unix_ms == 0) info_.began_unix_ms = unix_milliseconds();
}

JournalWriter::~JournalWriter() {
  if (is_over_ || !growing_.is_open() || events_ > 0) return;
  growing_.close();
  const std::lock_guard lock(mutex_);
  remove_empty_file();
}

std::filesystem::path JournalWriter::file() const {
  const std::lock_guard lock(mutex_);
  return file_;
}

std::optional<std::string> JournalWriter::failure() const {
  const std::lock_guard lock(mutex_);
  if (error_ == 0) return std::nullopt;
  const std::string name = escape_for_display(place_.file.string(), 200);
  if (error_ == EEXIST) {
    return fmt::format("{}: this file is there already and stays as it is: give another name, or remove it", name);
  }
  if (events_kept_ > 0) {
    return fmt::format("{}: the recording is kept there up to event {} and no further ({}); the run goes on", name,
                       events_kept_, write_trouble(error_));
  }
  return fmt::format("{}: the recording cannot be kept there ({})", name, write_trouble(error_));
}

int JournalWriter::error() const {
  const std::lock_guard lock(mutex_);
  return error_;
}

// Returns an errno, or 0.
int JournalWriter::create_file() {
  std::error_code no_folder;
  if (place_.beside_others) std::filesystem::create_directories(place_.file.parent_path(), no_folder);
  if (no_folder) return no_folder.value();
  const auto create = [this](const std::filesystem::path& name) {
    std::filesystem::path made = name;  // ahead: where there is no memory for it, no file is left that nobody knows of
    const auto created = growing_.create(name, place_.kind);
    if (!created) return created.error();
    const std::lock_guard lock(mutex_);
    file_ = std::move(made);
    return 0;
  };
  if (!place_.beside_others) return create(place_.file);
  const auto made = make_with_free_name(place_.file, create);
  return made ? 0 : made.error();
}

Result<void> JournalWriter::open() {
  if (!growing_.is_open() && !is_over_) {
    if (const int error = create_file(); error != 0) fail(error);
  }
  if (const auto why = failure()) return Error{*why};
  return {};
}

void JournalWriter::begin(const RecordingHeader& header) {
  header_ = &header;
  try {
    encoder_.emplace(header.scenario);
    if (growing_.is_open()) put_header();
  } catch (const std::bad_alloc&) {
    fail(ENOMEM);
  }
}

void JournalWriter::put_header() {
  auto preamble = growing_.reserve(preamble_bytes);
  if (preamble.has_error()) return fail(preamble.error());
  std::memcpy(preamble->data(), magic.data(), magic.size());
  put_four(preamble->data() + magic.size(), version);
  if (const auto put = growing_.commit(preamble_bytes); put.has_error()) return fail(put.error());
  frame_.assign(1, static_cast<std::uint8_t>(FrameKind::header));
  const std::string json = header_json(*header_, info_);
  frame_.insert(frame_.end(), json.begin(), json.end());
  if (frame_.size() > header_bytes) return fail(EFBIG);
  header_is_put_ = true;
  put_frame();
}

void JournalWriter::append(const Event& event) {
  if (is_over_ || header_ == nullptr) return;
  try {
    if (!growing_.is_open() && open().has_error()) return;
    if (!header_is_put_) put_header();
    if (is_over_) return;
    frame_.clear();
    encoder_->encode(event, frame_);
    put_frame();
  } catch (const std::bad_alloc&) {
    fail(ENOMEM);
  }
  if (!is_over_) ++events_;
}

void JournalWriter::finish(const RunStatus& status) {
  if (!is_over_ && header_is_put_) {
    try {
      frame_.clear();
      encode_run_end(status, header_->scenario, frame_);
      put_frame();
    } catch (const std::bad_alloc&) {
      fail(ENOMEM);
    }
  }
  is_over_ = true;
  growing_.close();
}

// The length is what makes the frame one, so it comes last: a kill in between leaves zeros in its place.
void JournalWriter::put_frame() {
  const std::size_t size = frame_.size();
  if (size > most_frame_bytes) return fail(EFBIG);
  auto room = growing_.reserve(frame_head_bytes + size);
  if (room.has_error()) return fail(room.error());
  std::uint8_t* head = room->data();
  std::memcpy(head + frame_head_bytes, frame_.data(), size);
  put_four(head + 4, crc32_of(frame_));
  std::atomic_thread_fence(std::memory_order_release);
  put_four(head, static_cast<std::uint32_t>(size));
  if (const auto put = growing_.commit(frame_head_bytes + size); put.has_error()) return fail(put.error());
  if (frame_.capacity() > usual_frame_bytes) frame_ = {};
}

void JournalWriter::remove_empty_file() {
  if (file_.empty()) return;
  ::unlink(file_.c_str());
  file_.clear();
}

// Where there is no memory, nobody is told; who asks is.
void JournalWriter::fail(int error) {
  is_over_ = true;
  growing_.close();
  {
    const std::lock_guard lock(mutex_);
    if (events_ == 0) remove_empty_file();
    events_kept_ = events_;
    error_ = error;
  }
  try {
    if (on_failure_) on_failure_(*failure());
  } catch (const std::bad_alloc&) {
    return;
  }
}

}  // namespace doorway
