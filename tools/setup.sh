#!/usr/bin/env bash
# Brings everything that a target needs and does nothing when it is all there.
# Usage: tools/setup.sh rust|build|test|bench   (each includes the one before)
#        tools/setup.sh fuzz              (rust, and what only fuzzing needs)
. "$(dirname "$0")/env.sh"

need=${1:-test}
temporary=
trap '[ -z "$temporary" ] || rm -rf "$temporary"' EXIT

# Takes a finished folder into use: an interrupted installation never gets here.
keep() {
  if [ -e "$1" ]; then rm -rf "$temporary"; else mv "$temporary" "$1"; fi
  temporary=
}

ensure_rust() {
  command -v rustup >/dev/null || die "Please install rustup, Rust's toolchain manager (https://rustup.rs), and run this again."
  command -v cc >/dev/null || die "Please install a C compiler, which Rust needs to link programs (on Debian or Ubuntu: apt-get install build-essential), and run this again."

  local sysroot
  if ! sysroot=$(rustup run "$RUST_VERSION" rustc --print sysroot 2>/dev/null) ||
    [ ! -d "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib" ] ||
    [ ! -x "$sysroot/bin/cargo-clippy" ] || [ ! -x "$sysroot/bin/rustfmt" ]; then
    say "Installing Rust $RUST_VERSION"
    rustup toolchain install "$RUST_VERSION" --profile minimal \
      --component clippy --component rustfmt --target wasm32-unknown-unknown ||
      die "Rust $RUST_VERSION could not be installed: please check the network connection and run this again."
  fi

  # From here on cargo can do without the network. CI refuses a lock file that is out of date.
  local locked=()
  [ "${CI:-}" != true ] || locked=(--locked)
  cargo fetch --quiet ${locked[@]+"${locked[@]}"} &&
    cargo fetch --quiet ${locked[@]+"${locked[@]}"} --manifest-path fuzz/Cargo.toml ||
    die "The crates could not be fetched: please check the network connection (or the Cargo.lock that is named above) and run this again."
}

ensure_cplusplus() {
  command -v c++ >/dev/null ||
    die "Please install a C++ compiler, which the fuzzer's engine is made with (on Debian or Ubuntu: apt-get install g++), and run this again."
}

# ensure_cargo_tool HOME PROGRAM CRATE VERSION [OPTION...]
ensure_cargo_tool() {
  local home=$1 program=$2 crate=$3 version=$4
  shift 4
  [ ! -x "$home/bin/$program" ] || return 0
  say "Installing $crate $version from source (once)"
  temporary=$home.part.$$
  # Quick to compile matters more than quick to run: none of them works for more than a second of a build. They share a
  # build folder, so that what two of them need is compiled once, and an interrupted installation goes on.
  CARGO_TARGET_DIR=$CACHE/build CARGO_INCREMENTAL=0 CARGO_PROFILE_RELEASE_DEBUG=0 CARGO_PROFILE_RELEASE_LTO=off \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \
    cargo install --quiet --no-track --root "$temporary" --version "=$version" "$@" "$crate" ||
    die "$crate $version could not be installed: please check the network connection and the message above, and run this again."
  keep "$home"
}

ensure_node() {
  command -v node >/dev/null && command -v npm >/dev/null ||
    die "Please install Node.js 20 or later with npm (https://nodejs.org) and run this again."
  node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' ||
    die "Please install Node.js 20 or later (https://nodejs.org): this machine has $(node --version)."
}

# npm_ FOLDER ARGUMENT...: npm in that folder, without installation scripts and without its advertising
npm_() {
  local folder=$1
  shift
  npm --prefix "$folder" --silent --ignore-scripts --no-audit --no-fund "$@" ||
    die "npm could not install what the build and the browser tests need: please check the network connection and run this again."
}

# ensure_package HOME NAME VERSION WHAT: one package that needs no others
ensure_package() {
  local home=$1 name=$2 version=$3 what=$4
  [ ! -d "$home" ] || return 0
  say "Installing $name $version ($what)"
  temporary=$home.part.$$
  mkdir -p "$temporary"
  npm_ "$temporary" install --no-save "$name@$version"
  keep "$home"
}

# ensure_packages FOLDER WHAT: the packages of a folder, kept in the cache by the lock file's hash; the checkout has a link
# to them.
ensure_packages() {
  local folder=$1 what=$2 hash home
  hash=$(git hash-object "$folder/package-lock.json")
  home=$CACHE/tools/$folder-$hash
  if [ ! -d "$home" ]; then
    say "Installing $what"
    temporary=$home.part.$$
    mkdir -p "$temporary"
    cp "$folder/package.json" "$folder/package-lock.json" "$folder/.npmrc" "$temporary/"
    npm_ "$temporary" ci
    keep "$home"
  fi
  if [ "$(readlink "$folder/node_modules" || true)" != "$home/node_modules" ]; then
    rm -rf "$folder/node_modules"
    ln -s "$home/node_modules" "$folder/node_modules"
  fi
}

have_browsers() {
  find_chromium >/dev/null && find_firefox >/dev/null && find_minibrowser >/dev/null &&
    command -v WebKitWebDriver >/dev/null && command -v Xvfb >/dev/null
}

ensure_browsers() {
  have_browsers && return
  local missing="Please install Chromium, Firefox, WebKit's driver and Xvfb for the browser tests (on Debian: apt-get install chromium firefox-esr webkit2gtk-driver xvfb), or set CHROMIUM and FIREFOX to the paths of the first two, and run this again."
  command -v apt-get >/dev/null || die "$missing"
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    # Without a terminal nobody can type a password.
    command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; } || die "$missing"
    as_root=(sudo)
  fi
  say "Installing browsers"
  { ${as_root[@]+"${as_root[@]}"} apt-get -qq update &&
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
      apt-get -qq install -y --no-install-recommends \
      chromium fonts-dejavu-core firefox-esr webkit2gtk-driver xvfb; } >/dev/null || die "$missing"
  have_browsers || die "$missing"
}

case $need in rust | build | test | bench | fuzz) ;; *) die "Usage: tools/setup.sh rust|build|test|bench|fuzz" ;; esac

# What may be missing on the machine is asked for before anything long begins.
case $need in build | test | bench) ensure_node ;; esac
case $need in test | bench) ensure_browsers ;; esac
[ "$need" != fuzz ] || ensure_cplusplus
ensure_rust
[ "$need" != fuzz ] || ensure_cargo_tool "$CARGO_FUZZ_HOME" cargo-fuzz cargo-fuzz "$CARGO_FUZZ_VERSION" --locked
if [ "$need" != rust ] && [ "$need" != fuzz ]; then
  ensure_cargo_tool "$WASM_BINDGEN_HOME" wasm-bindgen wasm-bindgen-cli "$WASM_BINDGEN_VERSION" --no-default-features
  ensure_cargo_tool "$WASM_SPLIT_HOME" wasm-split-cli wasm_split_cli_support "$WASM_SPLIT_VERSION" --locked --features build-binary
  ensure_cargo_tool "$TRUNK_HOME" trunk trunk "$TRUNK_VERSION" --locked --no-default-features
  ensure_package "$BINARYEN_HOME" binaryen "$BINARYEN_VERSION" wasm-opt
  ensure_package "$XZ_DECOMPRESS_HOME" xz-decompress "$XZ_DECOMPRESS_VERSION" "for the page in one file"
fi
if [ "$need" = test ] || [ "$need" = bench ]; then
  ensure_cargo_tool "$GECKODRIVER_HOME" geckodriver geckodriver "$GECKODRIVER_VERSION" --locked
  ensure_packages e2e "the browser tests' packages"
fi
[ "$need" != bench ] || ensure_packages bench "Lighthouse"
# All that this needs is there.
rm -rf "$CACHE/build"
