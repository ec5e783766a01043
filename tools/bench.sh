#!/usr/bin/env bash
# Measures the model, then the size of what a reader downloads.
. "$(dirname "$0")/env.sh"
tools/setup.sh test

if compgen -G 'model/benches/*.rs' >/dev/null; then
  say "Speed: the model"
  cargo bench --quiet -p blindspot-model
fi
say "Build"
tools/build.sh
say "Size of the page"
CHROMIUM=$(find_chromium)
export CHROMIUM
node e2e/sizes.mjs
