"""What has to hold for a long time or under harm: the long forms of the tests of reliability.

The tests run the short forms (tests/soak/test_soak.py); docs/reliability.md has the figures of
the long ones. The independent reading of the rules and the small plan lie with the tests.
"""

from pathlib import Path

ROOT = Path(__file__).parents[1]
