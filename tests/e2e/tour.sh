#!/usr/bin/env bash
# Goes through all lessons in the real window, under a display of its own, and looks at the pictures' number and size.
#
#   tour.sh DOORWAY
#
# Exits 77 where there is no virtual display.
set -euo pipefail

doorway=$1
command -v xvfb-run >/dev/null || { echo "skipped: xvfb-run is not there"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() { echo "$*"; exit 1; }

# drive WORDS…: ends with the program's own code. xvfb-run has others, as where it cannot remove its own folder.
drive() {
  rm -f "$folder/code"
  # shellcheck disable=SC2016
  xvfb-run -a -s '-screen 0 2000x1400x24' bash -c 'code=0; "$@" || code=$?; echo "$code" >"$0"' "$folder/code" \
    "$doorway" tour "$@" || true
  [ -s "$folder/code" ] || { echo "xvfb-run did not start the program" >&2; return 125; }
  return "$(cat "$folder/code")"
}

# tour WORDS…: prints the pictures that a tour wrote.
tour() {
  rm -rf "$folder/pictures"
  drive --out "$folder/pictures" "$@" >"$folder/said" || fail "the tour $* ended with $?"
  local picture
  while read -r picture; do
    # Eight bytes of signature, then width and height in the first chunk; one colour alone makes a tiny file.
    [ "$(head -c 4 "$picture" | tail -c 3)" = PNG ] || fail "$picture is no PNG"
    [ "$(stat -c %s "$picture")" -gt 8000 ] || fail "$picture shows next to nothing"
  done <"$folder/said"
  cat "$folder/said"
}

size_of() { od -An -j16 -N8 -tu1 "$1" | awk '{ print $3 * 256 + $4 "x" $7 * 256 + $8 }'; }

# One picture at least for each page, besides the list of lessons and the keys. Of each question one as somebody sees it
# who believed otherwise, and one of the right answer; of each goal one of a run that reaches it.
lessons=("$(dirname "$0")"/../../lessons/[0-9]*.md)
pages=$(cat "${lessons[@]}" | grep -c '^## ')
questions=$(cat "${lessons[@]}" | grep -c '^```ask')
goals=$(cat "${lessons[@]}" | grep -c '^```goal')
said=$(tour)
pictures=$(wc -l <<<"$said")
[ "$pictures" -ge $((pages + 2)) ] || fail "$pictures pictures of $pages pages"
of_end() { grep -c -- "-$1.png" <<<"$said" || true; }
[ "$(of_end wrong)" = "$questions" ] || fail "$(of_end wrong) pictures of feedback to $questions questions"
[ "$(of_end right)" = "$questions" ] || fail "$(of_end right) pictures of right answers to $questions questions"
[ "$(of_end solved)" = "$goals" ] || fail "$(of_end solved) pictures of $goals goals reached"
[ "$(size_of "$folder/pictures/lessons.png")" = 1280x800 ] || fail "the window is not 1280x800"

tour --size 800x600 --engineer --theme parchment "${lessons[0]}" >/dev/null
[ "$(size_of "$folder/pictures/$(basename "${lessons[0]}" .md)-01.png")" = 800x600 ] || fail "the window is not 800x600"
tour --size 1920x1080 --scale 2 --theme contrast "${lessons[1]}" >/dev/null
# Every state that the stage knows, where there is little room.
tour --size 800x600 "$(dirname "$0")/../data/stage/states.md" >/dev/null

# Of several files one that is no lesson is named and passed over; alone it is at fault.
printf '# Notes\n\nNo lesson.\n' >"$folder/README.md"
printf -- '---\ntitle: A title\n---\n\n## A page\n\nWords.\n' >"$folder/short.md"
tour "$folder/README.md" "$folder/short.md" 2>"$folder/errors" >/dev/null
[ -s "$folder/pictures/short-01.png" ] || fail "a file that is no lesson kept the tour from the next one"
[ ! -e "$folder/pictures/README.png" ] || fail "a picture of a file that is no lesson"
[ "$(grep -c 'README.md: no lesson, passed over' "$folder/errors")" = 1 ] || fail "a file that is no lesson is not named"
for files in "$folder/README.md" "$folder/README.md $folder/README.md"; do
  code=0
  # shellcheck disable=SC2086
  drive --out "$folder/none" $files >/dev/null 2>&1 || code=$?
  [ "$code" = 1 ] || fail "no lesson at all: exit code $code"
done

# A lesson with a mistake gets a picture that tells of it, and the exit code says so.
# shellcheck disable=SC2016
printf -- '---\ntitle: A title\n---\n\n## A page\n\n```scenrio\n```\n' >"$folder/faulty.md"
code=0
drive --out "$folder/faulty" "$folder/faulty.md" >"$folder/said" || code=$?
[ "$code" = 1 ] || fail "a faulty lesson: exit code $code"
[ -s "$folder/faulty/faulty.png" ] || fail "a faulty lesson: no picture"
echo "$pictures pictures of $pages pages"
