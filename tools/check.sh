#!/usr/bin/env bash
# Every check, the fast ones first.
. "$(dirname "$0")/env.sh"
started=$SECONDS

say "Set-up"
tools/setup.sh test
tools/lint.sh
say "Tests: the model and its benchmarks"
cargo test --quiet --workspace --exclude blindspot
say "Tests: the model has the same bits as WebAssembly"
# Not quiet: cargo would hand the flag on to a runner that knows none.
CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
  cargo test -p blindspot-model --target wasm32-unknown-unknown --test same_bits
say "Tests: the app, natively"
cargo test --quiet -p blindspot
say "Build"
tools/build.sh
say "Tests: in the browser"
tools/e2e.sh
say "All checks passed in $((SECONDS - started)) s"
