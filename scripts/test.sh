#!/usr/bin/env bash
# make test: everything. make test-fast (scripts/test.sh fast): what needs no engine.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Tests have their own stack and var (tests/support/stack.py); nothing of the caller's stack may leak in.
unset FIRSTLINE_NOW FIRSTLINE_ENV FIRSTLINE_PORT FIRSTLINE_HOSTS FIRSTLINE_SECRET DATABASE_URL REDIS_URL
unset FIRSTLINE_SHELL_PROVIDER ENGINE_URL ENGINE_PORT ENGINE_TOKEN ACTIONS_URL ACTIONS_PORT ACTIONS_TOKEN ENGINE_TRACKERS ENGINE_ACTION_TIMEOUT FIRSTLINE_PUBLIC_URL
unset "${!DIRECTORY_URL_@}" "${!DIRECTORY_TOKEN_@}"

if [ "${1:-}" = fast ]; then
    scripts/setup.sh tests
    exec .venv/bin/python -m pytest -q -n 2 -m "not engine and not slow and not browser and not soak"
fi

scripts/setup.sh all
scripts/train.sh

status=0
say "1 of 4: the app, without the engine (about eleven minutes on two cores)"
.venv/bin/python -m pytest -q -n 2 -m "not engine and not browser and not soak" || status=1
say "2 of 4: the engine by itself, on Python 3.10 (a minute or two)"
engine/.venv/bin/python -m pytest -q -c tests/engine/pytest.ini --confcutdir tests/engine tests/engine || status=1
say "  rasa test: which rule answers which intent (half a minute)"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
ACTIONS_URL=http://127.0.0.1:9 ACTIONS_TOKEN=none ENGINE_TRACKERS="$scratch/trackers.db" RASA_TELEMETRY_ENABLED=false \
    engine/.venv/bin/python -m rasa test core --model models/firstline.tar.gz --stories tests/test_rules.yml \
    --out "$scratch/results" --fail-on-prediction-errors >"$scratch/rasa.log" 2>&1 ||
    { tail -40 "$scratch/rasa.log"; status=1; }
say "3 of 4: conversations and faults through the real stack, some in a real browser (about ten minutes)"
.venv/bin/python -m pytest -q -m "engine and not soak" || status=1
say "4 of 4: the pages in a real browser, with axe (about seven minutes)"
.venv/bin/python -m pytest -q -n 2 -m "browser and not engine" || status=1
exit "$status"
