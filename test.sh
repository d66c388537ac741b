#!/usr/bin/env bash
# Builds and runs the tests: all but those of the house under the sanitizers, then all of them in the preset dev.
#
#   ./test.sh                   what every change must pass; on two cores an hour from nothing, 30 minutes of it tests
#   ./test.sh --heavy           the same at full counts; hours
#   ./test.sh 'two sends' peek  only tests whose name matches one of these regular expressions
#
# Ends at the first preset in which a test fails, or in which none ran.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")"
# shellcheck source=cmake/need.sh
. cmake/need.sh

heavy=
names=()
for argument in "$@"; do
  case $argument in
    --heavy) heavy=1 ;;
    -*) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    *) names+=("$argument") ;;
  esac
done

need_program
need_tests
ensure

options=()
if [ -n "$heavy" ]; then
  export DOORWAY_HEAVY=1
  options+=(--timeout 14400)
fi
if [ ${#names[@]} -gt 0 ]; then
  filter=$(IFS='|'; echo "${names[*]}")
  options+=(--tests-regex "$filter")
fi

# ThreadSanitizer of g++ 12 and 14 dies ("unexpected memory mapping") where the kernel spreads addresses wider than it
# knows, which recent kernels do. So its preset runs without that, where we may (some containers forbid it); tried
# by doing it.
fixed_addresses=()
if setarch "$(uname -m)" -R true 2>/dev/null; then fixed_addresses=(setarch "$(uname -m)" -R); fi

run_preset() {  # PRESET [WORDS BEFORE EACH COMMAND THAT RUNS OUR CODE]
  local preset=$1
  shift
  echo "=== $preset"
  cmake --preset "$preset"
  "$@" cmake --build --preset "$preset"  # runs the test programs too, to ask for the names of their tests
  "$@" ctest --preset "$preset" "${options[@]}"
}

sanitized() {
  # Random tests get fewer cases here: each takes up to ten times as long, and dev has them all.
  if [ -z "$heavy" ]; then export RC_PARAMS="max_success=20 ${RC_PARAMS:-}"; fi
  # The names may be those of tests of the house, which no sanitizer needs to see.
  if [ ${#names[@]} -gt 0 ]; then options+=(--no-tests=ignore); fi
  run_preset asan-ubsan
  run_preset tsan "${fixed_addresses[@]}"
}

# dev comes last, so that the last lines count all tests.
(sanitized) </dev/null
run_preset dev </dev/null
