#!/usr/bin/env bash
# core_links_no_window.sh NM 'NAMES OF ALL LINKED' ARCHIVE…
set -euo pipefail
nm=$1 names=${2// /$'\n'}
shift 2
wrong=0

if grep -iE 'imgui|glfw|opengl|(^|:)(GLX?|EGL|GLES.*)$|X11|wayland' <<<"$names"; then wrong=1; fi

# Names of targets can lie; undefined symbols cannot. That our own are seen proves that symbols are seen at all.
symbols=$("$nm" -Au "$@")
grep -q 'N7doorway' <<<"$symbols" || { echo "no symbol of the core in: $*"; wrong=1; }
if grep -E ' U (_ZN?K?(5ImGui|[0-9]+Im[A-Z])|glfw[A-Z]|gl[A-Z][a-z]|glX|egl[A-Z]|X[A-Z][a-z])' <<<"$symbols"; then
  wrong=1
fi
exit $wrong
