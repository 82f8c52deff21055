#!/bin/sh
# Makes .venv from requirements.lock, with this project installed in it so that changes of src/ count at once.
set -eu

python=
for name in python3 python3.13 python3.12 python3.11 python3.14; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed (Debian 12 and Ubuntu 24.04 have it: apt-get install python3)." >&2
    exit 1
fi
# Debian keeps the parts that make environments in a package of their own, one for each version.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    tools/debian-packages.sh "$("$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')"
fi

echo "Making .venv from requirements.lock with $("$python" --version)"
"$python" -m venv .venv
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
touch .venv/ready
