#pragma once

#include "app/cli/document.hpp"
#include "core/base/ids.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace doorway::cli {

/// One scenario of a file that can be run.
struct ScenarioPart {
  std::string page_id;   ///< of the lesson's page that begins it; empty for a scenario
  std::size_t page = 0;  ///< that page, from 1; 0: the file is the scenario
  std::string title;     ///< "Page 2 of 9: One send, one recv", safe to show; empty for a scenario
  Scenario scenario;
  std::vector<ProcessId> order;  ///< who goes first, as the page says
};

/// What the file has to run, in file order.
std::vector<ScenarioPart> scenario_parts(Document document);

}  // namespace doorway::cli
