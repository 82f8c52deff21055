#!/bin/sh
# Makes the program as it is released, its busiest modules compiled: dist/*.whl, installed in build/compiled/.
set -eu

python=.venv/bin/python
command -v gcc >/dev/null || tools/debian-packages.sh gcc libc6-dev
if [ ! -e "$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" ]; then
    tools/debian-packages.sh "$("$python" -c 'import sys; print("python3.%d-dev" % sys.version_info[1])')"
fi

echo "Compiling the program (a minute)"
rm -rf dist build/compiled
mkdir -p build
HATCH_BUILD_HOOK_ENABLE_MYPYC=true "$python" -m build --no-isolation >build/compile.log 2>&1 ||
    { cat build/compile.log; exit 1; }
"$python" -m pip install -q --disable-pip-version-check --no-deps --target build/compiled dist/*.whl
PYTHONPATH=build/compiled "$python" -c '
import booktranslate.docx as it, sys
sys.exit(None if it.__file__.endswith((".so", ".pyd")) else f"{it.__file__} is not compiled.")'
touch build/compiled/ready
