#!/usr/bin/env bash
# Fuzzes each target for so many executions, from the corpus that is kept, with libFuzzer. Builds the preset fuzz first.
#
#   tests/fuzz/run.sh [EXECUTIONS [TARGET…]]     100,000 of each unless told
#
# What is new is gathered in build/fuzz/corpus/TARGET, so that the next run goes on there; what was found is left in
# build/fuzz/findings. Exits 1 where something was found, 77 where this system has no clang with libFuzzer.
# FUZZ_JOBS: how many targets at once (2). FUZZ_SECONDS: at most so long a target (0: as long as it takes).
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/../.."
executions=${1:-100000}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(lesson scenario condition recording settings progress)

can_fuzz() {
  command -v clang++ >/dev/null || return 1
  local made
  made=$(mktemp)
  echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' |
    clang++ -fsanitize=fuzzer,address,undefined -x c++ - -o "$made" 2>/dev/null
  local result=$?
  rm -f "$made"
  return $result
}
can_fuzz || { echo "skipped: there is no clang++ with libFuzzer here"; exit 77; }

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz

# What a target's largest inputs are, in bytes: what is found in large ones is found in smaller ones, and sooner.
length_of() {
  case $1 in
    recording) echo 4096 ;;
    lesson | progress) echo 2048 ;;
    *) echo 1024 ;;
  esac
}

fuzz_one() {  # TARGET
  local kept=build/fuzz/corpus/$1 options=()
  mkdir -p "$kept" build/fuzz/findings
  [ ! -f "tests/fuzz/dictionaries/$1.dict" ] || options+=("-dict=tests/fuzz/dictionaries/$1.dict")
  [ "${FUZZ_SECONDS:-0}" = 0 ] || options+=("-max_total_time=$FUZZ_SECONDS")
  local places=("$kept")
  [ ! -d "tests/fuzz/corpus/$1" ] || places+=("tests/fuzz/corpus/$1")
  "build/fuzz/tests/fuzz/$1_fuzz" "${places[@]}" "-runs=$executions" "-max_len=$(length_of "$1")" \
    -timeout=10 -rss_limit_mb=2048 "-artifact_prefix=build/fuzz/findings/$1-" -print_final_stats=1 "${options[@]}" \
    >"build/fuzz/$1.log" 2>&1
}

found=0
running=()
# Who is interrupted leaves nobody behind.
trap 'for target in "${running[@]}"; do kill "${target##*:}" 2>/dev/null || true; done' EXIT
reap() {  # waits for the first of them
  local target=${running[0]%%:*} process=${running[0]##*:}
  running=("${running[@]:1}")
  if ! wait "$process"; then
    found=1
    echo "$target: a finding; see build/fuzz/$target.log and build/fuzz/findings"
    tail -n 40 "build/fuzz/$target.log"
  fi
  sed -n "s/^stat::number_of_executed_units: */$target: executions: /p; s/^stat::new_units_added: */$target: new inputs: /p" \
    "build/fuzz/$target.log"
}
for target in "${targets[@]}"; do
  [ ${#running[@]} -lt "${FUZZ_JOBS:-2}" ] || reap
  fuzz_one "$target" &
  running+=("$target:$!")
done
while [ ${#running[@]} -gt 0 ]; do reap; done
exit $found
