"""Where Chromium is and how it is started: what the tests look with, and the measures."""

import os
import shutil

# The first one has no window at all and takes a fifth less of the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def launch_options() -> dict:
    """What Playwright needs to launch it. Raises LookupError where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise LookupError(
            "No Chromium was found. `make browser` installs it on Debian and Ubuntu; elsewhere "
            f"put one of these on the path: {', '.join(NAMES)}."
        )
    # Chromium has no sandbox for root, and containers give it little shared memory.
    arguments = ["--disable-dev-shm-usage"] + ["--no-sandbox"] * (os.geteuid() == 0)
    return {"executable_path": found, "args": arguments}
