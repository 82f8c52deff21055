#!/bin/sh
# Installs Weblate, once, into .venv-weblate: its libraries are no business of .venv. It needs Python 3.12.
set -eu

venv=.venv-weblate
[ -x "$venv/bin/weblate" ] && exit 0

for python in ${WEBLATE_PYTHON:-} python3.14 python3.13 python3.12 python3 "$HOME"/.pyenv/versions/3.1[2-9]*/bin/python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
        "$python" -m venv "$venv"
        exec "$venv/bin/pip" install --quiet 'weblate[postgres]==2026.10.1'
    fi
done
echo "Weblate needs Python 3.12 or newer: set WEBLATE_PYTHON to one." >&2
exit 5
