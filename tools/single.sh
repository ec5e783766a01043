#!/usr/bin/env bash
# Packs the site into one file, single/blindspot.html, that needs no network.
. "$(dirname "$0")/env.sh"
tools/build.sh
node tools/single.mjs dist single/blindspot.html
