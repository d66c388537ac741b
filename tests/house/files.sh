# shellcheck shell=bash
# The project's own files, for the tests of the house. Works in a tree without git as well: a release, a copy.

# project_files PATTERN…: their paths from the root, each ended by a NUL. In a pattern * stands for / too.
project_files() {
  local tests=() pattern
  if [ -e .git ] && git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files -z -- "$@"
  else
    for pattern in "$@"; do tests+=(-o -path "./$pattern"); done
    find . \( -path ./.git -o -path ./build \) -prune -o -type f \( -false "${tests[@]}" \) -printf '%P\0'
  fi
}
