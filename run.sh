#!/usr/bin/env bash
# Doorway, from nothing: installs what it needs, builds what has changed, and runs the program with your arguments.
#
#   ./run.sh --help
#   ./run.sh run FILE --jsonl | …
#
# Standard input and output are the program's; what the script says goes to standard error.
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
build=$here/build/release
# shellcheck source=cmake/need.sh
. "$here/cmake/need.sh"

need_program
ensure

[ -e "$build/build.ninja" ] || cmake -S "$here" --preset release </dev/null >&2
# Asked first, because a build with nothing to do would say so.
if [[ $(ninja -C "$build" -n doorway) != *"no work to do"* ]]; then
  cmake --build "$build" --target doorway </dev/null >&2
fi

# No cd anywhere: the paths among the arguments are relative to where the user stands.
exec "$build/app/doorway" "$@"
