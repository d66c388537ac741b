#include "core/record/recording.hpp"

#include <sys/utsname.h>

namespace doorway {

RecordingHeader make_header(Scenario scenario, std::string network, bool free_run) {
  utsname name{};
  ::uname(&name);
  return {name.sysname, name.release, name.machine, std::move(network), free_run, std::move(scenario)};
}

}  // namespace doorway
