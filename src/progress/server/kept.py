"""Answers kept for whoever asks the same again, bounded by what they hold and not only by number.

Who asks what somebody else is asking just now waits for that answer: after a release, fifty
visitors have everything computed once.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Kept(Generic[Asked, Answer]):
    """A function that keeps its answers: at most so many, and of so many rows together. The last
    one is kept whatever it holds."""

    def __init__(
        self,
        make: Callable[Asked, Answer],
        most: int,
        rows: Callable[[Any], int],
        most_rows: int,
    ) -> None:
        self._make, self._most, self._rows, self._most_rows = make, most, rows, most_rows
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._turns: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()
        self.rows = 0
        update_wrapper(self, make)

    def __len__(self) -> int:
        return len(self._answers)

    def __call__(self, *asked: Asked.args, **named: Asked.kwargs) -> Answer:
        key = (asked, *sorted(named.items()))
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._answers:
                    return self._answers[key]
            try:
                answer = self._make(*asked, **named)
                self._keep(key, answer)
            finally:
                with self._lock:
                    self._turns.pop(key, None)
        return answer

    def _keep(self, key: Hashable, answer: Answer) -> None:
        with self._lock:
            if key not in self._answers:
                self.rows += self._rows(answer)
            self._answers[key] = answer
            while len(self._answers) > 1 and (
                len(self._answers) > self._most or self.rows > self._most_rows
            ):
                self.rows -= self._rows(self._answers.popitem(last=False)[1])


def kept(
    most: int, rows: Callable[[Any], int], most_rows: int
) -> Callable[[Callable[Asked, Answer]], Kept[Asked, Answer]]:
    """Makes a function keep its answers. ``rows``: how many an answer holds."""

    def keeping(make: Callable[Asked, Answer]) -> Kept[Asked, Answer]:
        return Kept(make, most, rows, most_rows)

    return keeping
