# How .ci/run shows and times its steps. To be sourced.

say() { printf '\n==> %s\n' "$*"; }

# Runs one command and prints how long it took.
step() {
  local began=$SECONDS
  say "$*"
  "$@"
  printf -- '--- %s s: %s\n' $((SECONDS - began)) "$*"
}

# Runs two commands at once and waits for both. What the second prints is shown when both have ended.
pair() {
  local log second code=0
  log=$(mktemp)
  (step bash -euo pipefail -c "$2") >"$log" 2>&1 &
  second=$!
  (step bash -euo pipefail -c "$1") || code=$?
  wait "$second" || code=$?
  cat "$log"
  rm -f "$log"
  return "$code"
}
