#!/usr/bin/env bash
# Builds the last commit twice, in two folders that have nothing in common, and says in which files the two sites differ.
# Usage: tools/reproduce.sh        (some minutes, and a few gigabytes beside the target folder)
. "$(dirname "$0")/env.sh"
tools/setup.sh build

twice=$(mktemp -d)
trap 'rm -rf "$twice"' EXIT
unset CARGO_TARGET_DIR
for folder in "$twice"/{one,another-folder-of-a-longer-name}; do
  say "Building in $folder"
  git clone --quiet --no-hardlinks "$ROOT" "$folder"
  (cd "$folder" && tools/build.sh)
done
say "Comparing"
diff -rq "$twice"/*/dist || die "The two builds differ in the files above."
say "All $(find "$twice/one/dist" -type f | wc -l) files are the same, byte for byte"
