# Functions by which .ci/run prints and times its steps. To be sourced.

say() { printf '\n==> %s\n' "$*"; }

# Runs one command, prints how long it took, and returns its exit code.
step() {
  local began=$SECONDS code=0
  say "$*"
  "$@" || code=$?
  printf -- '--- %s s: %s%s\n' $((SECONDS - began)) "$*" "$([[ $code == 0 ]] || echo " (failed: $code)")"
  return "$code"
}

# Runs two commands in parallel and waits for both. The output of the second is printed at the end.
# Returns the exit code of one that failed.
pair() {
  local log second code=0
  log=$(mktemp)
  step bash -euo pipefail -c "$2" >"$log" 2>&1 &
  second=$!
  step bash -euo pipefail -c "$1" || code=$?
  wait "$second" || code=$?
  cat "$log"
  rm -f "$log"
  return "$code"
}
