# make run      set everything up and serve the dashboard (PORT=8501)
# make test     set everything up, check the style, run all tests
# make bench    set everything up, measure how quick it is (bench/README.md)
# make soak     set everything up, run the long tests of reliability (docs/reliability.md)
# make audit    ask whether a pinned package has a known hole, where that can be asked
# make lint     check the style;  make format  repair it
# make messages    bring the catalogues in src/progress/locale up to date with the program
# make constraints   renew constraints.txt after a change of the requirements
# make clean    remove what can be made again; the stores in data/ stay

PYTHON ?= python3
PORT ?= 8501
# Tests mostly wait for the browser and the server, so one more than there are cores.
WORKERS ?= 3

VENV := .venv
BIN := $(VENV)/bin
PINS := requirements.txt constraints.txt pyproject.toml

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := run
.PHONY: run test bench soak audit lint format messages constraints clean environment browser nginx

run: $(VENV)/.runtime
	@case "$${PROGRESS_STORE:=data/progress.duckdb}" in \
	    postgres:*|postgresql:*) ;; \
	    *) test -e "$$PROGRESS_STORE" || $(BIN)/python -m progress init ;; \
	esac
	@exec $(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: lint browser nginx
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile

bench: $(VENV)/.development browser
	@$(BIN)/python -m bench.verdicts
	@$(BIN)/python -m bench.pages

# Half an hour on a quiet machine. The hour with updates in between is longer than most want to wait:
# python -m soak.load --sessions 20 --think 5 --seconds 3600 --publish-every 120
soak: $(VENV)/.development
	@$(BIN)/python -m soak.crashes
	@$(BIN)/python -m soak.damage
	@$(BIN)/python -m soak.fuzz
	@$(BIN)/python -m soak.load --sessions 50 --think 3
	@$(BIN)/python -m soak.load --sessions 100 --think 10

audit: environment
	@$(BIN)/python .ci/audit

lint: $(VENV)/.development
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.development
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

messages: $(VENV)/.development
	@$(BIN)/python tests/messages.py

# The stamps are older than a changed pin, so the next make installs again.
$(VENV)/.runtime: $(PINS)
	@$(MAKE) --no-print-directory environment
	@echo "Installing what the dashboard needs, about a minute the first time"
	@$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

$(VENV)/.development: $(PINS) requirements-dev.txt requirements-postgres.txt
	@$(MAKE) --no-print-directory environment
	@echo "Installing what the tests need, about a minute the first time"
	@$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $(VENV)/.runtime $@

# A virtual environment whose pip works; half-made and moved ones are made anew.
environment:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	    echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not that." \
	        "If it has another name here: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "This Python cannot make virtual environments." \
	        "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)

# The tests look at the pages in a real browser. Installed only where it is missing.
browser:
	@command -v chromium || command -v chromium-browser || command -v google-chrome || { \
	    $(call as-root,Chromium,chromium); echo "Installing Chromium"; $$as apt-get update -qq && \
	    $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; }

# The tests put dashboards behind a real nginx. Where there is none, the program alone is unpacked
# beside the environment: installing the package would start a web server on this machine.
nginx: $(VENV)/.development
	@command -v nginx || test -x /usr/sbin/nginx || test -x $(VENV)/nginx/usr/sbin/nginx || { \
	    $(call as-root,nginx,nginx); echo "Fetching nginx"; cd $(VENV) && \
	    { apt-get download -qq nginx 2>/dev/null || \
	        { $$as apt-get update -qq && apt-get download -qq nginx; }; } && \
	    dpkg -x nginx_*.deb nginx && rm nginx_*.deb; }

# Sets "as" to what makes one root. $(1): what is needed, $(2): its package.
as-root = command -v apt-get >/dev/null || { \
        echo "The tests need $(1); please install it." >&2; exit 1; }; \
    as=""; \
    if [ "$$(id -u)" != 0 ]; then \
        command -v sudo >/dev/null || { \
            echo "The tests need $(1); as root: apt-get install $(2)" >&2; exit 1; }; \
        as="sudo"; \
    fi

constraints:
	@: > constraints.txt
	@rm -rf $(VENV)
	@$(MAKE) --no-print-directory $(VENV)/.development
	@{ echo "# Every package that requirements.txt and requirements-dev.txt bring, exactly." \
	    "Made by \`make constraints\`."; \
	    $(BIN)/python -m pip freeze --exclude-editable; } > constraints.txt
	@touch $(VENV)/.runtime $(VENV)/.development

clean:
	rm -rf $(VENV) build dist src/*.egg-info .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
