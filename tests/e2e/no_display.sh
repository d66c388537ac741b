#!/usr/bin/env bash
# Without a display the program says so in one line that names what works there, and ends with 3.
#
#   no_display.sh DOORWAY
set -euo pipefail

for arguments in "" "tour --out pictures"; do
  code=0
  # shellcheck disable=SC2086
  said=$(cd / && env -u DISPLAY -u WAYLAND_DISPLAY "$1" $arguments 2>&1 >/dev/null) || code=$?
  [ "$code" = 3 ] || { echo "exit code $code, said: $said"; exit 1; }
  [ "$(wc -l <<<"$said")" = 1 ] || { echo "not one line: $said"; exit 1; }
  grep -q 'doorway run FILE' <<<"$said" || { echo "does not name what works: $said"; exit 1; }
done
