// The present take beside another recording.

#include "app/application.hpp"
#include "core/base/utf8.hpp"
#include "core/journey/journey_reader.hpp"

#include <fmt/format.h>

#include <utility>

namespace doorway::app {
namespace {

constexpr std::size_t name_characters = 60;

}  // namespace

void Application::compare_with(std::shared_ptr<const Recording> other, const std::string& name) {
  if (!other || !walk_ || walk_->session() == nullptr) return;
  show_compared(
      std::make_unique<ComparedTake>(std::move(other), escape_for_display(name, name_characters), std::nullopt));
}

void Application::show_compared(std::unique_ptr<ComparedTake> other) {
  compared_ = std::move(other);
  compared_->update(walk_->session()->view());
  views_.choose_timeline(true);
}

// Not even a long recording is read, or compared, on this thread.
void Application::carry_out(const browser::Compare& compare, Clock::time_point) {
  if (!walk_ || walk_->session() == nullptr) return browser_.fail("There is no take any more to compare it with.");
  const ReplayView& view = walk_->session()->view();
  reading_compared_.run([file = compare.file, present = view.recording, known = view.steps.known()] {
    using Read = Result<std::unique_ptr<ComparedTake>>;
    auto journey = open_journey(file);
    if (!journey) return Read(journey.error());
    const std::string name = escape_for_display(file.filename().string(), name_characters);
    auto other = std::make_unique<ComparedTake>(std::move(journey->recording), name, std::nullopt);
    other->update(present, known);
    return Read(boost::system::in_place_value, std::move(other));
  });
}

// Who has closed the browser meanwhile does not want it any more.
bool Application::take_in_compared() {
  auto read = reading_compared_.take();
  if (!read || !browser_.is_open() || browser_.use() != BrowserUse::compare) return false;
  if (!*read) {
    browser_.fail(read->error().message + ".");
  } else if (!walk_ || walk_->session() == nullptr) {
    browser_.fail("There is no take any more to compare it with.");
  } else {
    browser_.close();
    show_compared(std::move(**read));
  }
  return true;
}

void Application::carry_out(const CompareCommand& command, Clock::time_point now) {
  if (!walk_ || walk_->session() == nullptr) return;
  std::visit([&](const auto& what) { carry_out(what, now); }, command);
}

void Application::carry_out(const compare::WithTakeBefore&, Clock::time_point) {
  const Session& session = *walk_->session();
  const std::size_t present = session.take_number();
  if (present < 2 && !compared_) {
    message_ = "There is no other take to compare this one with: R begins one, and W then shows the two.";
    return;
  }
  const std::size_t last = compared_ ? compared_->take().value_or(1) : present;
  if (last < 2) return compared_.reset();
  const std::size_t number = last - 1;
  show_compared(std::make_unique<ComparedTake>(session.takes()[number - 1], fmt::format("take {}", number), number));
}

void Application::carry_out(const compare::WithFile&, Clock::time_point) {
  ask_for_file(BrowserUse::compare, "");
}

void Application::carry_out(const compare::ToDifference&, Clock::time_point now) {
  if (!compared_) return;
  const Session& session = *walk_->session();
  compared_->update(session.view());
  views_.choose_timeline(true);
  const auto place = compared_->place_of_difference(session.view());
  if (place) return carry_out(SeekTo{*place}, now);
  message_ = std::holds_alternative<comparison::Same>(compared_->comparison())
                 ? "The two do not differ: there is no difference to go to."
                 : "The two are of different scenarios: their calls are not compared.";
}

void Application::carry_out(const compare::End&, Clock::time_point) {
  compared_.reset();
}

// Another take of the same script is compared with the same recording; one of another script with none.
void Application::keep_comparable(const std::shared_ptr<const Recording>& present) {
  if (!compared_) return;
  const bool is_itself = compared_->recording() == present;
  if (is_itself || script_difference(present->scenario(), compared_->recording()->scenario())) compared_.reset();
}

}  // namespace doorway::app
