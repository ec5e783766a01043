# shellcheck shell=bash disable=SC2034  # its variables are for the scripts that source it
# Sourced by every script here: what is used, in which version, and where it is kept.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

# One cache for all checkouts, so that a second clone has nothing to install.
CACHE=${BLINDSPOT_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/blindspot}
mkdir -p "$CACHE/tools"
CACHE=$(cd "$CACHE" && pwd)

RUST_VERSION=$(sed -n 's/^channel *= *"\(.*\)"/\1/p' rust-toolchain.toml)
TRUNK_VERSION=0.21.14
# The command-line tool must be of the very version of the library.
WASM_BINDGEN_VERSION=$(awk -F'"' '/^name = "wasm-bindgen"$/ { found = 1 } found && /^version/ { print $2; exit }' Cargo.lock)
BINARYEN_VERSION=132.0.0
# Of the version of wasm_split_helpers that Leptos brings along.
WASM_SPLIT_VERSION=0.2.4
XZ_DECOMPRESS_VERSION=0.2.3
GECKODRIVER_VERSION=0.37.1
CARGO_FUZZ_VERSION=0.13.2

TRUNK_HOME=$CACHE/tools/trunk-$TRUNK_VERSION
WASM_BINDGEN_HOME=$CACHE/tools/wasm-bindgen-$WASM_BINDGEN_VERSION
BINARYEN_HOME=$CACHE/tools/binaryen-$BINARYEN_VERSION
WASM_SPLIT_HOME=$CACHE/tools/wasm-split-$WASM_SPLIT_VERSION
XZ_DECOMPRESS_HOME=$CACHE/tools/xz-decompress-$XZ_DECOMPRESS_VERSION
GECKODRIVER_HOME=$CACHE/tools/geckodriver-$GECKODRIVER_VERSION
CARGO_FUZZ_HOME=$CACHE/tools/cargo-fuzz-$CARGO_FUZZ_VERSION
export WASM_BINDGEN_HOME XZ_DECOMPRESS_HOME

# rustup's own folder comes last: it may not be on the PATH yet right after its installation.
PATH=$TRUNK_HOME/bin:$WASM_SPLIT_HOME/bin:$WASM_BINDGEN_HOME/bin:$BINARYEN_HOME/node_modules/.bin:$CARGO_FUZZ_HOME/bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
export PATH

# Trunk takes NO_COLOR for an option of its own and stops at any value but true or false.
unset NO_COLOR

# A CI run starts from a fresh clone: a target folder outside of it keeps the next run incremental.
if [ "${CI:-}" = true ]; then
  export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$CACHE/target}
fi
TARGET_DIR=${CARGO_TARGET_DIR:-$ROOT/target}

# What is shipped must not tell where it was built, nor be larger for it: panics carry the paths of all sources.
# Relocations say which function needs which, for taking out of the program what is loaded later.
WASM_FLAGS="--cfg erase_components -C link-arg=--emit-relocs --remap-path-prefix=$ROOT="
for sources in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/; do
  WASM_FLAGS+=" --remap-path-prefix=$sources="
done
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=$WASM_FLAGS

# What is built is named by the commit it is built from, with a + where the sources have been changed since.
name_build() {
  local commit
  BLINDSPOT_BUILD=${BLINDSPOT_BUILD-}
  if [ -z "$BLINDSPOT_BUILD" ] && commit=$(git rev-parse --short=12 HEAD 2>/dev/null); then
    BLINDSPOT_BUILD=$commit$(git diff --quiet HEAD -- . || printf +)
  fi
  export BLINDSPOT_BUILD
}

say() { printf '\n== %s\n' "$*"; }

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Prints the path of a Firefox.
find_firefox() {
  type -P "${FIREFOX:-firefox-esr}" || type -P firefox
}

# Prints the path of WebKit's little browser, which is nowhere on the PATH.
find_minibrowser() {
  local path
  for path in /usr/lib/*/webkit2gtk-4.*/MiniBrowser /usr/libexec/webkit2gtk-4.*/MiniBrowser; do
    if [ -x "$path" ]; then
      printf '%s\n' "$path"
      return
    fi
  done
  return 1
}

# Prints the path of a Chromium that starts. Ubuntu's chromium-browser can be a stub, hence the check.
find_chromium() {
  local name path
  for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome google-chrome-stable; do
    path=$(type -P "$name") || continue
    case $("$path" --version 2>/dev/null) in
      *Chrom*)
        printf '%s\n' "$path"
        return
        ;;
    esac
  done
  return 1
}
