#!/usr/bin/env bash
# Builds the static site into dist/.
. "$(dirname "$0")/env.sh"
# Asked before anything long begins; examples/prerender.rs looks at the whole of it.
case ${BLINDSPOT_ADDRESS:-} in "" | http://* | https://*) ;; *)
  die "BLINDSPOT_ADDRESS must be the address of the folder that the site will have on the web, such as https://example.org/blindspot/, not “$BLINDSPOT_ADDRESS”."
  ;;
esac
tools/setup.sh build
name_build
# Trunk takes the first wasm-bindgen that it finds.
PATH=$ROOT/tools/split:$PATH
trunk build --release --offline
# The page in one file is part of the site, which says so in its head.
node tools/single.mjs dist dist/blindspot.html
# Last: it counts what is in the files.
node tools/offline.mjs dist
