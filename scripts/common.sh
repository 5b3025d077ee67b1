# Sourced by the other scripts: words, logs, and the search for Python. Needs bash and coreutils, nothing else.
# shellcheck shell=bash

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT" || exit 1

# A virtual environment active in the caller's shell must not leak into ours.
unset VIRTUAL_ENV PYTHONHOME PYTHONPATH __PYVENV_LAUNCHER__
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_REQUIRE_VIRTUALENV=0
export RASA_TELEMETRY_ENABLED=false

LOGS="${FIRSTLINE_VAR:-$ROOT/var}/log"

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# logged NAME COMMAND…: output goes to var/log/setup-NAME.log, whose end is shown when the command fails.
logged() {
    local log="$LOGS/setup-$1.log"
    shift
    mkdir -p "$LOGS"
    printf '$ %s\n' "$*" >>"$log"
    if ! "$@" >>"$log" 2>&1 </dev/null; then
        say ""
        tail -n 30 "$log" >&2
        say ""
        fail "That failed; the lines above are the end of $log. Running the same command again repairs it."
    fi
}

# works PYTHON TEST: does this Python really run (a pyenv shim may exist and fail), can it make environments, and
# does TEST on its version (v) hold? A free-threaded build is left alone: few packages have wheels for it.
works() {
    command -v "$1" >/dev/null 2>&1 && "$1" -I -c '
import ctypes, ensurepip, platform, sqlite3, ssl, sys, sysconfig, venv, zlib
v = sys.version_info[:2]
normal = platform.python_implementation() == "CPython" and not sysconfig.get_config_var("Py_GIL_DISABLED")
sys.exit(0 if normal and ('"$2"') else 1)' >/dev/null 2>&1 </dev/null
}

# path PYTHON: where it really is, so that an environment does not hang on a shim.
path() { "$1" -I -c 'import sys; print(sys.executable)'; }

pyenv_pythons() { # $1: version prefix; newest first
    local home="${PYENV_ROOT:-${HOME:-/nonexistent}/.pyenv}"
    find "$home/versions" -maxdepth 1 -name "$1*" 2>/dev/null | sort -rV | sed 's|$|/bin/python|'
}

# Sets FOUND. Not on standard output: `fail` in a command substitution would end only the subshell.
find_engine_python() {
    local is='v == (3, 10)' candidate
    if [ -n "${ENGINE_PYTHON:-}" ]; then
        works "$ENGINE_PYTHON" "$is" || fail "ENGINE_PYTHON is $ENGINE_PYTHON, but that is not a Python 3.10 that runs and can make virtual environments."
        FOUND="$(path "$ENGINE_PYTHON")"
        return
    fi
    while read -r candidate; do
        if works "$candidate" "$is"; then
            FOUND="$(path "$candidate")"
            return
        fi
    done < <(echo python3.10; pyenv_pythons 3.10)
    if uv --version >/dev/null 2>&1; then
        say "Fetching Python 3.10 for the engine with uv: about half a minute"
        uv python install --quiet 3.10 >/dev/null 2>&1 </dev/null || true
        candidate="$(uv python find --no-project 3.10 2>/dev/null || true)"
        if [ -n "$candidate" ] && works "$candidate" "$is"; then
            FOUND="$(path "$candidate")"
            return
        fi
    fi
    fail "The engine needs Python 3.10, and none was found: install it (uv python install 3.10, pyenv install 3.10, or your system's python3.10 with python3.10-venv), or set ENGINE_PYTHON to one."
}

find_app_python() {
    local is='(3, 11) <= v <= (3, 14)' candidate
    if [ -n "${APP_PYTHON:-}" ]; then
        works "$APP_PYTHON" "$is" || fail "APP_PYTHON is $APP_PYTHON, but that is not a Python 3.11 to 3.14 that runs and can make virtual environments."
        FOUND="$(path "$APP_PYTHON")"
        return
    fi
    while read -r candidate; do
        if works "$candidate" "$is"; then
            FOUND="$(path "$candidate")"
            return
        fi
    done < <(
        printf '%s\n' python3 python3.14 python3.13 python3.12 python3.11
        for version in 3.14 3.13 3.12 3.11; do pyenv_pythons "$version"; done
    )
    fail "Firstline needs Python 3.11, 3.12, 3.13 or 3.14, and none was found: install one (with its venv module), or set APP_PYTHON to one."
}

digest() { # of files and of the place itself: a moved environment does not work
    { echo "$ROOT"; cat "$@"; } | if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi | cut -c1-64
}
