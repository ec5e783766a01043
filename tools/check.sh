#!/usr/bin/env bash
# Every check, the fast ones first.
. "$(dirname "$0")/env.sh"
started=$SECONDS

say "Set-up"
tools/setup.sh test
tools/lint.sh
say "Tests: the model and its benchmarks"
cargo test --quiet --workspace --exclude blindspot
if [ -f src/lib.rs ]; then
  say "Tests: the app, natively"
  cargo test --quiet -p blindspot --lib
fi
say "Build"
tools/build.sh
say "Tests: in the browser"
tools/e2e.sh
say "All checks passed in $((SECONDS - started)) s"
