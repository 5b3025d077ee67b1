# Two commands matter: `make run` and `make test`. `make` alone lists all.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run setup test test-fast soak lint train nlu-report shell lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  Settings are environment variables: docs/environment.md"

run: ## install what is missing, train if needed, start everything, print the address (Ctrl-C stops it)
	@scripts/run.sh

setup: ## only the installing part of `make run`
	@scripts/setup.sh run

test: ## everything: app, engine, and conversations through the real stack
	@scripts/test.sh

test-fast: ## the tests that need no engine: about ten minutes on two cores
	@scripts/test.sh fast

soak: ## the relay under 60 kills and more, and three years of deadlines, in full (about twenty minutes): prints its figures
	@scripts/soak.sh

lint: ## ruff and mypy
	@scripts/lint.sh

train: ## train the model if what it is made of has changed (FORCE=1: in any case)
	@scripts/train.sh $(if $(FORCE),force)

nlu-report: ## measure how well it understands: docs/nlu-report.html (many minutes: stock DIET is trained beside)
	@scripts/nlu-report.sh

shell: ## talk to the assistant in the terminal, as `rasa shell` (the actions are started beside it)
	@scripts/shell.sh

lock: ## resolve requirements/*.in anew (needs uv); the engine's own locks: engine/README.md
	@scripts/lock.sh

clean: ## remove environments, models and caches; var/ (conversations, cases, mail) stays
	@scripts/clean.sh
