#!/usr/bin/env bash
# What the recipes in other languages are cooked with: Python with pytest and requests, PHP with PHPUnit, Java with Maven.
# Installs from Debian and PyPI what is missing; exits with 1, naming it, when something cannot be had.
set -uo pipefail

lacks() { ! command -v "$1" >/dev/null 2>&1; }
packages=()
lacks python3 && packages+=(python3 python3-pip)
lacks phpunit && packages+=(php-cli phpunit)
lacks java && packages+=(default-jdk-headless)
lacks mvn && packages+=(maven)
if [ "${#packages[@]}" -gt 0 ]; then
  apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null 2>&1
fi
python3 -c 'import pytest, requests' 2>/dev/null || python3 -m pip install --quiet pytest requests >/dev/null 2>&1

missing=()
for tool in phpunit java mvn; do lacks "$tool" && missing+=("$tool"); done
python3 -c 'import pytest, requests' 2>/dev/null || missing+=('pytest and requests')
[ "${#missing[@]}" -eq 0 ] && exit 0
echo "cannot be had here: ${missing[*]}"
exit 1
