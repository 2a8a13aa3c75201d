"""The options that commands share: the same name, variable and default wherever they stand."""

from typing import get_args

import pytest
import typer
from typer.main import get_command

from assistant.commands.app import app
from assistant.commands.options import Home, Model
from assistant.commands.questions import app as questions_app
from index.home import DEFAULT_HOME
from index.model_files import DEFAULT_MODEL


@pytest.mark.parametrize(
    ("option", "names", "variable"),
    [(Home, ("--home",), "ASSISTANT_HOME"), (Model, ("--model",), "ASSISTANT_MODEL")],
)
def test_an_option_has_a_name_a_variable_and_a_help(option, names, variable):
    _, told = get_args(option)
    assert isinstance(told, typer.models.OptionInfo)
    assert (told.default, *(told.param_decls or ())) == names
    assert told.envvar == variable
    assert told.help.endswith(".")


def parameters(application):
    """Each command's options by its name."""
    group = get_command(application)
    return {
        name: {one.name: one for one in command.params} for name, command in group.commands.items()
    }


@pytest.mark.parametrize("application", [app, questions_app], ids=["assistant", "questions"])
def test_every_command_with_a_home_has_the_shared_one(application):
    homes = [one["home"] for one in parameters(application).values() if "home" in one]
    assert homes
    for home in homes:
        assert (home.opts, home.envvar) == (["--home"], "ASSISTANT_HOME")
        assert str(home.default) == str(DEFAULT_HOME)


def test_every_command_with_a_model_has_the_shared_one():
    models = [one["model"] for one in parameters(app).values() if "model" in one]
    assert models
    for model in models:
        assert (model.opts, model.envvar) == (["--model"], "ASSISTANT_MODEL")
        assert model.default == DEFAULT_MODEL
