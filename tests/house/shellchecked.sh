#!/usr/bin/env bash
# Usage: shellchecked.sh ROOT
set -euo pipefail
cd "$1"
# shellcheck source=tests/house/files.sh
. tests/house/files.sh
command -v shellcheck >/dev/null || { echo "skipped: there is no shellcheck here"; exit 77; }
project_files '*.sh' .ci/run | xargs -0 shellcheck -x
