#!/usr/bin/env bash
# core_includes_no_window.sh CORE-FOLDER
set -euo pipefail
includes=$(grep -rhEI '^[[:space:]]*#[[:space:]]*(include|import)' "$1")  # fails when there are none: a wrong folder
! grep -iE 'imgui|glfw|[<"/]GLE?S?[0-9]*/|glad|glew|EGL|X11|wayland|stb_|app/' <<<"$includes"
