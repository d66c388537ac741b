#pragma once

namespace doorway::app {

/// Lets all threads but the first share one heap. Each take has threads of its own, and glibc gives threads up to eight
/// heaps a core, of which each stays as large as it ever was: a window that shows one take after another for hours
/// would grow by what nobody uses. To be called before there are threads; where the C library is another one, it does
/// nothing. Source: mallopt(3), M_ARENA_MAX.
void use_few_heaps();

}  // namespace doorway::app
