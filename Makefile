# On a fresh Debian or Ubuntu with Python 3.11 or newer: `make book` makes the English book, `make test` runs
# all tests. Both install what they need first.

BIN := .venv/bin
PACKAGES := 'libreoffice-writer|libreoffice-writer-nogui' \
  apertium apertium-fr-es apertium-eng-spa apertium-fra-cat apertium-eng-cat gettext hunspell-en-gb \
  fonts-crosextra-carlito fonts-crosextra-caladea fonts-dejavu-core
# Beside the PDF tools: OmegaT, and a screen without a screen, on which a test drives the real Poedit.
TEST_PACKAGES := $(PACKAGES) poppler-utils translate-toolkit pandoc epubcheck chromium faketime \
  tesseract-ocr tesseract-ocr-fra omegat poedit xvfb openbox xdotool dbus-daemon imagemagick

.DEFAULT_GOAL := help
.PHONY: help book test lint docs sample bench fresh lock clean packages test-packages

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name what; do \
	  printf '  make %-8s %s\n' "$$name" "$$what"; done

book: packages .venv/ready  ## make the English book from source/, as Word and PDF
	$(BIN)/booktranslate extract -q
	@test -n "$$DEEPL_AUTH_KEY" || $(BIN)/booktranslate engine get firefox || \
	  echo "The book is drafted without Firefox's model, as it could not be had (see above)."
	$(BIN)/booktranslate translate
	$(BIN)/booktranslate assemble --pdf
	$(BIN)/booktranslate status
	@echo "$$NEXT"

define NEXT

The English book is in build/en-GB/: look at the PDF. It is a draft until people have reviewed it:
  1. Open the files of translations/en-GB/ in Poedit. Drafts are marked "Needs Work".
  2. Correct each draft, or accept it as it is (Ctrl+Enter), and save.
  3. Run `make book` again. Nothing that people wrote is touched, and nothing is translated twice.
docs/how-to/review-in-poedit.md shows it. Drafts are best with a key for DeepL (docs/how-to/use-deepl.md), good with
Firefox's model (docs/how-to/use-firefox.md), and rough with Apertium.
endef
export NEXT

test: test-packages lint  ## run all tests, and what `make lint` does
	$(BIN)/pytest -n 2

lint: .venv/ready  ## check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: .venv/ready  ## regenerate the pages of docs/reference/ that the program writes
	$(BIN)/python docs/generate.py

sample: packages .venv/ready  ## rebuild the sample book of source/ from sample/text/
	$(BIN)/python sample/build_book.py

bench: packages .venv/ready  ## measure: Apertium's routes, false alarms of the checks, speed against OmegaT
	@tools/debian-packages.sh omegat
	$(BIN)/python benchmarks/apertium_routes.py translations/en-GB/*.po --glossary glossary.csv
	$(BIN)/python benchmarks/check_precision.py
	$(BIN)/python benchmarks/check_recall.py
	$(BIN)/python benchmarks/parts.py
	$(BIN)/python benchmarks/against_omegat.py

fresh:  ## follow docs/how-to/install.md on a Debian made for it, as root (five minutes, 3 GB)
	@tools/debian-packages.sh debootstrap
	$(if $(filter 0,$(shell id -u)),,sudo) python3 tools/fresh_install.py

lock: .venv/ready  ## regenerate requirements.lock from pyproject.toml
	$(BIN)/uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" -o requirements.lock

clean:  ## delete what was made (not your translations, nor the memory in .booktranslate/)
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

packages:
	@tools/debian-packages.sh $(PACKAGES)

test-packages:
	@tools/debian-packages.sh $(TEST_PACKAGES)

.venv/ready: requirements.lock pyproject.toml tools/make-venv.sh
	@tools/make-venv.sh
