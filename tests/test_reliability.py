"""RELIABILITY.md says what the proofs found, and of every proof."""

import re
from pathlib import Path

from tests.proofs import page

PROOFS = Path(__file__).parent / "proofs"


def test_every_proof_has_its_promise_and_every_promise_its_proof():
    tests = "".join(path.read_text() for path in PROOFS.glob("test_prove_*.py"))
    proofs = re.findall(r"^def test_(\w+)\([^)]*\bproof\b", tests, re.MULTILINE | re.DOTALL)
    assert sorted(proofs) == sorted(one["proof"] for one in page.promised())


def test_the_page_is_made_of_what_was_found():
    assert page.PAGE.read_text() == page.page(page.promised(), page.found())


def test_a_promise_whose_proof_has_not_run_on_this_version_says_so():
    promise = {"proof": "p", "promise": "P.", "how": "H."}
    result = {"figure": "9 of 9", "factor": 1.0, "commit": "abc", "version": "0.0.1", "day": "d"}
    assert "has not run on this version" in page.page([promise], {})
    assert "has not run on this version" in page.page([promise], {"p": result})
    told = page.page([promise], {"p": result | {"version": page.version("cachet"), "factor": 0.1}})
    assert "**9 of 9.** Run on d at abc, in 0.1 of its full size." in told
