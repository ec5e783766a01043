#!/usr/bin/env bash
# Format and lints, with each warning an error.
. "$(dirname "$0")/env.sh"
tools/setup.sh rust

say "Format"
cargo fmt --all --check
cargo fmt --manifest-path fuzz/Cargo.toml --check
say "Lints: the model and its benchmarks, natively"
cargo clippy --quiet --workspace --exclude blindspot --all-targets -- -D warnings
say "Lints: the app, as WebAssembly"
cargo clippy --quiet -p blindspot --target wasm32-unknown-unknown -- -D warnings
say "Lints: the app's tests, natively"
cargo clippy --quiet -p blindspot --all-targets -- -D warnings
say "Lints: the fuzz target, without its engine"
cargo clippy --quiet --manifest-path fuzz/Cargo.toml --target-dir "$TARGET_DIR" --no-default-features -- -D warnings
