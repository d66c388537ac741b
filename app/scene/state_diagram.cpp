#include "app/scene/state_way.hpp"

#include <algorithm>

namespace doorway::app {
namespace {

constexpr std::size_t end_box = diagram_states.size() - 1;

std::size_t box_of(TcpState state) {
  return static_cast<std::size_t>(std::find(diagram_states.begin(), diagram_states.end(), state) -
                                  diagram_states.begin());
}

bool is_of_the_end(TcpState state) {
  return state != TcpState::closed && state != TcpState::listen && state != TcpState::syn_sent;
}

/// CLOSED is the second box for a socket that comes from a connection, and the first one else.
std::size_t box_after(TcpState before, TcpState state) {
  return state == TcpState::closed && is_of_the_end(before) ? end_box : box_of(state);
}

Passage passage_of(const StateStop& stop) {
  return stop.measured ? Passage::measured : Passage::inferred;
}

void draw_arrow(StateDiagram& diagram, std::size_t from, std::size_t to, Passage passage, std::string_view cause) {
  const auto known = std::find_if(diagram.arrows.begin(), diagram.arrows.end(),
                                  [from, to](const StateArrow& arrow) { return arrow.from == from && arrow.to == to; });
  if (known == diagram.arrows.end()) {
    diagram.arrows.push_back({from, to, passage, std::string(cause)});
  } else {
    known->passage = std::max(known->passage, passage);
  }
}

void draw_transitions(StateDiagram& diagram) {
  for (const TcpTransition& step : tcp_transitions()) {
    if (!step.always_drawn) continue;
    draw_arrow(diagram, box_of(step.from), box_after(step.from, step.to), Passage::none, step.cause);
  }
}

std::string_view cause_of(TcpState from, TcpState to) {
  for (const TcpTransition& step : tcp_transitions()) {
    if (step.from == from && step.to == to) return step.cause;
  }
  return to == TcpState::closed ? "an RST, or it was given up" : "";
}

void draw_way(StateDiagram& diagram, const std::vector<StateStop>& way) {
  std::size_t box = 0;
  for (std::size_t i = 0; i < way.size(); ++i) {
    const StateStop& stop = way[i];
    const std::size_t next = i == 0 ? box_of(stop.state) : box_after(way[i - 1].state, stop.state);
    if (i > 0) {
      const bool both = stop.measured && way[i - 1].measured;
      draw_arrow(diagram, box, next, both ? Passage::measured : Passage::inferred,
                 cause_of(way[i - 1].state, stop.state));
      diagram.way += " → ";
    }
    diagram.way += std::string(figure_name(stop.state)) + (stop.measured ? "" : " (inferred)");
    StateBox& here = diagram.boxes[next];
    here.passage = std::max(here.passage, passage_of(stop));
    here.is_present = i + 1 == way.size();
    here.hint += "\n" + stop.reason;
    box = next;
  }
}

}  // namespace

StateDiagram state_diagram(const std::vector<StateStop>& way) {
  StateDiagram diagram;
  for (std::size_t i = 0; i < diagram_states.size(); ++i) {
    const TcpState state = diagram_states.at(i);
    const std::string name(figure_name(state));
    diagram.boxes.push_back({state, i == end_box, Passage::none, false, name, std::string(meaning(state))});
  }
  draw_transitions(diagram);
  draw_way(diagram, way);
  for (StateBox& box : diagram.boxes) {
    if (box.passage == Passage::none) box.hint += "\nNo event tells that the socket was in this state";
  }
  return diagram;
}

}  // namespace doorway::app
