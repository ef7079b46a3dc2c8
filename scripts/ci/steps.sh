# Functions by which .ci/run prints and times its steps. To be sourced.

say() { printf '\n==> %s\n' "$*"; }

# Runs one command and prints how long it took.
step() {
  local began=$SECONDS
  say "$*"
  "$@"
  printf -- '--- %s s: %s\n' $((SECONDS - began)) "$*"
}

# Runs two commands in parallel and waits for both. The output of the second is printed at the end.
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
