"""The mission record → a picture: bars from launch to landing, in one chart for each era.

Pure geometry in a chart's own units. A row holds bars that do not touch, labels included; stays on
one station overlap, so each station has as many rows as it needs, beside those of the stations
before it where there is room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from corpus.article import anchor_of
from corpus.catalogue.queries import date_of
from corpus.catalogue.schema import Cover
from corpus.record.mission_file import day_of
from corpus.record.missions import Mission
from web.views.bars import GAP, LETTER, MIN_BAR, ROW, WIDTH, Band, Bar, Lane, named, side_by_side
from web.views.cover_marks import CoverStrip, strip

NO_STATION = "No station"
# The years without a flight after which those without a station begin anew.
PAUSE = 10
ERAS = (
    (
        "The Salyut stations",
        ("Salyut 1", "Salyut 3", "Salyut 4", "Salyut 5", "Salyut 6", "Salyut 7"),
    ),
    ("Mir", ("Mir",)),
    ("The International Space Station", ("ISS",)),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """The first of January of a year."""

    year: int
    x: float
    named: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One mission in the list that says the same as the picture."""

    name: str
    href: str
    launch: str
    landing: str
    station: str
    crew: str
    told: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """One era as a picture and as a list."""

    heading: str
    summary: str
    height: int
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    rows: tuple[Row, ...]
    covers: CoverStrip | None


def charts(
    missions: Sequence[Mission], told: frozenset[str], covers: Sequence[Cover] = ()
) -> tuple[Chart, ...]:
    """A chart for each era that has missions; `told` are those that articles tell of.

    A cover with a day stands in the chart of one of its missions, else of its day.
    """
    alone, late = _without_station(missions)
    eras = []
    for heading, stations in ERAS:
        inside = [one for one in missions if one.station in stations]
        beside = _beside(inside, late)
        late = [one for one in late if one not in beside]
        eras.append((heading, inside + beside))
    eras.insert(0, ("Flights without a station", alone + late))
    shared = _shared_out(covers, [inside for _, inside in eras if inside])
    return tuple(
        _chart(heading, inside, told, among)
        for (heading, inside), among in zip((one for one in eras if one[1]), shared, strict=True)
    )


def href_of(mission: Mission) -> str:
    """The page of a mission."""
    return f"/missions/{anchor_of(mission.name)}"


def written(day: date) -> str:
    """23 April 1967."""
    return f"{day.day} {day:%B %Y}"


def day_in_words(moment: str) -> str:
    """The day of a kept moment: 23 April 1967."""
    return written(datetime.fromisoformat(moment).date())


def row_of(mission: Mission, told: frozenset[str]) -> Row:
    """A mission in words."""
    landing = mission.landing
    return Row(
        name=mission.name,
        href=href_of(mission),
        launch=written(day_of(mission.launch)),
        landing=written(day_of(landing)) if landing else "",
        station=mission.station or "",
        crew=", ".join(mission.crew_up) or "no crew",
        told=mission.name in told,
    )


def _without_station(missions: Sequence[Mission]) -> tuple[list[Mission], list[Mission]]:
    """The flights to no station: the early ones, and those after a pause of years."""
    alone = [one for one in missions if one.station is None]
    years = [day_of(one.launch).year for one in alone]
    pauses = (
        place
        for place, (before, after) in enumerate(pairwise(years), start=1)
        if after - before > PAUSE
    )
    begins = next(pauses, len(alone))
    return alone[:begins], alone[begins:]


def _beside(inside: Sequence[Mission], late: Sequence[Mission]) -> list[Mission]:
    """Those of the late flights that were launched while an era's stations were visited."""
    if not inside:
        return []
    days = [day_of(one.launch) for one in inside]
    return [one for one in late if min(days) <= day_of(one.launch) <= max(days)]


def _shared_out(covers: Iterable[Cover], eras: Sequence[Sequence[Mission]]) -> list[list[Cover]]:
    """The covers of each era; one whose day lies outside all of them is in none."""
    shared: list[list[Cover]] = [[] for _ in eras]
    for cover in covers:
        day = date_of(cover)
        around = (
            []
            if day is None
            else [
                place
                for place, era in enumerate(eras)
                if _begins(era).year <= day.year <= _ends(era)
            ]
        )
        of_mission = (
            place for place in around if any(one.name in cover.missions for one in eras[place])
        )
        if around:
            shared[next(of_mission, around[-1])].append(cover)
    return shared


def _begins(missions: Sequence[Mission]) -> date:
    return min(day_of(one.launch) for one in missions)


def _ends(missions: Sequence[Mission]) -> int:
    return max(_landed(one) for one in missions).year


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        days = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(days * WIDTH, 1)


def _chart(
    heading: str, missions: Sequence[Mission], told: frozenset[str], covers: Sequence[Cover]
) -> Chart:
    first, last = _begins(missions).year, _ends(missions)
    scale = _Scale(date(first, 1, 1), date(last + 1, 1, 1))
    stations = list(dict.fromkeys(one.station for one in missions))
    bands = side_by_side(
        _band(
            "" if len(stations) == 1 else station or NO_STATION,
            [one for one in missions if one.station == station],
            scale,
            told,
        )
        for station in stations
    )
    bars = tuple(bar for band in bands for bar in band.bars)
    known = sum(one.name in told for one in missions)
    height = max(bar.y for bar in bars) + ROW + GAP // 2
    below = strip(covers, scale.x, height)
    return Chart(
        heading=heading,
        summary=f"{_counted(len(missions), first, last)}; the articles tell of {known}.",
        height=below.height if below else height,
        ticks=_ticks(first, last, scale),
        lanes=tuple(band.lane for band in bands if band.lane),
        bars=bars,
        rows=tuple(row_of(one, told) for one in missions),
        covers=below,
    )


def _counted(missions: int, first: int, last: int) -> str:
    years = f"{first} to {last}" if first != last else str(first)
    return f"{missions} mission{'s' if missions != 1 else ''}, {years}"


def _band(name: str, missions: Sequence[Mission], scale: _Scale, told: frozenset[str]) -> Band:
    lane = named(name, scale.x(day_of(missions[0].launch))) if name else None
    top = ROW if lane and lane.anchor == "start" else 0
    return Band(lane, tuple(_packed(missions, scale, told, top)))


def _about(mission: Mission, told: frozenset[str]) -> str:
    """A mission in one line."""
    row = row_of(mission, told)
    return f"{row.name}: {_days(day_of(mission.launch), _landed(mission))}. {row.crew}"


def _days(first: date, last: date) -> str:
    """6 to 7 August 1961: what both days share is said once."""
    if first == last:
        return written(last)
    if first.year != last.year:
        return f"{written(first)} to {written(last)}"
    month = "" if first.month == last.month else f" {first:%B}"
    return f"{first.day}{month} to {written(last)}"


def _landed(mission: Mission) -> date:
    return day_of(mission.landing or mission.launch)


def _ticks(first: int, last: int, scale: _Scale) -> tuple[Tick, ...]:
    every = 1 if last - first < 20 else 2
    return tuple(
        Tick(year, scale.x(date(year, 1, 1)), (year - first) % every == 0)
        for year in range(first, last + 1)
    )


def _label(mission: Mission) -> str:
    """A name without what most begin with; a bare number says little where no station does."""
    short = mission.name.removeprefix("Soyuz ")
    return mission.name if mission.station is None and short[0].isdecimal() else short


def _packed(
    missions: Iterable[Mission], scale: _Scale, told: frozenset[str], top: int
) -> list[Bar]:
    """Each bar in the first row where it and its label touch nothing."""
    ends: list[float] = []
    bars = []
    for mission in missions:
        x = scale.x(day_of(mission.launch))
        width = max(MIN_BAR, round(scale.x(_landed(mission)) - x, 1))
        label = _label(mission)
        letters = len(label) * LETTER
        fits = x + width + 4 + letters < WIDTH
        left = x if fits else x - 4 - letters
        row = next((place for place, end in enumerate(ends) if end <= left), len(ends))
        ends[row : row + 1] = [x + width + (4 + letters if fits else 0) + GAP]
        bars.append(
            Bar(
                name=mission.name,
                about=_about(mission, told),
                label=label,
                href=href_of(mission),
                told=mission.name in told,
                lost=mission.outcome == "lost",
                x=x,
                y=top + row * ROW,
                width=width,
                label_x=round(x + width + 3 if fits else x - 3),
                anchor="start" if fits else "end",
            )
        )
    return bars
