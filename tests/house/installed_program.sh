#!/usr/bin/env bash
# installed_program.sh CMAKE BUILD-FOLDER VERSION
set -euo pipefail
prefix=$2/tests/house/installed
rm -rf "$prefix"
"$1" --install "$2" --prefix "$prefix"
version=$("$prefix/bin/doorway" --version)
echo "$version"
[[ $version == *"$3"* ]]
[ -s "$(find "$prefix/share/doc" -name README.md)" ]
[ -s "$prefix/share/doorway/lessons/01-two-doors.md" ]
