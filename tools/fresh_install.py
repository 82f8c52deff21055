"""Follow docs/how-to/install.md on a fresh Debian, then the README and the tutorial.

    sudo python3 tools/fresh_install.py            # needs root, debootstrap, a Debian mirror and PyPI

The script makes a minimal Debian with `debootstrap` in a new folder, copies this checkout into it, and runs
the commands of the pages word for word. Of this machine, it uses only the name server and the certificates.
It takes five minutes (eleven on a busy machine) and 3 GB. The folder is deleted at the end; the mounts are in
a separate mount namespace and end with the process.
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
INSTALL = "docs/how-to/install.md"
KEYRING = "docs/how-to/use-deepl.md"
PAGES = ("README.md", "docs/tutorial.md")
INSIDE = "_FRESH_INSTALL_INSIDE"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
THEIR_COPY = "/etc/ssl/of-the-host.crt"  # another name, as the package ca-certificates writes its own file


def section(page: str, heading: str) -> str:
    text = (ROOT / page).read_text("utf-8")
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    if not found:
        raise SystemExit(f"{page} has no section {heading!r}")
    return found[1]


def indented(text: str) -> list[str]:
    return [line.strip() for line in re.findall(r"^ {4,}(\S.*)$", text, re.MULTILINE)]


def blocks(page: str) -> list[str]:
    found = re.findall(r"^```sh\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [line for block in found for line in block.splitlines()]


def isolated() -> int:
    """Run this script again in separate mount and process namespaces, so that mounts and processes end with
    it; returns its exit code."""
    command = ["unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child"]
    return subprocess.run(
        [*command, sys.executable, *sys.argv], env=os.environ | {INSIDE: "1"}, check=False
    ).returncode


class Machine:
    """The fresh Debian, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, suite: str, mirror: str) -> None:
        subprocess.run(["debootstrap", "--variant=minbase", suite, str(self.folder), mirror], check=True)
        for name, kind in (("proc", "proc"), ("dev/pts", "devpts")):
            subprocess.run(["mount", "-t", kind, kind, str(self.folder / name)], check=True)
        shutil.copy("/etc/resolv.conf", self.folder / "etc/resolv.conf")
        if CERTIFICATES.exists():
            place = self.folder / THEIR_COPY.lstrip("/")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(CERTIFICATES, place)
        # Nobody is there to type Y or a password.
        (self.folder / "etc/apt/apt.conf.d/90yes").write_text('APT::Get::Assume-Yes "true";\n', "utf-8")
        sudo = self.folder / "usr/local/bin/sudo"
        sudo.write_text('#!/bin/sh\nexec "$@"\n', "utf-8")
        sudo.chmod(0o755)
        self.run("apt-get update -q", "/")

    def run(self, command: str, folder: str) -> None:
        """Run a line in a new login shell, like a person in a new terminal. Ends the script if it fails."""
        print(f"\n$ {command}", flush=True)
        environment = {
            "HOME": "/root",
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
        }
        if CERTIFICATES.exists():
            environment["PIP_CERT"] = THEIR_COPY
        line = f"cd {shlex.quote(folder)} && {command}"
        done = subprocess.run(
            ["chroot", str(self.folder), "bash", "-lc", line],
            env=environment,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"exit code {done.returncode} from: {command}")


def copy_checkout(machine: Machine) -> str:
    place = machine.folder / "root/booktranslate"
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, tracked.stdout.split("\0")):
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, place / name)
    return "/root/booktranslate"


def follow(machine: Machine, page: str, number: int) -> None:
    """Run the commands of a page in a new folder, with the sample book where the page says to put one."""
    folder = f"/root/{number}"
    inside = machine.folder / folder.lstrip("/")
    inside.mkdir()
    shutil.copy(next((ROOT / "source").glob("*.docx")), inside / "book.docx")
    for line in blocks(page):
        if line.startswith("cd "):
            folder, inside = f"{folder}/{line[3:]}", inside / line[3:]
            shutil.copytree(ROOT / "source", inside / "source", dirs_exist_ok=True)
            shutil.copy(ROOT / "glossary.csv", inside)
        else:
            machine.run(line, folder)
    made = sorted((inside / "build/en-GB").glob("*.pdf"))
    if not made or made[0].stat().st_size < 10_000:
        raise SystemExit(f"{page}: no PDF was made")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--mirror", default="http://deb.debian.org/debian")
    parser.add_argument("--in", dest="where", help="where to make the folder [default: the temporary folder]")
    options = parser.parse_args()
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        raise SystemExit("Run it as root, with debootstrap installed (apt-get install debootstrap).")
    if INSIDE not in os.environ:
        raise SystemExit(isolated())
    start = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="fresh-install-", dir=options.where))
    try:
        machine = Machine(folder)
        machine.make(options.suite, options.mirror)
        checkout = copy_checkout(machine)
        for line in indented(section(INSTALL, "Debian and Ubuntu")) + indented(
            section(INSTALL, "Did it work?")
        ):
            machine.run(line, checkout)
        for line in re.findall(r"`(pipx inject [^`]+)`", (ROOT / KEYRING).read_text("utf-8")):
            machine.run(f"{line} && keyring --list-backends", checkout)
        for number, page in enumerate(PAGES, 1):
            follow(machine, page, number)
    finally:
        # Unmount first, so that `rm` cannot reach any file outside the folder.
        for name in ("dev/pts", "proc"):
            subprocess.run(["umount", "--lazy", str(folder / name)], check=False, stderr=subprocess.DEVNULL)
        subprocess.run(["rm", "-rf", "--one-file-system", str(folder)], check=False)
    print(f"\ninstall.md, {' and '.join(PAGES)}: every command ended with exit code 0", end=" ")
    print(f"({time.monotonic() - start:.0f} s)")


if __name__ == "__main__":
    main()
