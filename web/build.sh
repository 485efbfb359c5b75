#!/bin/sh
# Builds and tests the console for Maven: `build.sh build`, or `build.sh test [skip...]`, which does nothing where one
# of the further words is "true". Does nothing twice: what is newer than its sources stands. Uses the node and npm of
# the machine.
set -eu
cd "$(dirname "$0")"

out=dist
passed=target/console-tests

fail() {
  echo "console: $1" >&2
  exit 1
}

need_node() {
  command -v node >/dev/null 2>&1 ||
    fail "Node.js is not installed; the console is built with Node.js 20.19 or later and npm. Install both, or see that they are on the PATH."
  command -v npm >/dev/null 2>&1 ||
    fail "node is here but npm is not; install npm, or see that it is on the PATH."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node.js $(node --version) does not fit; 20.19 or later of 20, or 22.12 or later is needed."
}

# The packages are fetched anew only when the lock says something else than what was installed.
packages() {
  if ! cmp -s package-lock.json node_modules/.zhiban-lock; then
    echo "console: installing packages"
    npm ci --no-audit --no-fund --prefer-offline --loglevel=error
    cp package-lock.json node_modules/.zhiban-lock
  fi
}

# Whether any source is newer than the file given.
stale() {
  [ ! -f "$1" ] && return 0
  [ -n "$(find src public tests index.html package-lock.json package.json tsconfig.json vite.config.ts build.sh -newer "$1" -print 2>/dev/null | head -n 1)" ]
}

case " $* " in *" true "*) exit 0 ;; esac
need_node
case "${1:-}" in
build)
  if stale "$out/index.html"; then
    packages
    npx --no-install vite build --logLevel warn
    # Names carry a hash: what an earlier build left beside the new files would be packed with them.
    rm -rf target/classes/console
  fi
  ;;
test)
  if stale "$passed"; then
    packages
    npx --no-install vue-tsc --noEmit -p tsconfig.json
    echo "console types: no errors"
    mkdir -p target
    npx --no-install vitest run --reporter=default --reporter=./tests/closing-line.ts
    cp target/console-tests.new "$passed"
  else
    echo "console tests: unchanged since they last passed"
  fi
  cat "$passed"
  ;;
*)
  fail "usage: build.sh build|test"
  ;;
esac
