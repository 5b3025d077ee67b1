#!/usr/bin/env bash
# Makes the two environments as the locks say; does nothing when they are.
#   scripts/setup.sh           what `make run` needs
#   scripts/setup.sh tests     what tests and lint need on the app's side as well (no engine)
#   scripts/setup.sh all       everything, the engine's test packages too
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

WHAT="${1:-run}"

# One setup at a time; a second one waits, then finds nothing to do.
mkdir -p "$LOGS"
if command -v flock >/dev/null 2>&1; then
    exec 9>"$LOGS/setup.lock"
    flock 9
fi

# While .installing is there, an install has begun and not ended: a package may lie there half unpacked, which pip
# cannot see. The environment is then made from nothing.
prepare() { # VENV FINDER
    local venv="$1"
    if [ -e "$venv/.installing" ]; then
        say "The last install in $venv was interrupted: making it again"
        rm -rf "$venv"
    elif [ -d "$venv" ] && ! "$venv/bin/python" -I -m pip --version >/dev/null 2>&1; then
        rm -rf "$venv"
    elif [ -e "$venv/.place" ] && [ "$(cat "$venv/.place")" != "$ROOT" ]; then
        rm -rf "$venv"
    fi
    if [ ! -x "$venv/bin/python" ]; then
        "$2"
        mkdir -p "$venv"
        touch "$venv/.installing"
        logged "$NAME" "$FOUND" -m venv "$venv"
    fi
    touch "$venv/.installing"
    rm -f "$venv"/.stamp-*
    printf '%s' "$ROOT" >"$venv/.place"
}

fresh() { # VENV STAMP DIGEST
    [ ! -e "$1/.installing" ] && [ "$(cat "$1/.stamp-$2" 2>/dev/null)" = "$3" ] && [ -x "$1/bin/python" ]
}

pip_lock() { # VENV LOCK [OPTIONS]: exactly what the lock says, hashes checked
    local venv="$1" lock="$2"
    shift 2
    logged "$NAME" "$venv/bin/python" -I -m pip install --no-color --progress-bar off --require-hashes "$@" -r "$lock"
}

began() { SECONDS=0; }
ended() { say "  done in ${SECONDS} s"; }

app() {
    NAME=app
    local locks="requirements/app.lock" digest
    digest="$(digest requirements/app.lock pyproject.toml)"
    if fresh .venv app "$digest"; then return; fi
    began
    say "Installing the app (about 70 packages, 250 MB): about half a minute on a first run"
    rm -f "$LOGS/setup-app.log"
    prepare .venv find_app_python
    pip_lock .venv "$locks"
    logged app .venv/bin/python -I -m pip install --no-color --progress-bar off --no-deps --no-build-isolation -e .
    echo "$digest" >.venv/.stamp-app
    rm .venv/.installing
    ended
}

app_tests() {
    NAME=app-tests
    local digest
    digest="$(digest requirements/dev.lock)"
    if fresh .venv tests "$digest"; then return; fi
    began
    say "Installing what tests and lint need: about 20 seconds"
    rm -f "$LOGS/setup-app-tests.log"
    touch .venv/.installing
    pip_lock .venv requirements/dev.lock
    echo "$digest" >.venv/.stamp-tests
    rm .venv/.installing
    ended
}

# Debian's own Chromium: Playwright downloads no browser of its own.
browser() {
    if command -v chromium >/dev/null 2>&1; then return; fi
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        fail "The tests in a browser need Chromium: please install it (Debian: apt-get install chromium)."
    fi
    began
    say "Installing Chromium for the tests in a browser: about a minute"
    NAME=browser
    rm -f "$LOGS/setup-browser.log"
    logged browser apt-get update -qq
    logged browser env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
    ended
}

# What draws PDFs (WeasyPrint is Python, Pango below it is not), and letters to draw them with. Without it all else works.
pango() {
    if ldconfig -p 2>/dev/null | grep -q libpangoft2-1.0.so.0; then return; fi
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        say "For PDFs please install Pango (Debian: apt-get install libpangoft2-1.0-0 fonts-dejavu-core)."
        return
    fi
    began
    say "Installing Pango for PDFs: a few seconds"
    NAME=pango
    rm -f "$LOGS/setup-pango.log"
    logged pango apt-get update -qq
    logged pango env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core
    ended
}

# The store is tested on PostgreSQL too; the tests start one of their own. Debian's package would start another.
postgresql() {
    if command -v initdb >/dev/null 2>&1 || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null; then return; fi
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        say "The store's tests on PostgreSQL are skipped: please install it (Debian: apt-get install postgresql)."
        return
    fi
    began
    say "Installing PostgreSQL for the tests: half a minute"
    NAME=postgresql
    rm -f "$LOGS/setup-postgresql.log"
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] ||
        echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    logged postgresql apt-get update -qq
    logged postgresql env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql
    ended
}

# Only for a store on PostgreSQL: its driver.
driver() {
    case "${DATABASE_URL:-}" in postgres*) ;; *) return ;; esac
    NAME=driver
    local digest
    digest="$(digest requirements/postgresql.lock)"
    if fresh .venv driver "$digest"; then return; fi
    began
    say "Installing the driver of PostgreSQL: a few seconds"
    rm -f "$LOGS/setup-driver.log"
    touch .venv/.installing
    pip_lock .venv requirements/postgresql.lock
    echo "$digest" >.venv/.stamp-driver
    rm .venv/.installing
    ended
}

engine() {
    NAME=engine
    local digest
    digest="$(digest engine/requirements-build.lock engine/requirements.lock)"
    if fresh engine/.venv engine "$digest"; then return; fi
    began
    say "Installing the engine (Rasa and TensorFlow, about 1.6 GB): about 2 minutes on a first run"
    rm -f "$LOGS/setup-engine.log"
    prepare engine/.venv find_engine_python
    # Three of Rasa's packages are source only: what builds them is pinned too, and in place before them.
    pip_lock engine/.venv engine/requirements-build.lock
    pip_lock engine/.venv engine/requirements.lock --no-build-isolation
    echo "$digest" >engine/.venv/.stamp-engine
    rm engine/.venv/.installing
    ended
}

engine_tests() {
    NAME=engine-tests
    local digest
    digest="$(digest engine/requirements-test.lock)"
    if fresh engine/.venv tests "$digest"; then return; fi
    began
    say "Installing what the engine's tests need: about 10 seconds"
    rm -f "$LOGS/setup-engine-tests.log"
    touch engine/.venv/.installing
    pip_lock engine/.venv engine/requirements-test.lock
    echo "$digest" >engine/.venv/.stamp-tests
    rm engine/.venv/.installing
    ended
}

case "$WHAT" in
run) app; driver; pango; engine ;;
tests) app; pango; postgresql; app_tests ;;
all) app; pango; postgresql; app_tests; browser; engine; engine_tests ;;
*) fail "scripts/setup.sh knows run, tests and all, not '$WHAT'." ;;
esac
