"""The checkout that is tested: where it is, and the part of it that tests could write to."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def stores_and_plans() -> dict[Path, tuple[int, int]]:
    """Every file in `data/` with its size and when it was written."""
    found = {path: path.stat() for path in (ROOT / "data").rglob("*") if path.is_file()}
    return {path: (one.st_size, one.st_mtime_ns) for path, one in found.items()}
