#!/usr/bin/env bash
# plain_file_names.sh ROOT: names that survive every file system, archive and shell.
set -euo pipefail
cd "$1"
# shellcheck source=tests/house/files.sh
. tests/house/files.sh
found=$(project_files '*' | tr '\0' '\n' | { LC_ALL=C grep -E '[^A-Za-z0-9._/+-]' || true; })
[ -z "$found" ] || { echo "$found"; exit 1; }
