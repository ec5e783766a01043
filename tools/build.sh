#!/usr/bin/env bash
# Builds the static site into dist/.
. "$(dirname "$0")/env.sh"
tools/setup.sh build
trunk build --release --offline
