"""What has to hold for a long time or under harm: the long forms of the tests of reliability.

The tests run the short forms (tests/test_soak.py); docs/reliability.md has the figures of the long
ones. The independent reading of the rules and the small plan lie with the tests.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
for folder in (ROOT / "src", ROOT / "tests"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
