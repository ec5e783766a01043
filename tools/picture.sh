#!/usr/bin/env bash
# Makes the README's picture from the page as it is now.
. "$(dirname "$0")/env.sh"
tools/setup.sh test
tools/build.sh
CHROMIUM=$(find_chromium)
export CHROMIUM
node e2e/picture.mjs
