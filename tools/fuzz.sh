#!/usr/bin/env bash
# Opens texts made by chance as links, for FUZZ_SECONDS, and stops at the first that breaks a promise of the page.
# Usage: tools/fuzz.sh        (what leads to new code is kept in the target folder, and the next run goes on from there)
#        tools/fuzz.sh keep   (adds the shortest of that to the corpus, as few as have all of it; runs nothing else)
. "$(dirname "$0")/env.sh"

corpus=fuzz/corpus/links
found=$TARGET_DIR/fuzz-found/links
seconds=${FUZZ_SECONDS:-60}
[[ $seconds =~ ^[1-9][0-9]*$ ]] || die "FUZZ_SECONDS must be a whole number of seconds, not '$seconds'."
case ${1:-} in "" | keep) ;; *) die "Usage: tools/fuzz.sh [keep]" ;; esac

tools/setup.sh fuzz
mkdir -p "$found"

# fuzz OPTION...: the engine on the target. Without a sanitizer, which would want a nightly toolchain and finds what
# only unsafe code does wrong: the app has none.
fuzz() {
  cargo fuzz run --sanitizer none --target-dir "$TARGET_DIR/fuzz" links "$@"
}

if [ "${1:-}" = keep ]; then
  say "Adding to $corpus"
  # By the code that is reached alone: how often it is would add hundreds of texts that differ in nothing else.
  fuzz "$corpus" "$found" -- -set_cover_merge=1 -use_counters=0 -max_len=600
  git status --short "$corpus"
  exit
fi

say "Building the fuzz target, then $seconds s of links made by chance"
# A little longer than what is read, so that too long comes up, but not more often than all the rest.
fuzz "$found" "$corpus" -- -max_total_time="$seconds" -max_len=600 -dict=fuzz/links.dict -print_final_stats=1 ||
  die "
A text broke a promise of the page (above, with the file that has it). To go on: copy the file to $corpus/ under a name
that says what is in it, see it fail with cargo test --test links, and mend what is wrong."
say "Nothing found. Texts that led to new code are in $found; tools/fuzz.sh keep adds them to $corpus"
