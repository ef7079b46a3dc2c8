#!/usr/bin/env bash
# Packs the package, starts it in an empty folder, and sends the request that its banner suggests.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/ci/steps.sh
root=$PWD

folder=$(mktemp -d)
server=
cleanup() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap cleanup EXIT

say 'The package as it would be published, started in an empty folder'
npm pack --ignore-scripts --silent --pack-destination "$folder"
tar -xzf "$folder"/*.tgz -C "$folder"
ln -s "$root/node_modules" "$folder/package/node_modules"
mkdir "$folder/empty"
cd "$folder/empty"
node "$folder/package/dist/main.js" --port 0 >banner 2>log &
server=$!

for _ in $(seq 600); do
  url=$(sed -n 's/^ *URL *//p' banner)
  if [ -n "$url" ] || ! kill -0 "$server" 2>/dev/null; then break; fi
  sleep 0.1
done
cat banner log
if [ -z "$url" ]; then echo 'The server did not start.' >&2; exit 1; fi

say "curl $url/__admin/health"
curl --fail --silent --show-error "$url/__admin/health"
echo

command=$(sed -n 's/^ *Try *//p' banner)
say "$url/docs and its files"
curl --fail --silent --show-error "$url/docs" >docs
for link in $(sed -n 's/.*\(src\|rel="stylesheet" href\)="\([^"]*\)".*/\2/p' docs); do
  curl --fail --silent --show-error --output /dev/null --write-out '%{url_effective} %{size_download}\n' "$url/$link"
done

say "the request that the banner suggests: $command"
bash -c "$command --fail --silent --show-error --output answer"
head -c 400 answer
echo

say 'SIGTERM stops it'
kill -TERM "$server"
wait "$server"
server=

say 'a larger world and a starter, written by the published package'
simulator() { node "$folder/package/dist/main.js" "$@"; }
simulator world --size 10000 --seed 1 --out large
simulator validate --fixtures large
simulator init starter
simulator validate --spec starter/openapi.yaml --fixtures starter/fixtures
