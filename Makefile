# Every command of Lotse; `make help` lists them. A variable given on the command line reaches the
# programs: make run LOTSE_PORT=8080

PYTHON ?= $(shell command -v python3.11 || command -v python3)
LAUNCH := $(PYTHON) -m api.launch
APP := .venv/bin/python
BOT := .venv-bot/bin/python
SHARED ?= ../shared
# the checks that measure on development questions run where these lie; elsewhere they say they are skipped
ifneq ($(wildcard $(SHARED)/eval),)
export LOTSE_SHARED ?= $(abspath $(SHARED))
endif
BABEL := $(APP) -m babel.messages.frontend
EXTRACT := -k N_ --omit-header --no-location --sort-output --no-wrap
UPDATE := --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

.DEFAULT_GOAL := help
.PHONY: help run setup test lint format check-content check-translations translations \
        reindex train-model evaluate answers fit bench nlu-report lock clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-20s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Set up what is missing, start Lotse and print its address (Ctrl-C stops it)
	@exec $(LAUNCH) run

setup: ## Everything `make run` needs, without starting it
	@exec $(LAUNCH) setup

test: ## Set up everything the tests need (Chromium included) and run every check and test
	@$(LAUNCH) test-setup
	@$(MAKE) --no-print-directory lint check-content
	@$(APP) -m pytest $(ARGS)

lint: ## Style, types
	$(APP) -m ruff check .
	$(APP) -m ruff format --check .
	$(APP) -m mypy

format: ## Mend what the formatter can mend
	$(APP) -m ruff format .
	$(APP) -m ruff check --fix .

check-content: ## What is wrong in content/library, where, and how to mend it
	$(APP) -m content lint

check-translations: ## Catalogs: up to date, complete, same placeholders
	$(APP) -m pytest -q tests/api/test_i18n.py tests/api/chat/test_chat_texts.py

translations: ## Read the texts out of code and templates and bring the catalogs up to date
	$(BABEL) extract --mapping-file locales/babel.cfg $(EXTRACT) --output-file locales/messages.pot .
	$(BABEL) update --domain messages --input-file locales/messages.pot --output-dir locales $(UPDATE)

reindex: ## Build the search index again from the database
	$(APP) -m search build

train-model: ## Train the shipped embedding model from $(SHARED)/data (2 cores, under an hour)
	$(APP) -m search.model.training --data $(SHARED)/data --out search/model/shipped

evaluate: ## Retrieval figures on the development questions in $(SHARED)/eval
	$(APP) -m search evaluate $(SHARED)/eval/omos-dev --all

answers: ## How often a wrong page is called an answer, and a right one withheld
	$(APP) -m search answers tests/eval/library-dev

fit: ## Fit ranking weights and answer thresholds again (after a new model or a batch of articles)
	$(APP) -m search fit $(SHARED)/eval/omos-dev

nlu-report: ## Intent accuracy per language on the unseen utterances
	$(BOT) -m bot.report

bench: ## Start the product and measure pages, chat turns, search and memory in one run
	$(APP) -m tests.load.bench

lock: ## Resolve the pins of pyproject.toml and bot/requirements.in into lock files with hashes
	$(APP) -m api.launch.lock

clean: ## Remove database, index, trained dialogue (environments stay)
	@$(LAUNCH) clean
