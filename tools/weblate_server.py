"""A real Weblate on this machine, for tests: PostgreSQL, Redis and Weblate's own server, all in one folder.

It needs Debian's packages postgresql and redis-server, and Weblate from PyPI in its own virtual environment
(`make weblate` installs all of it). Everything ends with the context, and disappears with the folder.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PEOPLE = ("lead", "anna", "zoe")  # the first may do everything
_SETTINGS = """\
from weblate.settings_example import *

DATABASES["default"].update(NAME="weblate", USER="weblate", HOST="127.0.0.1", PORT="{database}")
DATA_DIR = {data!r}
CACHE_DIR = DATA_DIR + "/cache"
MEDIA_ROOT = DATA_DIR + "/media"
STATIC_ROOT = COMPRESS_ROOT = CACHE_DIR + "/static"
SITE_DOMAIN = "localhost:{port}"
SITE_URL = "http://localhost:{port}"
OTP_WEBAUTHN_RP_ID = "localhost"
OTP_WEBAUTHN_ALLOWED_ORIGINS = ["http://localhost:{port}"]
SECRET_KEY = {secret!r}
DEBUG = False
DEFAULT_LOG = ["console"]
CACHES["default"]["LOCATION"] = "redis://127.0.0.1:{redis}/1"
CACHES["avatar"]["LOCATION"] = CACHE_DIR + "/avatar"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_BROKER_URL = "memory://"
CELERY_RESULT_BACKEND = None
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
"""
_ACCOUNTS = """\
from weblate.auth.models import User
from rest_framework.authtoken.models import Token
for name in {people!r}:
    user, _ = User.objects.get_or_create(username=name, email=name + "@example.org", full_name=name.title())
    user.is_superuser = name == {people!r}[0]
    user.save()
    print("TOKEN", name, Token.objects.get_or_create(user=user)[0].key)
"""


@dataclass(frozen=True)
class Weblate:
    """A running server: its address, its version, and the token of each person."""

    address: str
    version: str
    tokens: dict[str, str]


@contextmanager
def running(environment: Path, folder: Path) -> Iterator[Weblate]:
    """Run the Weblate in a virtual environment, with its data in an empty folder."""
    database, redis, port = _free_port(), _free_port(), _free_port()
    values = {"data": str(folder / "data"), "secret": os.urandom(32).hex()}
    settings = _SETTINGS.format(database=database, redis=redis, port=port, **values)
    (folder / "weblate_test_settings.py").write_text(settings, "utf-8")
    variables = os.environ | {"PYTHONPATH": str(folder), "DJANGO_SETTINGS_MODULE": "weblate_test_settings"}

    def weblate(*arguments: str) -> str:
        done = subprocess.run(
            [environment / "bin" / "weblate", *arguments],
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"weblate {' '.join(arguments)}:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    with ExitStack() as stack:
        _start_postgresql(folder, database, stack)
        stack.enter_context(
            _process(
                ["redis-server", "--port", str(redis), "--bind", "127.0.0.1", "--save", ""], folder, "redis"
            )
        )
        weblate("migrate", "--noinput")
        weblate("collectstatic", "--noinput")
        said = weblate("shell", "-c", _ACCOUNTS.format(people=PEOPLE))
        found = [line.split() for line in said.splitlines() if line.startswith("TOKEN ")]
        command = [
            environment / "bin" / "weblate",
            "runserver",
            "--noreload",
            "--insecure",
            f"127.0.0.1:{port}",
        ]
        stack.enter_context(_process(list(map(str, command)), folder, "weblate", variables))
        address = f"http://localhost:{port}"
        _await(f"{address}/api/", folder / "weblate.log")
        version = weblate(
            "shell", "-c", "from weblate import utils; import weblate.utils.version as v; print(v.VERSION)"
        )
        yield Weblate(address, version.split()[-1], {name: key for _, name, key in found})


def _start_postgresql(folder: Path, port: int, stack: ExitStack) -> None:
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
    data = folder / "postgresql"
    data.mkdir()
    user: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL does not run as root
        shutil.chown(data, "postgres")
        user = ["runuser", "-u", "postgres", "--"]
    initial = ["-D", str(data), "-U", "weblate", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run([*user, programs / "initdb", *initial], check=True, stdout=subprocess.DEVNULL, cwd="/")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data} -c fsync=off"
    control = [*user, programs / "pg_ctl", "-D", str(data), "-w"]
    start = [*control, "-o", options, "-l", str(data / "log"), "start"]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd="/")
    stop = [*control, "-m", "immediate", "stop"]
    stack.callback(subprocess.run, stop, check=False, stdout=subprocess.DEVNULL, cwd="/")
    create = [programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "weblate", "weblate"]
    subprocess.run(create, check=True, cwd="/")


@contextmanager
def _process(
    command: list[str], folder: Path, name: str, variables: dict[str, str] | None = None
) -> Iterator[None]:
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=variables, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)


def _await(address: str, log: Path) -> None:
    for _ in range(240):
        try:
            with urlopen(address, timeout=30):  # noqa: S310
                return
        except (URLError, ConnectionError):
            time.sleep(0.5)
    sys.exit(f"Weblate did not start:\n{log.read_text('utf-8', 'replace')}")


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port
