#!/usr/bin/env bash
# Installs what some suites need besides Node, from Debian's packages: Chromium with emoji, PostgreSQL, HAProxy, zsh and
# fish, and Podman with the tools that build a base image. The suites start servers of their own: those of the packages
# are not used. Without apt or root nothing is installed, and those suites report what is missing.
set -euo pipefail

if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
  echo 'Nothing is installed: this needs apt-get and root.'
  exit 0
fi

packages=()
if ! command -v chromium >/dev/null && [ -z "${ATHENA_TEST_CHROMIUM:-}" ]; then packages+=(chromium); fi
dpkg --status fonts-noto-color-emoji >/dev/null 2>&1 || packages+=(fonts-noto-color-emoji)
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then packages+=(postgresql); fi
for tool in haproxy zsh fish; do
  command -v "$tool" >/dev/null || packages+=("$tool")
done
if ! docker info >/dev/null 2>&1; then
  for package in podman buildah runc netavark aardvark-dns iptables debootstrap; do
    dpkg --status "$package" >/dev/null 2>&1 || packages+=("$package")
  done
fi
if [ ${#packages[@]} = 0 ]; then
  echo 'Everything is installed.'
  exit 0
fi

apt-get update --quiet=2
DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends "${packages[@]}"
