#!/usr/bin/env bash
# Builds the page, serves it on this machine and builds it again after each change.
. "$(dirname "$0")/env.sh"

port=${PORT:-8080}
[[ $port =~ ^[0-9]+$ ]] && [ "$port" -ge 1 ] && [ "$port" -le 65535 ] ||
  die "PORT must be a number from 1 to 65535, not '$port'."
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  die "Port $port is taken: please choose another one, as in make serve PORT=$((port < 65535 ? port + 1 : 8080))."
fi

tools/setup.sh build
name_build
# Trunk takes the first wasm-bindgen that it finds.
PATH=$ROOT/tools/split:$PATH
say "Building; the page will then be at http://127.0.0.1:$port/ (Ctrl-C stops)"
# A folder of its own: this build carries the reloading script, dist/ must not.
mkdir -p "$TARGET_DIR/serve"
exec trunk serve --release --offline --port "$port" --dist "$TARGET_DIR/serve"
