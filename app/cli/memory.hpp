#pragma once

namespace doorway::cli {

/// Threads that are begun from now on get a stack of 1 MiB in place of the system's 8: a limit of address space (ulimit
/// -v) counts it whole, and ours need little. Where the C library is another than glibc, it does nothing, and so does
/// the next one. Source: pthread_setattr_default_np(3).
void give_threads_small_stacks();

/// Lets a command that shows no window make do with little address space: threads get small stacks, and all share one
/// heap, where glibc would set aside 64 MiB for each. To be called before there are threads. Source: mallopt(3).
void live_on_little_memory();

/// From now on memory or threads that are not to be had, in whichever thread, end the program with the line that says
/// so where nothing else takes the exception, and not with an abort. What was recorded is in its file by then.
void end_with_a_line_where_memory_lacks();

}  // namespace doorway::cli
