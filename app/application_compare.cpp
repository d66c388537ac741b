// The present take beside another recording.

#include "app/application.hpp"
#include "core/base/utf8.hpp"
#include "core/journey/journey_events.hpp"
#include "core/journey/journey_reader.hpp"

#include <fmt/format.h>

#include <new>
#include <utility>

namespace doorway::app {
namespace {

constexpr std::size_t name_characters = 60;

// To look up and compare so many of both takes ten milliseconds: more is done on another thread.
constexpr Seq most_events_at_once = 10'000;

bool takes_long(const ComparedTake& other, Seq known) {
  return other.recording()->size() + known > most_events_at_once;
}

/// Another take of the same script.
bool is_comparable(const Recording& present, const ComparedTake& other) {
  return other.recording().get() != &present && !script_difference(present.scenario(), other.recording()->scenario());
}

/// Compared with the first events of the present take. Any thread.
Result<std::unique_ptr<ComparedTake>> compared_with(std::unique_ptr<ComparedTake> other,
                                                    const std::shared_ptr<const Recording>& present, Seq known) {
  try {
    other->update(present, known);
  } catch (const JourneyChanged& changed) {
    return Error{changed.what()};
  } catch (const std::bad_alloc&) {
    return Error{fmt::format("{}: there is not enough memory to compare it", other->name())};
  }
  return {boost::system::in_place_value, std::move(other)};
}

}  // namespace

void Application::show_compared(std::unique_ptr<ComparedTake> other) {
  compared_ = std::move(other);
  compared_->update(walk_->session()->view());
  views_.choose_timeline(true);
}

void Application::compare_aside(std::unique_ptr<ComparedTake> other) {
  const ReplayView& view = walk_->session()->view();
  comparing_.run([other = std::move(other), present = view.recording, known = view.steps.known()]() mutable {
    return ComparedAside{compared_with(std::move(other), present, known)};
  });
}

void Application::carry_out(const browser::Compare& compare, Clock::time_point) {
  if (!walk_ || walk_->session() == nullptr) return browser_.fail("There is no take any more to compare it with.");
  const ReplayView& view = walk_->session()->view();
  take_asked_for_.reset();
  comparing_.run([file = compare.file, present = view.recording, known = view.steps.known()] {
    auto journey = open_journey(file);
    if (!journey) return ComparedAside{journey.error(), true};
    const std::string name = escape_for_display(file.filename().string(), name_characters);
    auto other = std::make_unique<ComparedTake>(std::move(journey->recording), name, std::nullopt);
    return ComparedAside{compared_with(std::move(other), present, known), true};
  });
}

bool Application::take_in_compared() {
  auto made = comparing_.take();
  if (!made) return false;
  take_asked_for_.reset();
  const bool has_take = walk_ && walk_->session() != nullptr;
  if (made->is_chosen_file) {
    if (!has_take) made->other = Error{"There is no take any more to compare it with"};
    take_in_chosen(std::move(made->other));
  } else if (!has_take) {
    return false;
  } else if (!made->other) {
    tell({made->other.error().message + "."});
  } else {
    std::unique_ptr<ComparedTake> other = std::move(*made->other);
    const std::shared_ptr<const Recording>& present = walk_->session()->view().recording;
    // Another take may have begun meanwhile.
    if (other->is_compared_with(*present)) {
      show_compared(std::move(other));
    } else if (is_comparable(*present, *other)) {
      compare_aside(std::move(other));
    }
  }
  return true;
}

// Who has closed the browser meanwhile does not want it any more.
void Application::take_in_chosen(Result<std::unique_ptr<ComparedTake>> read) {
  if (!browser_.is_open() || browser_.use() != BrowserUse::compare) return;
  if (!read) return browser_.fail(read.error().message + ".");
  browser_.close();
  show_compared(std::move(*read));
}

void Application::carry_out(const CompareCommand& command, Clock::time_point now) {
  if (!walk_ || walk_->session() == nullptr) return;
  std::visit([&](const auto& what) { carry_out(what, now); }, command);
}

void Application::carry_out(const compare::WithTakeBefore&, Clock::time_point now) {
  const Session& session = *walk_->session();
  const std::size_t present = session.take_number();
  if (present < 2 && !compared_ && !comparing_.is_under_way()) {
    return tell({"There is no other take to compare this one with: R begins one, and W then shows the two."});
  }
  const std::size_t shown = compared_ ? compared_->take().value_or(1) : present;
  const std::size_t last = take_asked_for_.value_or(shown);
  if (last < 2) return carry_out(compare::End{}, now);
  const std::size_t number = last - 1;
  auto other = std::make_unique<ComparedTake>(session.takes()[number - 1], fmt::format("take {}", number), number);
  if (!takes_long(*other, session.view().steps.known())) return show_compared(std::move(other));
  take_asked_for_ = number;
  compare_aside(std::move(other));
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
  tell({std::holds_alternative<comparison::Same>(compared_->comparison())
            ? "The two do not differ: there is no difference to go to."
            : "The two are of different scenarios: their calls are not compared."});
}

void Application::carry_out(const compare::End&, Clock::time_point) {
  compared_.reset();
  comparing_.drop();
  take_asked_for_.reset();
}

// Another take of the same script is compared with the same recording; one of another script with none.
void Application::keep_comparable(const std::shared_ptr<const Recording>& present) {
  if (!compared_) return;
  if (!is_comparable(*present, *compared_)) return compared_.reset();
  if (takes_long(*compared_, 0)) compare_aside(std::move(compared_));
}

}  // namespace doorway::app
