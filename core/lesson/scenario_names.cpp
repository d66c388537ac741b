#include "core/lesson/scenario_names.hpp"

#include <algorithm>
#include <variant>

namespace doorway {

void ScenarioNames::add(const Scenario& scenario) {
  std::vector<std::size_t> places;  // in processes_, by ProcessId
  for (const std::string& name : scenario.processes) {
    const Process* known = find(name);
    places.push_back(known == nullptr ? processes_.size() : static_cast<std::size_t>(known - processes_.data()));
    if (known == nullptr) processes_.push_back({name, {}, {}});
  }
  for (const auto& line : scenario.lines) {
    Process& process = processes_[places[line->process]];
    ++process.calls[std::string(call_name(line->call))];
    if (!line->new_socket.empty()) ++process.sockets[line->new_socket].times_made;
    if (std::holds_alternative<call::Listen>(line->call)) process.sockets[line->socket].listens = true;
  }
}

std::vector<std::string> ScenarioNames::process_names() const {
  std::vector<std::string> names;
  for (const Process& process : processes_) names.push_back(process.name);
  return names;
}

const ScenarioNames::Process* ScenarioNames::find(std::string_view process) const {
  const auto found =
      std::find_if(processes_.begin(), processes_.end(), [&](const Process& each) { return each.name == process; });
  return found == processes_.end() ? nullptr : &*found;
}

}  // namespace doorway
