"""What is imported is asked for, and what is asked for is pinned, down to the last dependency."""

import ast
import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = ("assistant", "corpus", "evals", "index", "web")


def pinned():
    """Every distribution of constraints.txt with its version."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def asked_for():
    """The requirements of the project and of all its extras, without itself."""
    project = PYPROJECT["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    return [one for one in map(Requirement, lines) if one.name != project["name"]]


def with_dependencies(requirements):
    """Requirements and, of those that are installed, all that they ask for in turn."""
    found, waiting = set(), list(requirements)
    while waiting:
        one = waiting.pop()
        key = canonicalize_name(one.name), frozenset(one.extras)
        if key in found:
            continue
        found.add(key)
        try:
            lines = requires(one.name) or []
        except PackageNotFoundError:
            continue
        waiting += [
            line
            for line in map(Requirement, lines)
            if line.marker is None
            or any(line.marker.evaluate({"extra": extra}) for extra in one.extras or {""})
        ]
    return {name for name, _ in found}


def imported():
    """The top-level modules that the packages import and that are not Python's or their own."""
    found = set()
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - set(PACKAGES)


def test_every_dependency_is_pinned():
    assert sorted(with_dependencies(asked_for()) - set(pinned())) == []


def test_a_pin_satisfies_what_asks_for_it():
    versions = pinned()
    wrong = [
        str(one)
        for one in asked_for()
        if versions[canonicalize_name(one.name)] not in one.specifier
    ]
    assert wrong == []


def test_the_project_is_built_with_the_pinned_tool():
    (tool,) = PYPROJECT["build-system"]["requires"]
    assert tool == f"setuptools=={pinned()['setuptools']}"


def test_the_makefile_and_the_readme_install_the_pinned_pytorch():
    for name in ("Makefile", "README.md"):
        found = re.findall(r"torch==([\d.]+)", (ROOT / name).read_text(encoding="utf-8"))
        assert found == [pinned()["torch"]], name


def test_every_imported_library_is_asked_for_with_a_floor():
    distributions = packages_distributions()
    floors = {canonicalize_name(one.name) for one in asked_for() if one.specifier}
    missing = [
        module
        for module in imported()
        if module in distributions
        and not floors & set(map(canonicalize_name, distributions[module]))
    ]
    assert sorted(missing) == []
