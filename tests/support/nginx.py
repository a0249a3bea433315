"""A real nginx for the tests, with the configuration of deploy/."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

import pytest

from tests.support.paths import ROOT

DEPLOY = ROOT / "deploy"
UNPACKED = Path(sys.prefix) / "nginx" / "usr" / "sbin"

# What Debian's nginx.conf says around the file, all of it inside one folder.
AROUND = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Nginx:
    """In front of two dashboards: ``url``. ``folder`` holds its log."""

    def __init__(self, *dashboards: str) -> None:
        self.kept = TemporaryDirectory(prefix="progress-nginx-")
        self.folder = Path(self.kept.name)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://localhost:{port}"
        first, second = (url.removeprefix("http://localhost:") for url in dashboards)
        site = (DEPLOY / "nginx.conf.template").read_text()
        site = Template(site).safe_substitute(
            FIRST_DASHBOARD=f"127.0.0.1:{first}",
            SECOND_DASHBOARD=f"127.0.0.1:{second}",
            SERVER_NAME="localhost",
        )
        assert site.count("listen 80;") == 1
        site = site.replace("listen 80;", f"listen 127.0.0.1:{port};")
        (self.folder / "site.conf").write_text(site)
        user = "user root;" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(AROUND.format(folder=self.folder, user=user))
        self.process = subprocess.Popen(
            [_program(), "-p", self.folder, "-c", self.folder / "nginx.conf"],
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "start.log").open("w"),
        )
        give_up = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > give_up:
                    pytest.fail(f"nginx did not start:\n{(self.folder / 'start.log').read_text()}")
                time.sleep(0.02)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        self.kept.cleanup()


def _program() -> str:
    folders = f"/usr/sbin:{UNPACKED}"
    found = shutil.which("nginx") or shutil.which("nginx", path=folders)
    if found is None:
        pytest.fail("No nginx was found. `make test` fetches it on Debian and Ubuntu.")
    return found
