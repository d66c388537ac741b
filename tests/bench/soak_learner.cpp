#include "tests/bench/soak_learner.hpp"

#include "app/tour_answers.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <string>

namespace doorway {

using app::Key;
using app::KeyPress;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds longest_rest{20000};
constexpr std::size_t most_pages_of_a_visit = 5;

}  // namespace

bool SoakLearner::visit() {
  rest();
  if (!open_something()) return false;
  for (std::size_t left = 1 + below(most_pages_of_a_visit); left > 0 && walk() != nullptr; --left) {
    play_page();
    if (walk() == nullptr || walk()->page_index() + 1 >= walk()->lesson().pages.size()) break;
    press(Key::page_down);
  }
  if (one_in(4) && walk() != nullptr) hit({Key::space});  // and leaves while it plays
  return back_to_list();
}

bool SoakLearner::open_something() {
  if (one_in(8)) glance_at_cards();
  return !shell_.application().settings().recent_files.empty() && one_in(5) ? open_recent() : open_lesson();
}

// Each lesson once, in a random order, and then again.
bool SoakLearner::open_lesson() {
  const auto& lessons = shell_.application().lessons();
  if (order_.empty()) {
    order_.resize(lessons.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::shuffle(order_.begin(), order_.end(), random_);
  }
  if (order_.empty()) {
    trouble_ = "there are no lessons";
    return false;
  }
  const std::size_t lesson = order_.back();
  order_.pop_back();
  if (lesson < 9) {
    press(U'1' + static_cast<char32_t>(lesson));
  } else {
    find(lessons[lesson].title());
  }
  if (walk() == nullptr) {
    trouble_ = "lesson " + std::to_string(lesson + 1) + " does not open: " + shell_.application().message();
    return false;
  }
  ++tally_.lessons;
  // The pages at the end have their turn as often as those at the beginning.
  for (std::size_t skipped = below(walk()->lesson().pages.size()); skipped > 0; --skipped) hit({Key::page_down});
  rest();
  return true;
}

// It may be gone by now: then the window says so, which is no fault.
bool SoakLearner::open_recent() {
  find("Open the recent file");
  if (walk() == nullptr) {
    press(Key::escape);
    return open_lesson();
  }
  ++tally_.recordings;
  return true;
}

bool SoakLearner::back_to_list() {
  for (int tries = 0; tries < 8 && walk() != nullptr; ++tries) press(Key::escape);
  if (walk() != nullptr) {
    trouble_ = "there is no way back from page " + walk()->page().id;
    return false;
  }
  while (!shell_.application().message().empty()) press(Key::escape);
  rest();
  return true;
}

void SoakLearner::play_page() {
  ++tally_.pages;
  if (const Ask* ask = ask_of(walk()->page())) answer(*ask);
  press(Key::space);
  for (std::size_t left = below(8); left > 0; --left) step();
  if (one_in(3)) look();
  if (one_in(4)) change_scenario();
  if (const Goal* goal = goal_of(walk()->page()); goal != nullptr && one_in(2)) reach_goal(*goal);
  if (walk()->session() != nullptr && one_in(5)) write_file();
  if (walk()->session() != nullptr && one_in(10)) save_take();
}

// Half of the times as somebody who believes otherwise; and sometimes once more.
void SoakLearner::answer(const Ask& ask) {
  for (int times = one_in(3) ? 2 : 1; times > 0; --times) {
    const std::optional<Verdict> told = walk()->ask_state().verdict;
    if (told) press(U'q');
    for (const KeyPress& key : app::keys_for(ask, told && one_in(2) ? told->right : app::belief(ask))) hit(key);
    ++tally_.answers;
    const std::size_t stops = std::max<std::size_t>(walk()->page().cue.stops.size(), 1);
    for (std::size_t stop = 0; stop < stops && !walk()->ask_state().is_decided(); ++stop) press(Key::space);
  }
}

// All hints, the solution, its run, and back.
void SoakLearner::reach_goal(const Goal& goal) {
  for (std::size_t hint = 0; hint < goal.hints.size() + 2; ++hint) press(U'h');
  ++tally_.changed_runs;
  press(U'u');
}

void SoakLearner::step() {
  constexpr std::array keys{Key::right, Key::right, Key::right, Key::left, Key::left, Key::home, Key::end, Key::space};
  switch (below(6)) {
    case 0: return press(U'a' + static_cast<char32_t>(below(3)));
    case 1: return one_in(2) ? press(U'r') : hit({keys.at(below(keys.size()))});
    default: return press(keys.at(below(keys.size())), one_in(3));
  }
}

void SoakLearner::look() {
  constexpr std::array keys{U'i', U'x', U'z', U'w', U'v', U't', U'+', U'm', U'n'};
  constexpr std::array leaves{Key::f2, Key::f3, Key::f4, Key::f5};
  press(leaves.at(below(leaves.size())));
  press(keys.at(below(keys.size())));
  press_with_control(U'0');  // text as large as at first
  press(keys.at(below(4)));
}

void SoakLearner::change_scenario() {
  press_with_control(U'e');
  if (!shell_.application().editor().is_open()) return;  // the page has no scenario
  hit({Key::end, 0, false, true});
  for (const char32_t letter : std::u32string_view(U"\n# mine")) {
    hit(letter == U'\n'  ? KeyPress{Key::enter}
        : letter == U' ' ? KeyPress{Key::space}
                         : KeyPress{Key::character, letter});
  }
  press({Key::enter, 0, false, true});
  ++tally_.changed_runs;
  press_with_control(U'e');
  press(U'u');  // the lesson's own again
}

void SoakLearner::write_file() {
  constexpr std::array forms{"Export the take as text",
                             "Export the take as JSON lines",
                             "Export the take as a table",
                             "Export the take as a sequence diagram",
                             "Export the take as packets",
                             "Export the take as a web page",
                             "Export the scenario in Python",
                             "Export the scenario in C",
                             "Save the stage PNG",
                             "Save the timeline SVG"};
  find(forms.at(below(forms.size())));
  ++tally_.files;
  if (!shell_.application().message().empty()) press(Key::escape);
}

void SoakLearner::save_take() {
  press_with_control(U's');
  press(Key::enter);
  ++tally_.files;
  if (shell_.application().browser().asks_to_replace()) press(Key::enter);
  while (shell_.application().browser().is_open()) press(Key::escape);
  if (!shell_.application().message().empty()) press(Key::escape);
}

void SoakLearner::glance_at_cards() {
  press_with_control(one_in(2) ? U'g' : U'p');
  press(Key::escape);
}

// --- Keys

void SoakLearner::press(KeyPress key) {
  hit(key);
  rest();
}

void SoakLearner::hit(KeyPress key) {
  ++tally_.keys;
  window_.press(key);
  const auto until = std::chrono::steady_clock::now() + pace_;
  do {
    shell_.turn(
        std::max(milliseconds(1), std::chrono::duration_cast<milliseconds>(until - std::chrono::steady_clock::now())));
  } while (std::chrono::steady_clock::now() < until);
}

void SoakLearner::find(std::string_view text) {
  hit({Key::character, U'k', false, true});
  while (!text.empty()) {
    const DecodedCharacter letter = decode_utf8(text);
    text.remove_prefix(letter.size_bytes);
    window_.press(letter.code_point == U' ' ? KeyPress{Key::space} : KeyPress{Key::character, letter.code_point});
  }
  press(Key::enter);
}

void SoakLearner::rest() {
  const auto give_up_at = std::chrono::steady_clock::now() + longest_rest;
  for (int still = 0; still < 3;) {
    shell_.turn(milliseconds(2));
    still = shell_.application().is_busy() ? 0 : still + 1;
    if (std::chrono::steady_clock::now() < give_up_at) continue;
    ++tally_.restless;
    return;
  }
}

}  // namespace doorway
