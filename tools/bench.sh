#!/usr/bin/env bash
# Measures the size of what a reader downloads, then the model's speed.
. "$(dirname "$0")/env.sh"
tools/setup.sh bench

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

say "The simulation in Chromium: million judgement calls a second"
web=$TARGET_DIR/bench-web
wasm-bindgen --target web --out-dir "$web" "$TARGET_DIR/wasm32-unknown-unknown/release/blindspot_bench.wasm"
wasm-opt -O3 "$web/blindspot_bench_bg.wasm" -o "$web/optimized.wasm"
mv "$web/optimized.wasm" "$web/blindspot_bench_bg.wasm"
# The server names the type of .js; a module without one would be refused.
cp bench/kernel.mjs "$web/kernel.js"
printf '<!doctype html><title>bench</title>' > "$web/index.html"
node bench/browser.mjs "$TARGET_DIR/release/blindspot-bench" "$web"

say "From a slider to its frame, in Chromium"
drags=0
node bench/drag.mjs || drags=$?

say "Lighthouse, and the first slider, on its phone"
node bench/lighthouse.mjs bench
exit $drags
