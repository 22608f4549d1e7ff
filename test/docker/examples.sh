#!/usr/bin/env bash
# Starts each compose file of docker/examples, logs in through it, and leaves nothing behind.
# Needs a Docker engine, docker compose (or docker-compose 1.29), Node 24, and ports 3615, 3000 and 3001. Builds the
# images unless DOUBLURE_IMAGE and DOUBLURE_DEMO_IMAGE name them. One line a check, then a count; exits with 1 when a
# check failed.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
PATH="$PWD/node_modules/.bin:$PATH"

name=doublure-examples-$$
built=
[ -z "${DOUBLURE_IMAGE:-}" ] && built=$name
export DOUBLURE_IMAGE=${DOUBLURE_IMAGE:-$name} DOUBLURE_DEMO_IMAGE=${DOUBLURE_DEMO_IMAGE:-$name-demo}
export COMPOSE_PROJECT_NAME=$name HTTPS_PORT=${HTTPS_PORT:-34430}
log=$(mktemp)
passed=0
failed=0
example=
service=

if docker compose version >/dev/null 2>&1; then engine=(docker compose); else engine=(docker-compose); fi
compose() { "${engine[@]}" --file "docker/examples/$example.yaml" --project-directory . "$@"; }

down() {
  [ -n "$service" ] && kill "$service" 2>/dev/null
  service=
  [ -n "$example" ] && compose down --volumes --timeout 2 >/dev/null 2>&1
  example=
}
clean() {
  down
  [ -n "$built" ] && docker image rm --force "$name" "$name-demo" >/dev/null 2>&1
  rm -f "$log"
}
trap clean EXIT

# Runs a command; its output is shown when it fails.
check() {
  local title=$1
  shift
  if "$@" >"$log" 2>&1; then
    echo "ok     $title"
    passed=$((passed + 1))
  else
    echo "failed $title"
    tail -40 "$log" | sed 's/^/       /'
    failed=$((failed + 1))
    return 1
  fi
}

finish() {
  echo "docker examples: $passed ok, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

build() { docker build --target doublure --tag "$name" . && docker build --target demo --tag "$name-demo" .; }
container() { compose ps -q "$1"; }
up() {
  example=$1
  compose up -d || return 1
  for one in "${@:2}"; do
    for _ in $(seq 60); do
      [ "$(docker inspect --format '{{.State.Health.Status}}' "$(container "$one")")" = healthy ] && continue 2
      sleep 0.5
    done
    compose logs
    return 1
  done
}
# Each line of the browser counts as a check of its own.
drive() {
  "$@" >"$log" 2>&1
  local code=$? lines failures
  sed "s/^\(ok    \|failed\) /&$example: /" "$log"
  lines=$(grep -c '^ok ' "$log")
  failures=$(grep -c '^failed ' "$log")
  [ "$code" -ne 0 ] && [ "$failures" -eq 0 ] && failures=1
  passed=$((passed + lines))
  failed=$((failed + failures))
}
answers() { curl -fsS --retry 30 --retry-delay 1 --retry-connrefused "$1"; }
host_is_known() {
  docker exec "$(container doublure)" node -e \
    "fetch('http://host.docker.internal:3000/livez').then(({ ok }) => process.exit(ok ? 0 : 1))"
}
# A browser with the service's own network: localhost:3000 is the service, the hubs' names are the network's.
drive_inside() {
  docker run --rm --network "container:$(container service)" --volume "$PWD:/repo:ro" --volumes-from "$(container service):ro" \
    --env NODE_EXTRA_CA_CERTS=/doublure/tls/ca.pem --entrypoint node "$DOUBLURE_IMAGE" /repo/test/docker/drive.ts "$@"
}
real_address_is_trusted() {
  docker exec "$(container service)" node -e \
    "fetch('https://fca.integ01.dev-agentconnect.fr/api/v2/.well-known/openid-configuration').then((answer) => answer.json()).then(({ issuer }) => { console.log(issuer); process.exit(issuer === 'https://fca.integ01.dev-agentconnect.fr/api/v2' ? 0 : 1) })"
}
trusted_by_curl() {
  local authority answer
  authority=$(mktemp)
  docker exec "$(container doublure)" doublure ca --only pem >"$authority" &&
    curl -fsS --cacert "$authority" --resolve "fca.integ01.dev-agentconnect.fr:$HTTPS_PORT:127.0.0.1" \
      "https://fca.integ01.dev-agentconnect.fr:$HTTPS_PORT/api/v2/jwks"
  answer=$?
  rm -f "$authority"
  return "$answer"
}

if [ -n "$built" ]; then check 'the images are built' build || finish; fi

if check 'one-network: starts' up one-network doublure service; then
  drive node test/docker/drive.ts
  check 'one-network: doctor finds nothing wrong for the service' \
    docker exec "$(container doublure)" doublure doctor --backend http://doublure:3615
fi
down

if check 'service-on-host: starts' up service-on-host doublure; then
  DEMO_HOST=0.0.0.0 node docker/demo/server.ts &
  service=$!
  check 'service-on-host: the service answers' answers http://localhost:3000/livez
  drive node test/docker/drive.ts proconnect franceconnect
  check 'service-on-host: the hubs reach the service by host.docker.internal' host_is_known
fi
down

if check 'several-services: starts' up several-services doublure permits library; then
  OTHER_URL=http://127.0.0.1:3001 drive node test/docker/drive.ts proconnect franceconnect
fi
down

if check 'real-addresses: starts' up real-addresses doublure service; then
  check 'real-addresses: the service trusts the hub under its real name' real_address_is_trusted
  check 'real-addresses: this machine trusts it too, given the certificate of the authority' trusted_by_curl
  drive drive_inside proconnect franceconnect franceconnect-plus
fi
down
finish
