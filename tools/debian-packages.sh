#!/bin/sh
# Installs the Debian packages named; what is there already costs a moment and no password.
#
#   tools/debian-packages.sh gettext 'libreoffice-writer|libreoffice-writer-nogui'
#
# Of names with a bar between them any one will do, and the last is installed when none is there (a LibreOffice
# with windows and one without cannot both be installed). Without apt it says what the machine needs, and goes on.
set -eu

missing=
for choice in "$@"; do
    found=
    for package in $(printf '%s' "$choice" | tr '|' ' '); do
        if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ]; then
            found=yes
        fi
    done
    [ "$found" ] || missing="$missing ${choice##*|}"
done
[ "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "This machine has no apt. Please see to it that it has what these Debian packages hold:"
    echo " $missing"
    echo "docs/how-to/install.md says how, for Windows and macOS."
    exit 0
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "These Debian packages are missing:$missing" >&2
        echo "Install them as root (apt-get install$missing), then run make again." >&2
        exit 1
    fi
    as_root=sudo
fi
install() {
    $as_root apt-get update -q &&
        # shellcheck disable=SC2086  # one word a package
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}
echo "Installing Debian packages:$missing"
install </dev/null || { echo "Once more, in 10 seconds …"; sleep 10; install </dev/null; }
