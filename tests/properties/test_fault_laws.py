"""No input and no state of the disk is an internal fault: each ends in a message and its exit code.

The tests may run as root, whom permissions do not bind: so something else stands where a file should be.
"""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.properties.spoiling import PLACES, WAYS, Way, faults, make, put, spoilt


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a translation."""
    folder = tmp_path_factory.mktemp("sound")
    make(folder)
    assert faults(folder, "as it is", lambda _: None) == []
    return folder


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(way=st.sampled_from(WAYS), seed=st.integers(0, 2**32))
def test_no_input_is_a_fault(project: Path, way: Way, seed: int) -> None:
    assert faults(project, f"{way.name}, seed {seed}", spoilt(way, seed)) == []


@pytest.mark.parametrize("kind", ["loop", "/dev/full", "pipe"])
@pytest.mark.parametrize("place", PLACES)
def test_nothing_in_the_place_of_a_file_is_a_fault(project: Path, place: str, kind: str) -> None:
    def spoil(folder: Path) -> None:
        put(folder / place, kind)

    assert faults(project, f"{place} is {kind}", spoil) == []


def test_a_fault_would_be_seen(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("booktranslate.steps.status.status", partial(dict.__getitem__, {}, "missing"))
    assert [found.splitlines()[0] for found in faults(project, "broken", lambda _: None)] == [
        "broken: status"
    ]
