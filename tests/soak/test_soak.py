"""The short forms of what soak/ does for long; docs/reliability.md has the figures of those."""

from soak import crashes, damage, fuzz


def test_kill_at_any_moment_loses_nothing(tmp_path):
    """`kill -9` while it publishes and undoes: what was acknowledged is there, whole."""
    found = crashes.run(tmp_path, rounds=8, seed=3)
    assert found.acknowledged > 8
    assert found.reverts > 0


def test_damage_never_goes_unseen(tmp_path):
    """One byte anywhere in a store: opening or verifying tells, or nothing was lost."""
    found = damage.run(tmp_path, step=400_000)
    assert found.wrong == []
    assert found.counts["told"] > 0
    assert found.counts["found"] > 0


def test_input_that_nobody_would_give_is_told_in_a_sentence():
    """Workbooks, CSV, plans, settings and claims, in a process with bounded memory."""
    for outcome in fuzz.run_kinds(list(fuzz.KINDS), count=8, seed=2):
        assert outcome.failures == []
        assert outcome.ends.total() == 8
