#!/usr/bin/env bash
# Runs the browser tests against dist/ as it is.
# Usage: tools/e2e.sh [FILE...]   (default: every e2e/tests/*.test.mjs)
. "$(dirname "$0")/env.sh"
tools/setup.sh test
[ -f dist/index.html ] || die "There is no dist/ to test: please run make build first."
# Packed anew, so that it is of the same build.
node tools/single.mjs dist single/blindspot.html

# The page's numbers are compared with the model's own, computed natively.
if [ -f model/examples/evaluate.rs ]; then
  cargo build --quiet --release -p blindspot-model --example evaluate
fi
# And what it says of the reader's models with what the command does.
cargo build --quiet --release -p blindspot-measure

CHROMIUM=$(find_chromium)
FIREFOX=$(find_firefox)
MINIBROWSER=$(find_minibrowser)
GECKODRIVER=$GECKODRIVER_HOME/bin/geckodriver
EVALUATE=$TARGET_DIR/release/examples/evaluate
MEASURE=$TARGET_DIR/release/blindspot-measure
export CHROMIUM FIREFOX MINIBROWSER GECKODRIVER EVALUATE MEASURE
[ $# -gt 0 ] || set -- e2e/tests/*.test.mjs
# One file at a time: two browsers at once on a small machine only make each other late.
exec node --test --test-concurrency=1 --test-reporter=spec "$@"
