# make run      set everything up and serve the dashboard (PORT=8501)
# make install  set everything up that serving needs
# make test     set everything up, check the style, run all tests
# make coverage the tests again, slower, with what they do not reach at the end
# make bench    set everything up, measure how quick it is (bench/README.md)
# make soak     set everything up, run the long tests of reliability (docs/reliability.md)
# make audit    ask whether a locked package has a known hole, where that can be asked
# make lint     check the style and the types;  make format  repair the style
# make messages    bring the catalogues in src/progress/locale up to date with the program
# make icons     cut the font of icons to those in use, after a new one or a new Streamlit
# make reference   bring docs/commands.md up to date with the commands
# make locks    renew constraints.txt and locks/ after a change of the requirements
# make clean    remove what can be made again; the stores in data/ stay

PYTHON ?= python3
PORT ?= 8501
# Tests mostly wait for the browser and the server, so twice as many as there are cores.
WORKERS ?= 4

VENV := .venv
BIN := $(VENV)/bin
LOCKED := requirements.txt locks/requirements.txt pyproject.toml

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# A hundred processes of the tests need not compile the program each.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := run
.PHONY: run install test coverage bench soak audit lint format messages reference icons locks clean environment browser nginx

run: $(VENV)/.runtime
	@case "$${PROGRESS_STORE:=data/progress.duckdb}" in \
	    postgres:*|postgresql:*) ;; \
	    *) test -e "$$PROGRESS_STORE" || $(BIN)/python -m progress init ;; \
	esac
	@exec $(BIN)/python -m streamlit run app.py --server.port $(PORT)

install: $(VENV)/.runtime

PYTEST := $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test: lint audit browser nginx
	$(PYTEST)

# Of what runs in the tests' own processes; a dashboard that they start is not counted.
coverage: browser nginx
	$(PYTEST) --cov=progress --cov-report=term:skip-covered

bench: $(VENV)/.development browser
	@$(BIN)/python -m bench.verdicts
	@$(BIN)/python -m bench.pages

# Almost an hour, and then the hour with updates in between; make soak LAST=600 cuts that short.
LAST ?= 3600
soak: $(VENV)/.development
	@$(BIN)/python -m soak.crashes
	@$(BIN)/python -m soak.damage
	@$(BIN)/python -m soak.fuzz
	@$(BIN)/python -m soak.load --sessions 50 --think 3
	@$(BIN)/python -m soak.load --sessions 100 --think 10
	@$(BIN)/python -m soak.load --sessions 50 --think 3 --heavy
	@$(BIN)/python -m soak.slow
	@$(BIN)/python -m soak.load --sessions 20 --think 5 --seconds 960 --publish-every 120 --settle 400
	@$(BIN)/python -m soak.load --sessions 20 --think 5 --seconds $(LAST) --publish-every 120

audit: $(VENV)/.development
	@$(BIN)/python .ci/audit

lint: $(VENV)/.development
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(VENV)/.development
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

messages: $(VENV)/.development
	@$(BIN)/python -m tools.messages

reference: $(VENV)/.development
	@$(BIN)/python -m tools.reference

icons: $(VENV)/.development
	@$(BIN)/python -m tools.icons

# What is installed is what the locks name, byte for byte: a package whose hash differs is refused.
# The locks name everything, so pip is told not to look for more: where it does, a release that
# somebody published after the lock was made can turn an installation down. $(1): the list to install.
install = $(BIN)/python -m pip install --quiet --require-hashes --no-deps -r locks/$(1) && \
    $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e . && \
    $(BIN)/python -m pip check

# The stamps are older than a changed lock, so the next make installs again.
$(VENV)/.runtime: $(LOCKED)
	@$(MAKE) --no-print-directory environment
	@echo "Installing what the dashboard needs, about a minute the first time"
	@$(call install,requirements.txt)
	@touch $@

$(VENV)/.development: $(LOCKED) requirements-dev.txt requirements-postgres.txt locks/requirements-dev.txt
	@$(MAKE) --no-print-directory environment
	@echo "Installing what the tests need, about a minute the first time"
	@$(call install,requirements-dev.txt)
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
	@command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || \
	    command -v google-chrome || { \
	    $(call as-root,Chromium,chromium); echo "Installing Chromium"; $$as apt-get update -qq; \
	    install="$$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq"; \
	    $$install chromium-headless-shell >/dev/null 2>&1 || $$install chromium >/dev/null; }

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

# One answer for all: the versions that fit together on every system, and of these the hashes.
compile = $(VENV)/uv/bin/uv pip compile --quiet --universal --python-version 3.11 \
    --no-emit-package progress --no-annotate --custom-compile-command "make locks"
locks: environment
	@test -x $(VENV)/uv/bin/uv || $(PYTHON) -m venv $(VENV)/uv
	@$(VENV)/uv/bin/pip install --quiet uv==0.13.9
	@: > constraints.txt
	@$(compile) requirements-dev.txt --output-file $(VENV)/constraints.txt
	@mv $(VENV)/constraints.txt constraints.txt
	@for list in requirements requirements-postgres requirements-dev; do \
	    $(compile) --generate-hashes $$list.txt --output-file locks/$$list.txt; done

clean:
	rm -rf $(VENV) build dist src/*.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
