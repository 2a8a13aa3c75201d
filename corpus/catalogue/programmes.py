"""Which programmes a cover is of: the names of its missions → Soyuz, Shuttle, Apollo."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from corpus.catalogue.schema import Cover
from corpus.record.missions import MissionRecord


def programmes(record: MissionRecord) -> Mapping[str, str]:
    """The first word of a mission's name → its programme: STS-60 is the Shuttle's."""
    return MappingProxyType({_series(one.name): one.programme for one in record.missions})


def programmes_of(cover: Cover, known: Mapping[str, str]) -> tuple[str, ...]:
    """The programmes of a cover's missions, each once; `known` is what `programmes` gives."""
    named = (known.get(_series(mission), "") for mission in cover.missions)
    return tuple(dict.fromkeys(filter(None, named)))


def _series(mission: str) -> str:
    return mission.replace("-", " ").split(" ")[0]
