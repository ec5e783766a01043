#!/usr/bin/env bash
# Builds the static site into dist/.
. "$(dirname "$0")/env.sh"
tools/setup.sh build
# Trunk takes the first wasm-bindgen that it finds.
PATH=$ROOT/tools/split:$PATH
trunk build --release --offline
