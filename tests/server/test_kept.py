"""Answers are kept, computed once for all who ask at the same time, and bounded by their rows."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from progress.server.kept import kept


def test_answers_are_kept_by_what_was_asked():
    made = []

    @kept(10, len, 100)
    def answer(*asked: int) -> tuple[int, ...]:
        made.append(asked)
        return asked

    assert [answer(1, 2), answer(1, 2), answer(2)] == [(1, 2), (1, 2), (2,)]
    assert made == [(1, 2), (2,)]


def test_no_more_than_so_many_and_so_many_rows_are_kept():
    @kept(3, len, 100)
    def answer(rows: int) -> range:
        return range(rows)

    for rows in range(1, 6):
        answer(rows)
    assert (len(answer), answer.rows) == (3, 3 + 4 + 5)
    answer(95)
    assert (len(answer), answer.rows) == (2, 100)
    answer(1000)  # the last one, whatever it holds
    assert (len(answer), answer.rows) == (1, 1000)


def test_what_was_asked_last_stays():
    made = []

    @kept(2, len, 100)
    def answer(name: str) -> str:
        made.append(name)
        return name

    for name in "abacab":
        answer(name)
    assert made == ["a", "b", "c", "b"]


def test_many_who_ask_the_same_have_it_made_once():
    made, asked = [], threading.Barrier(8, timeout=10)

    @kept(10, len, 100)
    def answer(name: str) -> str:
        made.append(name)
        threading.Event().wait(0.2)
        return name

    def ask(_: int) -> str:
        asked.wait()
        return answer("a")

    with ThreadPoolExecutor(8) as visitors:
        assert list(visitors.map(ask, range(8))) == ["a"] * 8
    assert made == ["a"]


def test_what_fails_is_tried_again():
    made = []

    @kept(10, len, 100)
    def answer(name: str) -> str:
        made.append(name)
        if len(made) == 1:
            raise ValueError(name)
        return name

    with pytest.raises(ValueError, match="a"):
        answer("a")
    assert answer("a") == "a"
