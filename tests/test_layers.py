"""The import direction, one door to each heavy library, and nothing that runs foreign code."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "index", "assistant", "web", "evals")
TO_THE_LEFT = {
    "corpus": {"corpus"},
    "index": {"corpus", "index"},
    "assistant": {"corpus", "index", "assistant"},
    "web": {"corpus", "index", "assistant", "web"},
    "evals": {"corpus", "index", "assistant", "evals"},
}
# Inside a package a stage imports itself and the stages before it.
STAGES = {
    "corpus": (
        "article",
        "slugs",
        "toml_tables",
        "lexicon_file",
        "lexicon",
        "site",
        "dates",
        "questions",
        "unanswered",
        "reading",
        "record",
        "catalogue",
        "pictures",
    ),
    "assistant": (
        "answer",
        "rules",
        "reader",
        "understand",
        "extract",
        "resolve",
        "plan",
        "retrieve",
        "rank",
        "verify",
        "compose",
        "pipeline",
        "render",
        "manage",
        "commands",
        "training",
    ),
    "evals": ("cases", "runs", "fit", "bench", "report", "judging", "commands"),
    "web": (
        "settings",
        "store",
        "views",
        "guards",
        "state",
        "operating",
        "routes",
        "app",
        "serving",
        "commands",
    ),
}
MOST_ROOMS = 16
MOST_LINES = 300
# These are to be parted; no others may grow so long.
READER = (
    "index/low_rank.py",
    "index/minilm.py",
    "index/precision.py",
    "assistant/reader/network.py",
    "assistant/reader/model.py",
    "assistant/training/",
)
DOORS = {
    "faiss": ("index/vectors.py",),
    "bm25s": ("index/terms.py",),
    "sentence_transformers": ("index/encoder.py",),
    "transformers": ("index/encoder.py", "assistant/training/"),
    "torch": READER,
    "safetensors": READER,
    "syntok": ("index/words.py",),
    "PIL": ("corpus/reading/pictures.py",),
    "Stemmer": ("index/words.py",),
    "resvg_py": ("web/guards/cards.py",),
}
# These take seconds or hundreds of megabytes; the others of DOORS are small.
HEAVY = {
    "torch",
    "faiss",
    "bm25s",
    "sentence_transformers",
    "transformers",
    "safetensors",
    "scipy",
    "sklearn",
    "matplotlib",
    "ir_measures",
}
# Nothing imports these at the top of a module, or does so inside a function itself.
HEAVY_THEMSELVES = (
    "index/low_rank.py",
    "index/minilm.py",
    "index/precision.py",
    "assistant/reader/network.py",
    "assistant/training/",
)
UNSAFE_MODULES = {"pickle", "cPickle", "dill", "joblib", "marshal", "shelve"}
UNSAFE_FLAGS = {"trust_remote_code", "allow_pickle", "shell"}


@cache
def sources() -> dict[str, ast.Module]:
    """Every module of the packages by its path."""
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in paths
    }


@cache
def imported(tree: ast.AST) -> tuple[tuple[str, int], ...]:
    """What is imported anywhere below a node, with the line; `from a import b` gives `a.b`."""
    found: list[tuple[str, int]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports here are absolute"
            found += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
    return tuple(found)


def at_module_level(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """What is imported when the module is, or for the type checker only."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from imported(node)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def module_of(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def test_imports_run_from_right_to_left_and_web_and_evals_never_meet():
    wrong = [
        f"{path}:{line} imports {name}"
        for path, tree in sources().items()
        for name, line in imported(tree)
        if (package := name.split(".")[0]) in PACKAGES
        and package not in TO_THE_LEFT[path.split("/")[0]]
    ]
    assert wrong == []


@pytest.mark.parametrize("package", STAGES)
def test_a_stage_imports_only_stages_before_it(package):
    order = STAGES[package]
    wrong = []
    for path, tree in sources().items():
        if not path.startswith(f"{package}/") or path == f"{package}/__init__.py":
            continue
        stage = path.removesuffix(".py").split("/")[1]
        for name, line in imported(tree):
            parts = name.split(".")
            if (
                parts[0] == package
                and len(parts) > 1
                and parts[1] in order
                and order.index(parts[1]) > order.index(stage)
            ):
                wrong.append(f"{path}:{line} imports {name}")
    assert wrong == []


@pytest.mark.parametrize("package", STAGES)
def test_every_file_is_in_a_stage(package):
    """A folder that is not listed would be held by no rule."""
    stages = {
        path.removesuffix(".py").split("/")[1]
        for path in sources()
        if path.startswith(f"{package}/")
    } - {"__init__"}
    assert stages <= set(STAGES[package])
    assert len(stages) <= MOST_ROOMS


def test_no_module_is_longer_than_can_be_read_at_once():
    lines = {path: len((ROOT / path).read_text().splitlines()) for path in sources()}
    longer = {path: length for path, length in lines.items() if length > MOST_LINES}
    assert longer == {}


def test_every_module_of_the_assistant_has_its_test_file():
    """`assistant/plan/rows.py` is tested by `tests/test_plan_rows.py`, at least; training apart."""
    modules = [
        path.removeprefix("assistant/").removesuffix(".py")
        for path in sources()
        if path.startswith("assistant/") and not path.startswith("assistant/training/")
    ]
    expected = [
        f"tests/test_{module.replace('/', '_')}.py"
        for module in modules
        if not module.endswith("__init__")
    ]
    assert [name for name in expected if not (ROOT / name).is_file()] == []


def test_routes_import_no_routes():
    wrong = [
        f"{path}:{line} imports {name}"
        for path, tree in sources().items()
        if path.startswith("web/routes/")
        for name, line in imported(tree)
        if name.startswith("web.routes.")
    ]
    assert wrong == []


def test_no_two_modules_import_each_other_even_inside_functions():
    modules = {module_of(path): tree for path, tree in sources().items()}
    graph = {
        module: {
            target
            for name, _ in imported(tree)
            for target in (name, name.rpartition(".")[0])[: 1 if name in modules else 2]
            if target in modules and target not in PACKAGES and target != module
        }
        for module, tree in modules.items()
    }
    TopologicalSorter(graph).prepare()  # its error names the modules of the circle


@pytest.mark.parametrize("library", DOORS)
def test_each_heavy_library_has_one_door(library):
    others = [
        f"{path}:{line}"
        for path, tree in sources().items()
        if not path.startswith(DOORS[library])
        for name, line in imported(tree)
        if name.split(".")[0] == library
    ]
    assert others == []


@pytest.mark.parametrize("library", DOORS)
def test_each_door_is_used(library):
    """A renamed door would leave the test above true of nothing."""
    users = {
        path
        for path, tree in sources().items()
        for name, _ in imported(tree)
        if name.split(".")[0] == library
    }
    assert any(path.startswith(DOORS[library]) for path in users)


def test_heavy_libraries_are_imported_inside_the_function_that_needs_them():
    early = [
        f"{path}:{line} imports {name}"
        for path, tree in sources().items()
        if not path.startswith(HEAVY_THEMSELVES)
        for name, line in at_module_level(without_type_checking(tree))
        if name.split(".")[0] in HEAVY
    ]
    assert early == []


def without_type_checking(tree: ast.Module) -> ast.Module:
    kept = [
        node
        for node in tree.body
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    ]
    return ast.Module(kept, [])


@pytest.mark.parametrize("module", ["web.commands", "evals.commands.app"])
def test_a_command_line_starts_without_a_heavy_library(module):
    script = f"import sys, {module}; print(sorted({HEAVY!r}.intersection(sys.modules)), end='')"
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert run.stdout == "[]"


def test_the_environment_is_read_in_one_file_and_once_for_a_key():
    """Elsewhere a command's option has an `envvar`, so that --help names it.

    A language model's key has no option: it would stand in the list of processes. And OpenMP is
    set, where nobody has set it, before anything loads it: it takes no other way of being told.
    """
    readers = [
        path
        for path, tree in sources().items()
        if path != "web/settings.py"
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"})
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and {"environ", "getenv"} & {alias.name for alias in node.names}
        )
    ]
    assert readers == ["assistant/commands/questions.py", "index/__init__.py"]


OPENMP = """
import os, sys
from importlib.abc import MetaPathFinder

class Watch(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in ("torch", "faiss"):
            print(os.environ.get("OMP_WAIT_POLICY"), end="", flush=True)
            os._exit(0)
        return None

sys.meta_path.insert(0, Watch())
"""


@pytest.mark.parametrize("given", [None, "ACTIVE"])
@pytest.mark.parametrize(
    "module",
    [
        "index.minilm",
        "index.vectors",
        "assistant.reader.network",
        "assistant.training.train",
        "evals.commands.app",
        "web.commands",
    ],
)
def test_waiting_threads_sleep_unless_the_operator_says_otherwise(module, given):
    """OpenMP reads this once, when torch or faiss is loaded."""
    environment = {"OMP_WAIT_POLICY": given} if given else {}
    run = subprocess.run(
        [sys.executable, "-c", f"{OPENMP}import {module}, torch"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env=environment,
    )
    assert run.stdout == (given or "PASSIVE")


def test_nothing_that_is_read_can_run_as_code():
    unsafe = [
        f"{path}:{line} imports {name}"
        for path, tree in sources().items()
        for name, line in imported(tree)
        if name.split(".")[0] in UNSAFE_MODULES
    ]
    for path, tree in sources().items():
        for call in calls(tree):
            called = ast.unparse(call.func)
            # `model.eval()` turns training off; the bare name runs a text.
            if called in {
                "eval",
                "exec",
                "compile",
                "__import__",
                "os.system",
                "yaml.load",
                "torch.load",
            }:
                unsafe.append(f"{path}:{call.lineno} calls {called}")
            unsafe += [
                f"{path}:{call.lineno} sets {keyword.arg}"
                for keyword in call.keywords
                if keyword.arg in UNSAFE_FLAGS
                and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False)
            ]
    assert unsafe == []


@pytest.mark.parametrize("call", ["np.load", "np.save"])
def test_every_numpy_file_refuses_pickle_in_so_many_words(call):
    """`np.save` allows it by default."""
    silent = [
        f"{path}:{one.lineno}"
        for path, tree in sources().items()
        for one in calls(tree)
        if ast.unparse(one.func) == call
        and not any(keyword.arg == "allow_pickle" for keyword in one.keywords)
    ]
    assert silent == []
