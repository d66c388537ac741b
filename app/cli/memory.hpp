#pragma once

namespace doorway::cli {

/// Lets a command that shows no window make do with little address space, which a limit (ulimit -v) counts whole: each
/// thread gets a stack of 1 MiB in place of the system's 8, and all share one heap, where glibc would set aside 64 MiB
/// for each. To be called before there are threads; where the C library is another one, it does nothing. Source:
/// mallopt(3), pthread_setattr_default_np(3).
void live_on_little_memory();

/// From now on memory or threads that are not to be had, in whichever thread, end the program with the line that says
/// so where nothing else takes the exception, and not with an abort. What was recorded is in its file by then.
void end_with_a_line_where_memory_lacks();

}  // namespace doorway::cli
