"""What `make` runs, told by stand-ins for interpreter and commands; nothing is installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
PIP = ".venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt"
# Writes down how it was called, and exits as the file `exits/NAME-FIRST_ARGUMENT` says.
STAND_IN = """#!/bin/sh
echo "$0 $*" >> calls
exit "$(cat "exits/$(basename "$0")-$1" 2>/dev/null || echo 0)"
"""


@pytest.fixture
def checkout(tmp_path):
    """A folder with the Makefile, the files that it looks at and a virtual environment."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).touch()
    (tmp_path / "exits").mkdir()
    for name in (".venv/bin/python", ".venv/bin/assistant", "python3"):
        stand_in(tmp_path / name)
    return tmp_path


def stand_in(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(STAND_IN, encoding="utf-8")
    path.chmod(0o755)


def make(checkout, *arguments):
    """Run make; the result, and how the stand-ins were called in order."""
    (checkout / "calls").unlink(missing_ok=True)
    environment = {"PATH": os.environ["PATH"]}
    done = subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=checkout,
        text=True,
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    calls = checkout / "calls"
    return done, calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []


def installs(calls):
    return [call for call in calls if "pip install" in call]


def test_installing_takes_pytorch_first_and_by_its_version(checkout):
    done, calls = make(checkout, "install")
    assert done.returncode == 0
    assert installs(calls) == [f"{PIP} torch==2.13.0", f"{PIP} -e .[test]"]


def test_an_index_of_pytorchs_cpu_build_may_be_named(checkout):
    _, calls = make(checkout, "install", "TORCH_INDEX=https://wheels.example/cpu")
    assert installs(calls) == [
        f"{PIP} --extra-index-url https://wheels.example/cpu torch==2.13.0",
        f"{PIP} -e .[test]",
    ]


# What runs when all is installed


@pytest.fixture
def installed(checkout):
    """A checkout in which nothing needs to be installed."""
    make(checkout, "install")
    return checkout


def exits(checkout, command, status):
    (checkout / "exits" / command).write_text(f"{status}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("target", "command"),
    [("serve", "serve"), ("ask", "ask -- "), ("bench", "bench --write var/bench.json")],
)
def test_a_refused_file_keeps_nobody_from_using_the_rest(installed, target, command):
    exits(installed, "assistant-index", 1)
    done, calls = make(installed, target)
    assert done.returncode == 0
    assert calls == [".venv/bin/assistant index", f".venv/bin/assistant {command}"]


def test_indexing_itself_fails_for_a_refused_file(installed):
    exits(installed, "assistant-index", 1)
    done, _ = make(installed, "index")
    assert done.returncode != 0


def test_without_a_usable_index_serving_fails_as_it_does_by_hand(installed):
    exits(installed, "assistant-index", 1)
    exits(installed, "assistant-serve", 4)
    done, _ = make(installed, "serve")
    assert "Error 4" in done.stderr


def test_indexing_that_was_stopped_stops_serving(installed):
    exits(installed, "assistant-index", 130)
    done, calls = make(installed, "serve")
    assert done.returncode != 0
    assert calls == [".venv/bin/assistant index"]


# An environment that is not whole


def test_an_environment_whose_pip_runs_is_left_alone(checkout):
    _, calls = make(checkout, "install", "PYTHON=./python3")
    assert not any("venv" in call.split(maxsplit=1)[1] for call in calls)


@pytest.mark.parametrize("spoil", ["without pip", "without an interpreter"])
def test_a_half_made_environment_is_made_anew(checkout, spoil):
    if spoil == "without pip":
        exits(checkout, "python--m", 1)
    else:
        (checkout / ".venv/bin/python").unlink()
    _, calls = make(checkout, "install", "PYTHON=./python3")
    assert "./python3 -m venv --clear .venv" in calls


def test_installing_says_so_first_for_it_takes_minutes(checkout):
    done, _ = make(checkout, "install")
    assert done.stdout.splitlines()[0] == (
        "Installing into .venv: this takes a few minutes the first time, for PyTorch is large."
    )


@pytest.mark.parametrize(
    ("given", "options"),
    [
        ((), ""),
        (("HOST=0.0.0.0",), " --host 0.0.0.0"),
        (("PORT=80",), " --port 80"),
        (("HOST=0.0.0.0", "PORT=80"), " --host 0.0.0.0 --port 80"),
    ],
)
def test_serving_leaves_to_the_environment_what_is_not_given(installed, given, options):
    _, calls = make(installed, "serve", *given)
    assert calls[-1] == f".venv/bin/assistant serve{options}"


def test_coverage_is_measured_of_the_same_tests(installed):
    stand_in(installed / "node_modules/axe-core/axe.min.js")  # or npm would fetch it
    _, (tested,) = make(installed, "test")
    _, (measured,) = make(installed, "coverage")
    assert measured.replace(" --cov --cov-report=term", "") == tested
    assert measured != tested


@pytest.mark.parametrize(
    ("given", "options"),
    [
        ((), "--as now"),
        (("RUN=before", "SIZES=2500 20000"), "--as before --size 2500 --size 20000"),
    ],
)
def test_growth_is_measured_under_a_name_over_all_sizes_or_some(installed, given, options):
    stand_in(installed / ".venv/bin/evals")
    _, calls = make(installed, "bench-scale", *given)
    assert [call.rstrip() for call in calls] == [f".venv/bin/evals scale --write {options}"]
