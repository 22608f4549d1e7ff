#!/usr/bin/env bash
# What the recipes and the printed settings in other languages are cooked with: Python, PHP with PHPUnit, Java with Maven,
# Apache with mod_auth_openidc, and reverse proxies; no server is started.
# Installs from Debian and PyPI what is missing; exits with 1, naming it, when something cannot be had.
set -uo pipefail

lacks() { ! command -v "$1" >/dev/null 2>&1; }
openidc=/usr/lib/apache2/modules/mod_auth_openidc.so
packages=()
lacks python3 && packages+=(python3 python3-pip)
lacks phpunit && packages+=(php-cli phpunit)
lacks java && packages+=(default-jdk-headless)
lacks mvn && packages+=(maven)
[ -e "$openidc" ] || packages+=(apache2-bin libapache2-mod-auth-openidc)
proxies=(nginx caddy haproxy)
for proxy in "${proxies[@]}"; do lacks "$proxy" && packages+=("$proxy"); done
if [ "${#packages[@]}" -gt 0 ]; then
  apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null 2>&1
fi
python=(pytest requests flask authlib django mozilla-django-oidc)
imports='import pytest, requests, flask, authlib, django, mozilla_django_oidc'
python3 -c "$imports" 2>/dev/null || python3 -m pip install --quiet "${python[@]}" >/dev/null 2>&1

missing=()
for tool in phpunit java mvn apache2 "${proxies[@]}"; do lacks "$tool" && missing+=("$tool"); done
[ -e "$openidc" ] || missing+=(mod_auth_openidc)
python3 -c "$imports" 2>/dev/null || missing+=("${python[*]}")
[ "${#missing[@]}" -eq 0 ] && exit 0
echo "cannot be had here: ${missing[*]}"
exit 1
