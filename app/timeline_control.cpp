#include "app/timeline_control.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace doorway::app {
namespace {

constexpr std::size_t most_digits = 9;

/// One command on its way into the timeline's state; each returns where the cursor is to go.
struct Change {
  using Seek = std::optional<Seq>;

  TimelineUi& ui;
  const TimelineGround& ground;

  [[nodiscard]] ViewGround view() const { return view_ground(ui, ground); }
  [[nodiscard]] std::size_t step() const { return ground.steps.step_at(ground.cursor); }

  Seek operator()(const timeline::Zoom& zoom) const;
  Seek operator()(const timeline::Pan& pan) const;
  Seek operator()(const timeline::ShowFrom& show) const;
  Seek operator()(const timeline::Fit& fit) const;
  Seek operator()(const timeline::SwitchAxis& axis) const;
  Seek operator()(const timeline::Open& open) const;
  Seek operator()(const timeline::Close& close) const;
  Seek operator()(const timeline::Type& type) const;
  Seek operator()(const timeline::Erase& erase) const;
  Seek operator()(const timeline::Go& go) const;
  Seek operator()(const timeline::ToggleBookmark& toggle) const;
  Seek operator()(const timeline::ToBookmark& to) const;
  Seek operator()(const timeline::MoveRow& move) const;
  Seek operator()(const timeline::ToggleRow& toggle) const;
  Seek operator()(const timeline::ShowAllSockets& all) const;
};

Change::Seek Change::operator()(const timeline::Zoom& how) const {
  const AxisSpan shown = span_of(ui.view, view());
  const double cursor = view().map.place_of_step(step());
  const double middle = (shown.from + shown.to) / 2;
  zoom(ui.view, view(), how.factor, how.about.value_or(shown.contains(cursor) ? cursor : middle));
  return std::nullopt;
}

Change::Seek Change::operator()(const timeline::Pan& pan) const {
  const AxisSpan shown = span_of(ui.view, view());
  hold(ui.view, view(), shown.from + pan.share * shown.width());
  return std::nullopt;
}

Change::Seek Change::operator()(const timeline::ShowFrom& show) const {
  hold(ui.view, view(), show.from);
  return std::nullopt;
}

Change::Seek Change::operator()(const timeline::Fit&) const {
  fit(ui.view);
  return std::nullopt;
}

Change::Seek Change::operator()(const timeline::SwitchAxis&) const {
  set_axis(ui.view, view(), ui.view.axis == Axis::steps ? Axis::time : Axis::steps);
  return std::nullopt;
}

Change::Seek Change::operator()(const timeline::Open& open) const {
  ui.card = ui.card == open.card ? TimelineCard::none : open.card;
  ui.typed.clear();
  ui.complaint.clear();
  ui.row = 0;
  return std::nullopt;
}

Change::Seek Change::operator()(const timeline::Close&) const {
  ui.card = TimelineCard::none;
  return std::nullopt;
}

Change::Seek Change::operator()(const timeline::Type& type) const {
  if (ui.typed.size() < most_digits) ui.typed.push_back(type.digit);
  ui.complaint.clear();
  return std::nullopt;
}

Change::Seek Change::operator()(const timeline::Erase&) const {
  if (!ui.typed.empty()) ui.typed.pop_back();
  ui.complaint.clear();
  return std::nullopt;
}

Change::Seek Change::operator()(const timeline::Go&) const {
  std::size_t wanted = 0;
  const char* end = ui.typed.data() + ui.typed.size();
  if (std::from_chars(ui.typed.data(), end, wanted).ec != std::errc{}) {
    ui.complaint = "Type the number of a step first.";
    return std::nullopt;
  }
  if (wanted > ground.steps.step_count()) {
    ui.complaint = "There is no step " + std::to_string(wanted) + ": the last one is " +
                   std::to_string(ground.steps.step_count()) + ".";
    return std::nullopt;
  }
  ui.card = TimelineCard::none;
  return ground.steps.event_of(wanted);
}

Change::Seek Change::operator()(const timeline::ToggleBookmark&) const {
  const Seq here = ground.steps.event_of(step());
  std::vector<Seq>& marks = ui.bookmarks[ground.recording];
  const auto place = std::lower_bound(marks.begin(), marks.end(), here);
  if (place != marks.end() && *place == here) {
    marks.erase(place);
  } else {
    marks.insert(place, here);
  }
  return std::nullopt;
}

Change::Seek Change::operator()(const timeline::ToBookmark& to) const {
  const Seq here = ground.steps.event_of(step());
  const std::span<const Seq> marks = bookmarks_of(ui, ground.recording);
  const auto after = std::upper_bound(marks.begin(), marks.end(), here);
  if (to.forward) return after == marks.end() ? std::nullopt : std::optional(*after);
  const auto from = std::lower_bound(marks.begin(), marks.end(), here);
  return from == marks.begin() ? std::nullopt : std::optional(*std::prev(from));
}

Change::Seek Change::operator()(const timeline::MoveRow& move) const {
  const auto last = static_cast<long>(ground.calls.sockets().size());
  ui.row = static_cast<std::size_t>(std::clamp(static_cast<long>(ui.row) + move.by, 0L, last));
  return std::nullopt;
}

Change::Seek Change::operator()(const timeline::ToggleRow& toggle) const {
  const std::size_t row = toggle.row.value_or(ui.row);
  if (row == 0) return (*this)(timeline::ShowAllSockets{});
  if (row > ground.calls.sockets().size()) return std::nullopt;
  const std::string& name = ground.calls.sockets()[row - 1].name;
  const auto chosen = std::find(ui.chosen.begin(), ui.chosen.end(), name);
  if (chosen == ui.chosen.end()) {
    ui.chosen.push_back(name);
  } else {
    ui.chosen.erase(chosen);
  }
  return std::nullopt;
}

Change::Seek Change::operator()(const timeline::ShowAllSockets&) const {
  ui.chosen.clear();
  return std::nullopt;
}

}  // namespace

ViewGround view_ground(const TimelineUi& ui, const TimelineGround& ground) {
  return {AxisMap(ui.view.axis, ground.steps, *ground.recording, ground.beside), ground.cursor, ui.natural_steps};
}

AxisSpan shown_span(const TimelineUi& ui, const TimelineGround& ground) {
  return ui.still ? *ui.still : span_of(ui.view, view_ground(ui, ground));
}

std::optional<Seq> apply(TimelineUi& ui, const TimelineCommand& command, const TimelineGround& ground) {
  return std::visit(Change{ui, ground}, command);
}

std::span<const Seq> bookmarks_of(const TimelineUi& ui, const std::shared_ptr<const Recording>& recording) {
  const auto found = ui.bookmarks.find(recording);
  return found == ui.bookmarks.end() ? std::span<const Seq>() : std::span<const Seq>(found->second);
}

std::vector<SocketId> chosen_sockets(const TimelineUi& ui, const TimelineIndex& calls) {
  std::vector<SocketId> ids;
  for (const std::string& name : ui.chosen) {
    const auto found = std::find_if(calls.sockets().begin(), calls.sockets().end(),
                                    [&name](const SocketName& socket) { return socket.name == name; });
    ids.push_back(found == calls.sockets().end() ? SocketId::none : found->id);
  }
  return ids;
}

void show_take(TimelineUi& ui, bool same_script) {
  ui.view.from.reset();
  ui.grip = TimelineGrip::none;
  ui.still.reset();
  if (!same_script) ui.chosen.clear();
}

}  // namespace doorway::app
