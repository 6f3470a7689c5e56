"""The small language of `when:`: a tokenizer, a recursive-descent parser, an evaluator. Nothing of Python is evaluated.

condition  = both { "or" both }
both       = opposite { "and" opposite }
opposite   = "not" opposite | comparison
comparison = value [ ("<" | "<=" | ">" | ">=" | "==" | "!=") value ]
value      = word "(" [ id ] ")" | number [ "%" ] | "(" condition ")"
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Literal

from worldgen.core.record import dataclass

TRUTHS = {"visited": "station", "answered": "question", "correct": "question", "mastered": "objective"}
NUMBERS = {"attempts": "question", "score": ""}
WORDS: Mapping[str, str] = {**TRUTHS, **NUMBERS}
COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
MOST_SIGNS = 500
_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z][A-Za-z0-9_.-]*)|(?P<sign><=|>=|==|!=|[<>()%]))")


class UnlockError(ValueError):
    """The condition cannot be read; `column` counts signs from 0, `code` and `facts` make the issue."""

    def __init__(self, code: str, column: int, **facts: str) -> None:
        super().__init__(f"{code} at {column}")
        self.code, self.column, self.facts = code, column, facts


@dataclass(frozen=True, slots=True)
class Call:
    """A question to the record of the learner, such as `visited(lava)`."""

    word: str
    about: str
    column: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number; `60 %` is 0.6."""

    value: float


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two numbers."""

    sign: str
    left: Ast
    right: Ast


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    of: Ast


@dataclass(frozen=True, slots=True)
class Join:
    """Both, or one of two."""

    word: Literal["and", "or"]
    left: Ast
    right: Ast


Ast = Call | Number | Compare | Not | Join


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a learner; `score` is a share of all points."""

    visited: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    correct: frozenset[str] = frozenset()
    mastered: frozenset[str] = frozenset()
    attempts: Mapping[str, int] = field(default_factory=dict)
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


def parse_unlock(text: str) -> Ast:
    """Return the condition in `text` as a tree whose value is a truth.

    Raises
    ------
    UnlockError
        UNLOCK_SYNTAX, UNLOCK_WORD, UNLOCK_ABOUT or UNLOCK_MEANING, with the column in `text`.
    """
    if len(text) > MOST_SIGNS:
        raise UnlockError("UNLOCK_SYNTAX", MOST_SIGNS, found="a very long condition", wanted="at most 500 signs")
    parser = _Parser(list(_tokens(text)))
    tree = parser.either()
    parser.end()
    return tree


def evaluate(tree: Ast, facts: Facts) -> bool:
    """Return whether the condition holds for a learner of whom `facts` are known."""
    if isinstance(tree, Join):
        left = evaluate(tree.left, facts)
        return (left and evaluate(tree.right, facts)) if tree.word == "and" else (left or evaluate(tree.right, facts))
    if isinstance(tree, Not):
        return not evaluate(tree.of, facts)
    if isinstance(tree, Compare):
        return COMPARISONS[tree.sign](_number(tree.left, facts), _number(tree.right, facts))
    known: frozenset[str] = getattr(facts, tree.word) if isinstance(tree, Call) else frozenset()
    return isinstance(tree, Call) and tree.about in known


def calls(tree: Ast) -> Iterator[Call]:
    """Yield every question to the record, from left to right."""
    if isinstance(tree, Call):
        yield tree
    elif isinstance(tree, Not):
        yield from calls(tree.of)
    elif isinstance(tree, Join | Compare):
        yield from calls(tree.left)
        yield from calls(tree.right)


def _number(tree: Ast, facts: Facts) -> float:
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Call) and tree.word == "attempts":
        return float(facts.attempts.get(tree.about, 0))
    return facts.score


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise UnlockError("UNLOCK_SYNTAX", at, found=f"`{text[at]}`", wanted="a word, a number or a bracket")
        kind = match.lastgroup or ""
        yield _Token(kind, match[kind], match.start(kind))
        at = match.end()
    yield _Token("end", "", len(text.rstrip()))


@dataclass(slots=True)
class _Parser:
    tokens: list[_Token]
    at: int = 0
    depth: int = 0

    def either(self) -> Ast:
        return self._joined("or", self._both)

    def end(self) -> None:
        if self._now.kind != "end":
            raise self._wanted("`and`, `or` or the end")

    def _both(self) -> Ast:
        return self._joined("and", self._opposite)

    def _joined(self, word: Literal["and", "or"], part: Callable[[], Ast]) -> Ast:
        tree = part()
        while self._now.text == word:
            self.at += 1
            tree = Join(word, tree, part())
        return tree

    def _opposite(self) -> Ast:
        if self._now.text == "not":
            self.at += 1
            self._deeper()
            tree = Not(self._opposite())
            self.depth -= 1
            return tree
        return self._comparison()

    def _comparison(self) -> Ast:
        first = self._now
        left = self._value()
        sign = self._now
        if sign.text not in COMPARISONS:
            if _is_number(left):
                raise UnlockError(
                    "UNLOCK_MEANING", first.column, found=f"`{first.text}`", wanted="a comparison such as >= 2"
                )
            return left
        if not _is_number(left):
            raise UnlockError("UNLOCK_MEANING", sign.column, found=f"`{sign.text}`", wanted="a number on its left")
        self.at += 1
        second = self._now
        right = self._value()
        if not _is_number(right):
            raise UnlockError("UNLOCK_MEANING", second.column, found=f"`{second.text}`", wanted="a number")
        return Compare(sign.text, left, right)

    def _value(self) -> Ast:
        token = self._now
        if token.kind == "number":
            self.at += 1
            percent = self._now.text == "%"
            self.at += percent
            return Number(float(token.text) / (100.0 if percent else 1.0))
        if token.text == "(":
            self.at += 1
            self._deeper()
            tree = self.either()
            self._expect(")")
            self.depth -= 1
            return tree
        if token.kind != "name" or token.text in ("and", "or", "not"):
            raise self._wanted("a word such as visited(...)")
        return self._call(token)

    def _call(self, token: _Token) -> Ast:
        if token.text not in WORDS:
            raise UnlockError("UNLOCK_WORD", token.column, found=token.text)
        self.at += 1
        self._expect("(")
        about = self._now
        if WORDS[token.text] and about.kind != "name":
            raise UnlockError("UNLOCK_ABOUT", about.column, word=token.text, about=WORDS[token.text])
        if WORDS[token.text]:
            self.at += 1
        self._expect(")")
        return Call(token.text, about.text if WORDS[token.text] else "", about.column)

    def _expect(self, sign: str) -> None:
        if self._now.text != sign:
            raise self._wanted(f"`{sign}`")
        self.at += 1

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > 20:
            raise self._wanted("at most 20 brackets inside each other")

    def _wanted(self, wanted: str) -> UnlockError:
        found = f"`{self._now.text}`" if self._now.text else "the end"
        return UnlockError("UNLOCK_SYNTAX", self._now.column, found=found, wanted=wanted)

    @property
    def _now(self) -> _Token:
        return self.tokens[self.at]


def _is_number(tree: Ast) -> bool:
    return isinstance(tree, Number) or (isinstance(tree, Call) and tree.word in NUMBERS)
