"""How long a visitor on a slow connection waits: 400 kbit/s, 400 ms to the server and back.

    python -m bench.slow [--json]

The browser's own throttling; bench/README.md says what each figure means.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from bench.chromium import STOPWATCH, WINDOW, chromium
from bench.servers import dashboard, machine, serve, wait_for_quiet

SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
PAGES = {"overview": "", "a page with charts": "objective?data=demo&objective=C1"}
LIGHT = {"light overview": "lite/en/", "light page with charts": "lite/demo/en/objective-C1.html"}
READABLE = """new Promise(tell => new PerformanceObserver(list => {
    const found = list.getEntries().find(one => one.name === 'first-contentful-paint');
    if (found) tell(found.startTime);
}).observe({type: 'paint', buffered: true}))"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="one JSON document, not a table")
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(dashboard(Path(folder)), Path(folder) / "log") as running,
        chromium() as browser,
    ):
        found = {}
        for name, path in (LIGHT | PAGES).items():
            found[name] = load(browser, f"{running.address}/{path}", name in LIGHT)
            print(name, found[name], file=sys.stderr, flush=True)
    if chosen.json:
        print(json.dumps({"machine": machine(), "pages": found}, indent=1))
        return
    print(machine())
    for name, figures in found.items():
        print(
            f"{name:24}", *(f"{what} {number:,.1f}" for what, number in figures.items()), sep="  "
        )


def load(browser: Browser, address: str, light: bool) -> dict[str, float]:
    """Seconds with an empty cache and the next time, requests, kilobytes received."""
    context = browser.new_context(viewport=WINDOW, locale="en-GB")
    context.add_init_script(STOPWATCH.replace("60000", "200000"))
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW)
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    found: dict[str, float] = {}
    for turn in ("empty cache, s", "next time, s"):
        if found:  # whoever comes back has seen the page whole
            page.wait_for_load_state("networkidle")
        wait_for_quiet()
        page.goto(address, wait_until="load" if light else "commit", timeout=200_000)
        wanted = READABLE if light else "stopwatch.soon(stopwatch.usable)"
        found[turn] = page.evaluate(wanted) / 1000
        if len(found) == 1:
            found |= {"requests": len(sizes), "kB": sum(sizes) / 1000}
    context.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
