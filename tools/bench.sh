#!/usr/bin/env bash
# Measures the size of what a reader downloads, then the model's speed.
. "$(dirname "$0")/env.sh"
tools/setup.sh test

say "Build"
tools/build.sh
say "Size of the page"
CHROMIUM=$(find_chromium)
export CHROMIUM
node e2e/sizes.mjs

# The model's speed. The library alone is made a cdylib here: named so in its manifest, it would lose LTO.
say "Build: the model, natively and as WebAssembly"
cargo build --release --quiet -p blindspot-bench
cargo rustc --release --quiet -p blindspot-bench --lib --crate-type cdylib --target wasm32-unknown-unknown
timed=$TARGET_DIR/bench
wasm-bindgen --target nodejs --out-dir "$timed" "$TARGET_DIR/wasm32-unknown-unknown/release/blindspot_bench.wasm"
# As the page gets it.
wasm-opt -O3 "$timed/blindspot_bench_bg.wasm" -o "$timed/optimized.wasm"
mv "$timed/optimized.wasm" "$timed/blindspot_bench_bg.wasm"
say "Speed of the model"
node bench/run.mjs "$TARGET_DIR/release/blindspot-bench" "$timed/blindspot_bench.js"

say "From a slider to its frame, in Chromium"
node bench/drag.mjs
