"""Two tiny articles and a folder that catalogues their covers."""

from __future__ import annotations

from pathlib import Path

from corpus.article import Article, article_from_blocks
from corpus.catalogue.reading import read_catalogue
from corpus.catalogue.schema import Catalogue

DOVE, MARKS = "dove-1", "dove-marks"
LEAD = "Dove 1 flew in May 2003."
INTRODUCED = "The launch cover of Dove 1 was made in sixty copies and costs 5 euros."
STAMPED = "The launch cover of Dove 1 bears two copies of the Russian stamp s. 6777 of a dove."
STRUCK = "The purple Dove Start postmark of 3 May 2003 is struck twice on the stamps."
SIGNED = "Anna Petrova signed the launch cover of Dove 1 below the green cachet."
LANDED = "The landing cover of Dove 1 has a black cancel of 9.5.2003 and the stamp s. 6777."
DOUBTED = "The landing cover of Dove 1 is forged, as dealers found."
MARK = 'The Dove Start postmark shows a pigeon over a launch pad and reads "Dove Field Post".'
CARD = "The Dove card of 1999 shows a nest."

COVERS = f"""
[[cover]]
id = "dove-1-launch"
title = "Launch cover of Dove 1"
missions = ["Dove 1"]
kind = "launch cover"
section = "The launch cover of Dove 1"
sentence = "{INTRODUCED}"
also = [{{ article = "dove-marks", section = "The Dove Start postmark" }}]
images = []

[[cover.stamp]]
number = "s. 6777"
subject = "a dove"
count = 2
sentence = "{STAMPED}"

[[cover.postmark]]
mark = "dove-start"
date = 2003-05-03
colour = "purple"
strikes = 2
letter = "a"
cancels = ["s. 6777"]
sentence = ["{STRUCK}", "{STAMPED}"]

[cover.cachet]
colour = "green"
sentence = "{SIGNED}"

[[cover.autograph]]
person = "Anna Petrova"
position = "below the green cachet"
sentence = "{SIGNED}"

[cover.issue]
printed = 60
price = "5 euros"
sentence = "{INTRODUCED}"

[[cover]]
id = "dove-1-landing"
title = "Landing cover of Dove 1"
missions = ["Dove 1"]
kind = "landing cover"
section = "The landing cover of Dove 1"
date = 2003-05-09
sentence = "{LANDED}"

[[cover.stamp]]
number = "6777"
sentence = "{LANDED}"

[[cover.postmark]]
date = 2003-05-09
colour = "black"
sentence = "{LANDED}"

[cover.issue]
genuine = "forged"
sentence = "{DOUBTED}"

[[cover.note]]
sentence = "{DOUBTED}"

[[cover]]
id = "dove-card"
title = "Card with a nest"
kind = "souvenir card"
article = "dove-marks"
section = ""
sentence = "{CARD}"
"""
STAMPS = f"""
[[stamp]]
number = "s. 6777"
catalogue = "Scott"
country = "Russia"
subject = "a dove"
article = "dove-1"
sentence = "{STAMPED}"
"""
POSTMARKS = f"""
[[postmark]]
id = "dove-start"
name = "Dove Start postmark"
wording = ["Dove Field Post"]
motif = "a pigeon over a launch pad"
article = "dove-marks"
section = "The Dove Start postmark"
sentence = '{MARK}'
"""


def toy_articles() -> tuple[Article, ...]:
    dove = article_from_blocks(
        slug=DOVE,
        title="Dove 1",
        missions=["Dove 1"],
        blocks=[
            ("paragraph", LEAD),
            ("heading", "The launch cover of Dove 1"),
            ("paragraph", f"{INTRODUCED} {STAMPED} {STRUCK} {SIGNED}"),
            ("heading", "The landing cover of Dove 1"),
            ("paragraph", LANDED),
            ("note", DOUBTED),
        ],
    )
    marks = article_from_blocks(
        slug=MARKS,
        title="Marks",
        blocks=[
            ("paragraph", CARD),
            ("heading", "The Dove Start postmark"),
            ("paragraph", MARK),
        ],
    )
    return dove, marks


def write_folder(
    folder: Path, covers: str = COVERS, stamps: str = STAMPS, postmarks: str = POSTMARKS
) -> Path:
    (folder / f"{DOVE}.toml").write_text(covers, encoding="utf-8")
    (folder / "stamps.toml").write_text(stamps, encoding="utf-8")
    (folder / "postmarks.toml").write_text(postmarks, encoding="utf-8")
    return folder


def toy_catalogue(
    folder: Path, covers: str = COVERS, stamps: str = STAMPS, postmarks: str = POSTMARKS
) -> Catalogue:
    return read_catalogue([write_folder(folder, covers, stamps, postmarks)], toy_articles())
