from pathlib import Path

import pytest

from index.home import DEFAULT_HOME, build_command


@pytest.mark.parametrize(
    ("home", "model", "command"),
    [
        (DEFAULT_HOME, None, "assistant index"),
        (DEFAULT_HOME, "another/model", "assistant index --model another/model"),
        (Path("/data/covers"), None, "assistant index --home /data/covers"),
        (Path("my covers"), "a/b", "assistant index --home 'my covers' --model a/b"),
    ],
)
def test_the_command_that_builds_an_index_names_what_is_not_the_default(home, model, command):
    assert build_command(home, model) == command
