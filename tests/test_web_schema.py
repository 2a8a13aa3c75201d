"""The OpenAPI document: held fixed, its examples run, and what it allows is met as it says."""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)

from tests.web_browser import server
from tests.web_toy import serving

CASES = 60
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
OPERATIONS = [
    "POST /api/ask",
    "GET /api/search",
    "GET /api/articles/{slug}",
    "GET /api/missions",
    "GET /api/covers",
    "GET /api/stamps",
    "GET /api/postmarks",
    "GET /api/cite/{answer}",
    "GET /v1/models",
    "GET /v1/models/{name}",
    "POST /v1/chat/completions",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with server(tmp_path_factory.mktemp("home"), burst=1_000_000) as started:
        yield started


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("home")) as client:
        return client.get("/openapi.json").json()


def test_the_document_is_the_one_that_was_reviewed(document, golden):
    golden("openapi.json", json.dumps(document, indent=1, ensure_ascii=False) + "\n")


def test_every_operation_is_tried(document):
    found = {
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method in methods
    }
    assert found == set(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_examples_run(tmp_path, document, name):
    method, path = name.split()
    operation = document["paths"][path][method.lower()]
    with serving(tmp_path) as client:
        question = _example(document, document["paths"]["/api/ask"]["post"])
        kept = client.post("/api/ask", json=question).headers["content-location"]
        given = {
            one["name"]: one["schema"]["examples"][0]
            for one in operation.get("parameters", ())
            if "examples" in one["schema"]
        }
        address = path.format(**given, answer=kept.removeprefix("/a/"))
        response = client.request(method, address, params=given, json=_example(document, operation))
    assert response.status_code == 200


def _example(document, operation):
    """The first example of a body; None where there is no body."""
    if "requestBody" not in operation:
        return None
    reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    return document["components"]["schemas"][reference.rpartition("/")[2]]["examples"][0]


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_request_brings_the_server_down(address, name):
    method, path = name.split()
    schema = schemathesis.openapi.from_url(f"{address}/openapi.json")

    @given(case=schema[path][method].as_strategy())
    @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
    def hold(case):
        case.call_and_validate(checks=CHECKS)

    hold()
