#!/usr/bin/env bash
# Checks the image in containers if an engine runs here, otherwise runs the Dockerfile's steps by hand.
set -euo pipefail

if node scripts/check-image.mjs --can-run; then
  echo 'A container engine runs here: the image is built and run.'
  npm run test:image -- --make-base
else
  echo 'No container engine runs here: the steps of the Dockerfile are run by hand.'
  npm run check:docker
fi
