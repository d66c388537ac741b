#include "core/session/session.hpp"

#include <algorithm>
#include <utility>

namespace doorway {
namespace {

bool can_be_granted(const ProcessStatus& process) {
  return process.standing == Standing::before_line || process.standing == Standing::woken;
}

bool somebody_can_move(const RunStatus& status) {
  return std::any_of(status.processes.begin(), status.processes.end(), can_be_granted);
}

TakeOptions options_of(const std::vector<ProcessId>& order, const Ground& ground) {
  TakeOptions options;
  options.order = order;
  options.on_change = ground.on_change;
  if (ground.new_journal) options.journal = ground.new_journal(order);
  return options;
}

}  // namespace

Result<std::unique_ptr<Session>> Session::create(Scenario scenario, std::vector<ProcessId> order,
                                                 const Ground& ground) {
  auto take = Take::create(std::move(scenario), ground.network, options_of(order, ground));
  if (take.has_error()) return take.error();
  std::unique_ptr<Session> session(new Session(std::move(order), ground));
  session->show(std::move(*take));
  return session;
}

std::unique_ptr<Session> Session::of_recording(std::unique_ptr<ReplayView> view, RunStatus ended,
                                               std::vector<ProcessId> order, const Ground& ground) {
  std::unique_ptr<Session> session(new Session(std::move(order), ground));
  session->status_ = std::move(ended);
  session->status_.idle = true;
  session->status_.over = true;
  session->status_.next.reset();
  session->status_.processes.resize(view->recording->scenario().processes.size());
  view->update();
  session->show(std::move(view));
  return session;
}

Session::Session(std::vector<ProcessId> order, const Ground& ground) : ground_(ground), order_(std::move(order)) {}

Session::~Session() {
  if (take_) ground_.retired.add(std::move(take_));
}

void Session::show(std::unique_ptr<Take> take) {
  if (take_) ground_.retired.add(std::move(take_));
  take_ = std::move(take);
  status_ = take_->status();
  show(std::make_unique<ReplayView>(take_->shared_recording()));
}

void Session::show(std::unique_ptr<ReplayView> view) {
  takes_.push_back(view->recording);
  view_ = std::move(view);
  playhead_ = {};
  another_way_.reset();
}

const WorldState& Session::world() {
  return world_at(playhead_.cursor);
}

const WorldState& Session::world_at(Seq cursor) {
  return view_->history.at(cursor);
}

bool Session::is_playing() const {
  return travel_ && !travel_->anywhere;
}

bool Session::is_busy() const {
  return travel_ || repeating_ || playhead_.wish || !status_.idle;
}

std::optional<Session::Clock::time_point> Session::wakes_at() const {
  if (!travel_ || repeating_) return std::nullopt;
  // A grant is under way, or time has to pass before there can be one: on_change tells when that is so.
  const bool goes_on_live = travel_->at_once || is_live();
  const bool waits_for_take = goes_on_live && (!status_.idle || (!status_.over && !somebody_can_move(status_)));
  if (waits_for_take) return travel_->timers_until;
  return travel_->at_once ? std::nullopt : std::optional(travel_->next_step);
}

// --- Commands

void Session::apply(const SessionCommand& command, Clock::time_point now) {
  take_in();
  notice_.reset();
  std::visit([&](const auto& what) { carry_out(what, now); }, command);
}

void Session::carry_out(const session::Move& move, Clock::time_point) {
  travel_.reset();
  if (repeating_) return;  // the cursor is on its way to where it was
  playhead_ = doorway::apply(move.command, playhead_, view_->steps);
  if (playhead_.wish) wish(*playhead_.wish);
}

void Session::carry_out(const session::GrantOne& grant, Clock::time_point) {
  travel_.reset();
  if (repeating_) {
    grant_next_ = grant.process;
  } else if (is_live() && !is_replay()) {
    grant_alone(grant.process);
  } else {
    begin_take(grant.process);
  }
}

void Session::carry_out(const session::NewTake&, Clock::time_point) {
  travel_.reset();
  begin_take(std::nullopt);
}

void Session::begin_take(std::optional<ProcessId> then) {
  const Seq cursor = playhead_.cursor;
  if (cursor != 0 && recording().header().free_run) {
    notice_ = notice::NoNewTake{"this was a free run, without turns that could be repeated: go to its beginning first"};
    return;
  }
  // From the very beginning there is nothing to repeat, and the page's order holds again.
  TakeOptions options = options_of(cursor == 0 ? order_ : std::vector<ProcessId>(), ground_);
  auto take = cursor == 0 ? Take::create(recording().scenario(), ground_.network, std::move(options))
                          : Take::repeat(takes_.back(), cursor, ground_.network, std::move(options));
  if (take.has_error()) {
    notice_ = notice::NoNewTake{take.error().message};
    return;
  }
  show(std::move(*take));
  repeating_ = true;
  grant_next_ = then;
  take_in();  // it may have repeated all already
}

void Session::carry_out(const session::PlayTo& play, Clock::time_point now) {
  travel_ = Travel{play.stops, playhead_.cursor, false, step_time_.count() == 0, now, std::nullopt};
  travel(now);
}

void Session::carry_out(const session::GoTo& go, Clock::time_point now) {
  travel_ = Travel{{go.place}, playhead_.cursor, true, true, now, std::nullopt};
  travel(now);
}

void Session::carry_out(const session::Pause&, Clock::time_point) {
  travel_.reset();
}

void Session::grant_alone(ProcessId process) {
  if (process >= status_.processes.size() || has_failed()) return;
  if (status_.idle && !can_be_granted(status_.processes[process])) {
    notice_ = notice::CannotMove{process, status_.processes[process]};
    return;
  }
  take_->grant(process);
  status_.idle = false;
  playhead_.wish = Wish::step;
}

void Session::wish(Wish what) {
  if (!ask_for_grant()) {
    playhead_.wish.reset();
    return;
  }
  playhead_.wish = what;
}

// After saying why, and ending whatever was under way.
bool Session::has_failed() {
  if (status_.failure.empty()) return false;
  travel_.reset();
  notice_ = notice::TakeFailed{status_.failure};
  return true;
}

// False when nobody can be granted anything, after saying why.
bool Session::ask_for_grant() {
  if (has_failed()) return false;
  if (!status_.idle) return true;  // one is under way: it will do
  if (status_.over) {
    notice_ = notice::RunIsOver{};
    return false;
  }
  if (!somebody_can_move(status_)) {
    notice_ = notice::OnlyTimersRun{};
    return false;
  }
  take_->grant_next();
  status_.idle = false;
  return true;
}

// --- What has happened

bool Session::update(Clock::time_point now) {
  const PlayheadState before = playhead_;
  const RunStatus status_before = status_;
  const Seq known_before = view_->steps.known();
  const bool was_busy = is_busy();
  take_in();
  if (status_.failure != status_before.failure) has_failed();
  if (travel_) travel(now);
  return before != playhead_ || status_before != status_ || known_before != view_->steps.known() ||
         was_busy != is_busy();
}

// The status is read first: when it says that all is at rest, the recording has all of it.
void Session::take_in() {
  const bool rests_at_live_end = status_.idle && !travel_ && !playhead_.wish && is_live();
  const Seq known = view_->steps.known();
  if (take_) status_ = take_->status();
  view_->update();
  if (repeating_) {
    playhead_ = doorway::apply(playhead::End{}, {}, view_->steps);
    if (status_.idle) finish_repeating();
    return;
  }
  playhead_ = catch_up(playhead_, view_->steps, status_.idle);
  // What the kernel tells late was brought by nobody's grant: who stood at the live end stands there still.
  if (rests_at_live_end && only_kernel_told_since(known)) playhead_ = doorway::apply(playhead::End{}, {}, view_->steps);
}

bool Session::only_kernel_told_since(Seq seq) const {
  for (++seq; seq <= view_->steps.known(); ++seq) {
    const EventBody& body = recording().at(seq).body;
    if (!std::holds_alternative<Observed>(body) && !std::holds_alternative<TurnedAway>(body)) return false;
  }
  return true;
}

void Session::finish_repeating() {
  repeating_ = false;
  if (travel_) travel_->from = playhead_.cursor;  // what is repeated is no part of the way
  another_way_ = take_->went_another_way();
  const auto process = std::exchange(grant_next_, std::nullopt);
  if (another_way_) {
    travel_.reset();
    notice_ = notice::AnotherWay{*another_way_};
  } else if (process) {
    grant_alone(*process);
  }
}

// --- On the way to a place

std::optional<Seq> Session::goal_of(const Travel& travel) const {
  if (travel.anywhere) return view_->places.find(travel.stops.front(), run_is_over()).cursor;
  // What the kernel says late of the caller's own socket belongs to the step where it began.
  const StepIndex& steps = view_->steps;
  return view_->places.next_stop(travel.stops, steps.cursor_of(steps.step_at(travel.from)));
}

void Session::travel(Clock::time_point now) {
  if (repeating_) return;
  const auto goal = goal_of(*travel_);
  if (travel_->at_once) return travel_at_once(goal);
  const std::size_t step = view_->steps.step_at(playhead_.cursor);
  // Where the call came though it was not next, only it told of the moment before it: the cursor may stand there.
  if (goal && step >= view_->steps.step_at(*goal)) return travel_.reset();
  if (is_live() && is_just_before_stop()) return travel_.reset();
  if (now < travel_->next_step) return;
  if (is_live()) return travel_live();
  playhead_ = {view_->steps.cursor_of(step + 1), std::nullopt};
  travel_->next_step = now + step_time_;
  if (goal && step + 1 >= view_->steps.step_at(*goal)) travel_.reset();
}

void Session::travel_at_once(std::optional<Seq> goal) {
  if (!goal) return travel_live();
  playhead_ = {view_->steps.cursor_of(view_->steps.step_at(*goal)), std::nullopt};
  travel_.reset();
}

// The place is not in the recording so far: the take has to go on.
void Session::travel_live() {
  if (!status_.idle) return;  // on_change will tell
  if (is_just_before_stop()) {
    playhead_ = doorway::apply(playhead::End{}, playhead_, view_->steps);
    return travel_.reset();
  }
  if (!status_.over && !somebody_can_move(status_)) return wait_for_timers();
  travel_->timers_until.reset();
  if (!ask_for_grant() && travel_) arrive_at_end();
}

// A script's own time limit is worth waiting for; a kernel that knocks again and again may do so for minutes. Their
// timers go by the real clock, whatever time the walk goes by.
void Session::wait_for_timers() {
  constexpr std::chrono::seconds longest{5};
  const Clock::time_point now = Clock::now();
  if (!travel_->timers_until) travel_->timers_until = now + longest;
  if (now < *travel_->timers_until) return;
  playhead_ = doorway::apply(playhead::End{}, playhead_, view_->steps);
  notice_ = notice::OnlyTimersRun{};
  travel_.reset();
}

// The next grant begins the place's call: that is the moment before it, though the recording does not know of it yet.
bool Session::is_just_before(const Place& place) const {
  if (place.moment != Place::Moment::before || !status_.idle || !status_.next) return false;
  const ProcessStatus& next = status_.processes[*status_.next];
  if (next.standing != Standing::before_line || next.line == nullptr) return false;
  const auto& [process, call] = place.call.calls;
  return recording().scenario().processes[*status_.next] == process && call_name(next.line->call) == call &&
         view_->places.calls_begun(*status_.next, call) + 1 == place.call.nth;
}

// Playing that begins at a stop goes on to the next one: a stop lies beyond the step where it began.
bool Session::is_just_before_stop() const {
  return (travel_->anywhere || view_->steps.step_at(travel_->from) < view_->steps.step_count()) &&
         std::any_of(travel_->stops.begin(), travel_->stops.end(),
                     [&](const Place& stop) { return is_just_before(stop); });
}

bool Session::has_reached(const Place& place) const {
  const auto cursor = view_->places.find(place, run_is_over()).cursor;
  return cursor ? playhead_.cursor >= *cursor : is_live() && is_just_before(place);
}

void Session::arrive_at_end() {
  playhead_ = doorway::apply(playhead::End{}, playhead_, view_->steps);
  const auto missed = std::find_if(travel_->stops.begin(), travel_->stops.end(), [&](const Place& place) {
    return place.moment != Place::Moment::end && view_->places.find(place, true).never;
  });
  const bool went_to_a_place = travel_->anywhere && missed != travel_->stops.end();
  notice_ = went_to_a_place ? Notice{notice::PlaceNeverCame{*missed}} : Notice{notice::RunIsOver{}};
  travel_.reset();
}

}  // namespace doorway
