#!/usr/bin/env bash
# Takes the part that is loaded later into the site, which Trunk is about to finish.
. "$(dirname "$0")/../env.sh"
cp "$TARGET_DIR"/wasm32-unknown-unknown/release/parts/site/* "$TRUNK_STAGING_DIR/"
