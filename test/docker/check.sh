#!/usr/bin/env bash
# Builds the images, starts compose.yaml, logs in through every hub, does the same with each example, stops, and leaves
# nothing behind.
# Needs a Docker engine, docker compose (or docker-compose 1.29), Node 24, and ports 3615, 3000 and 3001; DOUBLURE_PORT
# replaces the first. One line a check, then a count; exits with 1 when a check failed.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
PATH="$PWD/node_modules/.bin:$PATH"

name=doublure-check-$$
export DOUBLURE_IMAGE=$name DOUBLURE_DEMO_IMAGE=$name-demo COMPOSE_PROJECT_NAME=$name
public_url=http://localhost:${DOUBLURE_PORT:-3615}
log=$(mktemp)
passed=0
failed=0

if docker compose version >/dev/null 2>&1; then compose() { docker compose "$@"; }; else compose() { docker-compose "$@"; }; fi

clean() {
  compose down --volumes --timeout 2 >/dev/null 2>&1
  docker image rm --force "$name" "$name-demo" "$name-build" >/dev/null 2>&1
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
  echo "docker: $passed ok, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

# The stage is named so that clean can take it away where the builder keeps it.
build() { docker build --force-rm --target build --tag "$name-build" . && compose build; }
inside() { docker run --rm --read-only --entrypoint "$1" "$name" "${@:2}"; }
tells_version() { [ "$(docker run --rm "$name" --version)" = "$(node -p 'require("./package.json").version')" ]; }
is_not_root() { [ "$(inside id -u)" != 0 ]; }
holds_what_runs() { [ "$(inside ls node_modules)" = @faker-js ] && inside ls dist/main.js && ! inside ls src; }
label() { docker inspect --format "{{index .Config.Labels \"org.opencontainers.image.$1\"}}" "$name"; }
is_labelled() { [ "$(label title) $(label licenses)" = 'Doublure MIT' ] && [[ -n $(label description) ]]; }
# node:24-bookworm-slim weighs some 230 MB: with less than ten of our own, the image stays below 250.
weighs_little() {
  local base own
  base=$(docker inspect --format '{{.Size}}' node:24-bookworm-slim)
  own=$(($(docker inspect --format '{{.Size}}' "$name") - base))
  echo "$((own / 1000)) kB on top of the base image"
  [ "$own" -lt 10000000 ]
}
invents_people() {
  docker run --rm --read-only --tmpfs /people "$name" personas generate --kind agent --count 3 --seed 1 --out /people/agents
}
# The health check of the image, as the engine runs it.
tells_its_health() {
  docker exec "$(container doublure)" doublure readyz && ! docker exec --env DOUBLURE_PORT=1 "$(container doublure)" doublure readyz
}
# The tests stop what they start; the image that would clean up after them is not to be had everywhere.
serves_tests() { DOUBLURE_IMAGE=$name TESTCONTAINERS_RYUK_DISABLED=true npx vitest run --project docker; }
checks_itself() { docker run --rm --read-only "$name" check; }
refuses_a_bad_port() { docker run --rm --env DOUBLURE_PORT=none "$name"; [ $? -eq 1 ]; }

# One that has stopped too, which compose 2 leaves out otherwise.
container() { compose ps --all -q "$1"; }
state() { docker inspect --format "{{.State.$2}}" "$(container "$1")"; }
becomes_healthy() {
  for _ in $(seq 60); do
    [ "$(state "$1" Health.Status)" = healthy ] && return
    sleep 0.5
  done
  compose logs "$1"
  return 1
}
says() {
  local said
  said=$(compose logs --no-color "$1")
  echo "$said"
  [[ $said == *"$2"* ]]
}
discovers() { curl -fsS --header "Host: $1" "$public_url/proconnect/api/v2/.well-known/openid-configuration"; }
names_two_hosts() {
  local document
  document=$(discovers doublure:3615) && echo "$document" &&
    [[ $document == *"\"issuer\":\"$public_url/proconnect/api/v2\""* ]] &&
    [[ $document == *"\"token_endpoint\":\"http://doublure:3615/proconnect/api/v2/token\""* ]]
}
controls() { curl -fsS "$public_url/_doublure/api/v1/hubs"; }
# A second is promised on a machine that has time for it: the best of three tries counts.
stops() {
  local begun ended
  for _ in 1 2 3; do
    begun=$(date +%s%N)
    docker stop -t 10 "$(container "$1")"
    ended=$(date +%s%N)
    echo "exit code $(state "$1" ExitCode) after $(((ended - begun) / 1000000)) ms"
    [ "$(state "$1" ExitCode)" = 0 ] || return 1
    [ $((ended - begun)) -lt 1000000000 ] && return
    compose start "$1" && becomes_healthy "$1"
  done
  return 1
}

check 'the images are built' build || finish
check 'the image tells its version' tells_version
check 'the image runs without root' is_not_root
check 'the image is labelled' is_labelled
check 'the image holds what runs and nothing else' holds_what_runs
check 'the image adds less than 10 MB to its base' weighs_little
check 'the image invents people, as nobody, on a read-only file system' invents_people
check 'the image checks its configuration on a read-only file system' checks_itself
check 'the image refuses a bad setting with exit code 1' refuses_a_bad_port
check 'doublure/testcontainers serves tests and other containers, and the action runs the image' serves_tests
check 'compose starts' compose up -d || finish
check 'doublure becomes healthy' becomes_healthy doublure
check 'doublure readyz tells a server that answers from one that does not' tells_its_health
check 'demo becomes healthy' becomes_healthy demo || finish
check 'doublure says that it is ready' says doublure "Doublure is ready on $public_url"
check 'demo says which address to open' says demo 'Open http://localhost:3000 in a browser.'
check 'discovery names the back-channel endpoints on the host it was asked by' names_two_hosts
check 'the control API answers this computer' controls

node test/docker/drive.ts | tee "$log"
driven=${PIPESTATUS[0]}
passed=$((passed + $(grep -c '^ok ' "$log")))
failures=$(grep -c '^failed ' "$log")
[ "$driven" -ne 0 ] && [ "$failures" -eq 0 ] && echo 'failed the browser itself' && failures=1
failed=$((failed + failures))

check 'demo stops with 0 in less than a second' stops demo
check 'doublure stops with 0 in less than a second' stops doublure

compose down --volumes --timeout 2 >/dev/null 2>&1
test/docker/examples.sh | tee "$log"
passed=$((passed + $(grep -c '^ok ' "$log")))
failed=$((failed + $(grep -c '^failed ' "$log")))
grep -q '^docker examples: ' "$log" || failed=$((failed + 1))
finish
