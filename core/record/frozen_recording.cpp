#include "core/record/frozen_recording.hpp"

#include <utility>

namespace doorway {
namespace {

class FrozenEvents final : public StoredEvents {
 public:
  FrozenEvents(std::shared_ptr<const Recording> of, Seq events) : of_(std::move(of)), events_(events) {}
  [[nodiscard]] Seq size() const override { return events_; }
  [[nodiscard]] const Event& at(Seq seq) const override { return of_->at(seq); }
  [[nodiscard]] std::shared_ptr<const Some> some(Seq seq) const override {
    return of_->stored() != nullptr ? of_->stored()->some(seq) : nullptr;
  }

 private:
  const std::shared_ptr<const Recording> of_;
  const Seq events_;
};

}  // namespace

std::shared_ptr<const Recording> frozen_recording(std::shared_ptr<const Recording> recording, Seq events) {
  RecordingHeader header = recording->header();
  return std::make_shared<const Recording>(std::move(header),
                                           std::make_unique<const FrozenEvents>(std::move(recording), events));
}

}  // namespace doorway
