"""Whatever the OpenAPI document allows is met as it says, and never with a 5xx."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)

from tests.web_browser import server

CASES = 60
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
OPERATIONS = ["POST /api/ask", "GET /api/search", "GET /api/articles/{slug}", "GET /api/missions",
              "GET /api/cite/{answer}"]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with server(tmp_path_factory.mktemp("home"), burst=1_000_000) as started:
        yield started


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_request_brings_the_server_down(address, name):
    method, path = name.split()
    schema = schemathesis.openapi.from_url(f"{address}/openapi.json")

    @given(case=schema[path][method].as_strategy())
    @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
    def hold(case):
        case.call_and_validate(checks=CHECKS)

    hold()
