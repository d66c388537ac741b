// What can be done with the take, and on its timeline.
#include "app/action_table.hpp"

namespace doorway::app::action_table {
namespace {

bool compares(const ActionContext& context) {
  return context.in_lesson && context.compares;
}
bool comparison_is_first(const ActionContext& context) {
  return compares(context) && !context.help_is_open && !context.message_is_open;
}
bool in_take(const ActionContext& context) {
  return context.in_lesson && !context.shows_recording;
}
bool in_recording(const ActionContext& context) {
  return context.in_lesson && context.shows_recording;
}

template <class What>
Command move(const ActionContext&) {
  return SessionCommand{session::Move{What{}}};
}
template <class What>
Command of_timeline(const ActionContext&) {
  return TimelineCommand{What{}};
}
template <class What>
Command of_comparison(const ActionContext&) {
  return CompareCommand{What{}};
}
template <TimelineCard card>
Command open_card(const ActionContext&) {
  return TimelineCommand{timeline::Open{card}};
}
constexpr double key_zoom = 1.5;  // of what is shown
constexpr double key_pan = 0.25;
Command closer(const ActionContext&) {
  return TimelineCommand{timeline::Zoom{1 / key_zoom, {}}};
}
Command further(const ActionContext&) {
  return TimelineCommand{timeline::Zoom{key_zoom, {}}};
}
Command pan_back(const ActionContext&) {
  return TimelineCommand{timeline::Pan{-key_pan}};
}
Command pan_on(const ActionContext&) {
  return TimelineCommand{timeline::Pan{key_pan}};
}
Command bookmark_before(const ActionContext&) {
  return TimelineCommand{timeline::ToBookmark{false}};
}
Command new_take(const ActionContext&) {
  return SessionCommand{session::NewTake{}};
}

constexpr std::array through_take{
    Row{in_lesson, "Play to where the page wants to stop, or pause", one({Key::space}), walk_to<walk::PlayOrPause>,
        Likely::first},
    Row{in_lesson, "One step on", one({Key::right}), move<playhead::StepForward>, Likely::first},
    Row{in_lesson, "One step back", one({Key::left}), move<playhead::StepBack>, Likely::first},
    Row{in_lesson, "One call on", one(shift(Key::right)), move<playhead::CallForward>},
    Row{in_lesson, "One call back", one(shift(Key::left)), move<playhead::CallBack>},
    Row{in_lesson, "Play slower", two(letter(U','), letter(U'<')), change<setting::ChangeSpeed, -1>},
    Row{in_lesson, "Play faster", two(letter(U'.'), letter(U'>')), change<setting::ChangeSpeed, 1>},
    Row{in_lesson, "To the beginning", one({Key::home}), move<playhead::Home>},
    Row{in_lesson, "To the last step there is", one({Key::end}), move<playhead::End>},
    Row{in_take, "A new take: fresh sockets, the same calls up to here", one(letter(U'r')), new_take, Likely::first},
    Row{in_recording, "Go on from here in a recording: fresh sockets, the same calls, then yours", one(letter(U'r')),
        new_take, Likely::first},
};

constexpr std::array on_timeline{
    Row{in_lesson, "To a step by its number", one(letter(U'j')), open_card<TimelineCard::jump>},
    Row{in_lesson, "A bookmark here, or none", one(letter(U'm')), of_timeline<timeline::ToggleBookmark>},
    Row{in_lesson, "To the next bookmark", one(letter(U'n')), of_timeline<timeline::ToBookmark>},
    Row{in_lesson, "To the bookmark before", one(letter(U'p')), bookmark_before},
    Row{in_lesson, "The timeline closer", one(control(Key::up)), closer, Likely::last},
    Row{in_lesson, "The timeline from further away", one(control(Key::down)), further, Likely::last},
    Row{in_lesson, "The timeline to the left", one(control(Key::left)), pan_back, Likely::last},
    Row{in_lesson, "The timeline to the right", one(control(Key::right)), pan_on, Likely::last},
    Row{in_lesson, "All of the timeline, and back", one(letter(U'z')), of_timeline<timeline::Fit>},
    Row{in_lesson, "The timeline by steps, or by time", one(letter(U'x')), of_timeline<timeline::SwitchAxis>},
    Row{in_lesson, "Which sockets the timeline shows", one(letter(U'k')), open_card<TimelineCard::sockets>},
    Row{in_lesson, "What the timeline's signs mean", one(letter(U'l')), open_card<TimelineCard::legend>},

    Row{in_lesson, "Compare with the take before; again: with the one before that", one(letter(U'w')),
        of_comparison<compare::WithTakeBefore>},
    Row{has_run, "Compare with a recording from a file\u2026", no_key(), of_comparison<compare::WithFile>},
    Row{compares, "To the first difference from what it is compared with", one(letter(U'y')),
        of_comparison<compare::ToDifference>},
    Row{comparison_is_first, "End the comparison", one({Key::escape}), of_comparison<compare::End>, Likely::last},
};

}  // namespace

std::span<const Row> rows_of_take() {
  return through_take;
}

std::span<const Row> rows_of_timeline() {
  return on_timeline;
}

}  // namespace doorway::app::action_table
