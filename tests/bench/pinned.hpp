#pragma once

#include <pthread.h>
#include <sched.h>

namespace doorway {

/// This thread, and those that it makes, run on this core from now on; where the system has no such core, anywhere.
inline void pin_to_core(int core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(static_cast<unsigned>(core), &cores);
  static_cast<void>(::pthread_setaffinity_np(::pthread_self(), sizeof cores, &cores));
}

}  // namespace doorway
