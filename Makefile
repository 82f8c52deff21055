# On a fresh Debian or Ubuntu with Python 3.11 or newer: `make book` makes the English book, `make test` runs
# all tests. Both install what they need first.

BIN := .venv/bin
PACKAGES := 'libreoffice-writer|libreoffice-writer-nogui' \
  apertium apertium-fr-es apertium-eng-spa apertium-fra-cat apertium-eng-cat gettext hunspell-en-gb \
  fonts-crosextra-carlito fonts-crosextra-caladea fonts-dejavu-core
# For tests only: PDF tools, OmegaT, an EPUB validator, a browser, a clock that can be set (faketime), OCR, the
# schemas of XLIFF (part of a PHP library), and a virtual screen (xvfb) on which a test drives the real Poedit.
TEST_PACKAGES := $(PACKAGES) 'libreoffice-calc|libreoffice-calc-nogui' poppler-utils translate-toolkit pandoc omegat \
  epubcheck chromium faketime tesseract-ocr tesseract-ocr-fra php-symfony-translation python3-uno \
  poedit xvfb openbox xdotool dbus-daemon imagemagick

.DEFAULT_GOAL := help
.PHONY: help book test lint docs sample bench fresh weblate lock clean packages test-packages

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name what; do \
	  printf '  make %-8s %s\n' "$$name" "$$what"; done

book: packages .venv/ready  ## make the English book from source/, as Word and PDF
	$(BIN)/booktranslate make --pdf

test: test-packages lint  ## run all tests, and what `make lint` does
	$(BIN)/pytest -n 2 --dist worksteal

lint: .venv/ready  ## check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: .venv/ready  ## regenerate the pages of docs/reference/ that the program writes
	$(BIN)/python docs/generate.py

sample: packages .venv/ready  ## rebuild the sample book of source/ from sample/text/
	$(BIN)/python sample/build_book.py

bench: export PYTHONUNBUFFERED = 1  # each prints as it goes
bench: packages .venv/ready  ## measure: Apertium's routes, false alarms of the checks, speed against OmegaT
	@tools/debian-packages.sh omegat
	$(BIN)/python benchmarks/apertium_routes.py translations/en-GB/*.po --glossary glossary.csv
	$(BIN)/python benchmarks/drafts.py
	$(BIN)/python benchmarks/check_precision.py
	$(BIN)/python benchmarks/check_recall.py
	$(BIN)/python benchmarks/parts.py
	$(BIN)/python benchmarks/against_omegat.py --cpu

fresh:  ## follow docs/how-to/install.md on a Debian made for it, as root (five minutes, 3 GB)
	@tools/debian-packages.sh debootstrap
	$(if $(filter 0,$(shell id -u)),,sudo) python3 tools/fresh_install.py

weblate: .venv/ready  ## take a book to a real Weblate and back (ten minutes and 2 GB the first time, then three)
	@tools/debian-packages.sh postgresql redis-server libpq-dev gettext gcc g++ pkg-config libcairo2-dev \
	  libgirepository1.0-dev gir1.2-pango-1.0 libacl1-dev libssl-dev liblz4-dev libzstd-dev libxxhash-dev
	@tools/weblate-venv.sh
	$(BIN)/python tools/weblate_round_trip.py .venv-weblate

lock: .venv/ready  ## regenerate requirements.lock from pyproject.toml
	$(BIN)/uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" -o requirements.lock

clean:  ## delete what was made (not your translations, nor the memory in .booktranslate/)
	rm -rf .venv .venv-weblate build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

packages:
	@tools/debian-packages.sh $(PACKAGES)

test-packages:
	@tools/debian-packages.sh $(TEST_PACKAGES)

.venv/ready: requirements.lock pyproject.toml tools/make-venv.sh
	@tools/make-venv.sh
