"""A draw is the same number however it is asked for."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worldgen.core.seed import Seed, mix

KEYS = st.integers(0, 2**64 - 1)


@given(KEYS)
def test_one_draw_is_the_first_of_many(key: int) -> None:
    assert Seed(key).one() == Seed(key).uniform(3)[0]


@given(KEYS, st.integers(-(2**63), 2**63 - 1), st.integers(-(2**63), 2**63 - 1))
def test_a_single_place_is_drawn_as_one_of_an_array(key: int, row: int, column: int) -> None:
    alone, many = Seed(key).bits_at(row, column), Seed(key).bits_at(np.array([row, 0]), np.array([column, 0]))
    assert alone[0] == many[0] == Seed(key).bits_at(row, np.array([column]))[0]


def test_the_mixer_is_the_finaliser_of_splitmix64() -> None:
    state = np.array([0x9E3779B97F4A7C15], np.uint64)  # of the seed 0: the first number that Vigna's own program gives
    assert int(mix(state)[0]) == 0xE220A8397B1DCDAF
