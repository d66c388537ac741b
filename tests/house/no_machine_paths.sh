#!/usr/bin/env bash
# no_machine_paths.sh ROOT: nothing in the files leads to somebody's home or build folder.
set -euo pipefail
cd "$1"
# shellcheck source=tests/house/files.sh
. tests/house/files.sh
# The brackets keep this line from finding itself.
place='(^|[^A-Za-z0-9_./~-])/([w]ork|[r]oot|[h]ome/[a-z]+|[U]sers/[A-Za-z]+|[t]mp/b[-_0-9])(/|$|[^A-Za-z])'
found=$(project_files '*' | { xargs -0 grep -nEIs -e "$place" || true; })
[ -z "$found" ] || { echo "$found"; exit 1; }
