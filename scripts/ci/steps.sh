# Functions by which .ci/run prints and times its steps. To be sourced.

say() { printf '\n==> %s\n' "$*"; }

# The longest step takes a quarter of this on two idle cores. What hangs is ended, so that the log says what it was.
MAX_STEP_SECONDS=1800

# Runs one command, prints how long it took, and returns its exit code.
step() {
  local began=$SECONDS code=0 failure=''
  say "$*"
  timeout --kill-after=10 "$MAX_STEP_SECONDS" "$@" || code=$?
  case $code in
    0) ;;
    124 | 137) failure=" (stopped after $MAX_STEP_SECONDS s: it did not end)" ;;
    *) failure=" (failed: $code)" ;;
  esac
  printf -- '--- %s s: %s%s\n' $((SECONDS - began)) "$*" "$failure"
  return "$code"
}

# Runs two commands in parallel and waits for both. The output of each is printed when both have ended, that of one
# that failed last, so that the end of a log says what failed. Returns the exit code of one that failed.
pair() {
  local logs second first=0 code=0
  logs=$(mktemp -d)
  step bash -euo pipefail -c "$2" >"$logs/second" 2>&1 &
  second=$!
  step bash -euo pipefail -c "$1" >"$logs/first" 2>&1 || first=$?
  wait "$second" || code=$?
  if [[ $first == 0 ]]; then cat "$logs/first" "$logs/second"; else cat "$logs/second" "$logs/first"; fi
  rm -rf "$logs"
  [[ $code != 0 ]] || code=$first
  return "$code"
}
