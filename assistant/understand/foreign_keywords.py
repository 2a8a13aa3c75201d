"""Reads a question in another language as far as its few telling words go.

No translation: question words and the field's own words become English, names stay. "Wann wurde
Sojus TMA-11 gestartet?" is read as "when was Sojus TMA-11 launched?". A question in English has
none of the telling words and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from corpus.record.naming import fold


def _table(*lines: str) -> Mapping[str, str]:
    """Each line is an English word, a colon, and what it is called elsewhere, without accents."""
    pairs = (line.split(": ") for line in lines)
    return MappingProxyType({word: english for english, words in pairs for word in words.split()})


# German, French, Spanish, Italian, Russian.
_TELLING = _table(
    "who: wer qui quien quienes chi кто",
    "when: wann quand cuando когда",
    "where: wo donde где",
    "why: warum wieso weshalb pourquoi perche почему",
    "how many: wieviele combien cuantos cuantas quanti quante сколько",
    "which: welche welcher welches welchem quel quelle quels quelles cual cuales quale quali "
    "какая какой",
    "launched: gestartet lancee lanzo lanzada lanciata lanciato",
    "launch: startdatum lancement lanzamiento lancio запуск",
    "landed: gelandet landete atterri aterrizo atterrata atterrato",
    "landing: landung atterrissage aterrizaje atterraggio посадка",
    "flew: flog flogen geflogen volaron volo volarono летал",
    "crew: besatzung mannschaft equipage tripulacion tripulantes equipaggio экипаж",
    "stamp: briefmarke timbre sello francobollo марка",
    "stamps: briefmarken timbres sellos francobolli марки",
    "postmark: stempel poststempel obliteration matasellos annullo штемпель",
    "cover: umschlag briefumschlag beleg enveloppe busta конверт",
    "covers: umschlage belege enveloppes buste конверты",
    "signed: unterschrieben signiert signe signee firmo firmado firmato",
    "call sign: rufname rufzeichen indicatif позывной",
    "genuine: echt authentique autentico",
    "forged: gefalscht falsificato falsificado",
    "price: preis precio prezzo",
)
# Read only beside a telling word: "die", "on" and "a" are English too.
_SMALL = _table(
    "was: wurde etait fue fu est",
    "were: wurden etaient fueron",
    "is: ist es",
    "the: der die das den dem le la les el los las il lo gli i",
    "of: von vom de du des del di della dello dell",
    "with: mit avec con",
    "and: und et y e",
    "aboard: bord bordo",
    "on: auf sur su на",
    "in: в",
    "the cover: sobre",
    "has: hat",
)
# Cyrillic letters that look like the Latin ones of a ship's name.
_LOOKALIKES = str.maketrans("ТМАСтмас", "TMACtmac")
_SHIP = re.compile(r"\b[ТМАСтмас]{1,3}(?=[\s-]?\d)")
_WORD = re.compile(r"[^\W\d_]+")


def in_english(question: str) -> str:
    """The question with its telling words in English; itself where it has none."""
    question = _SHIP.sub(lambda found: found[0].translate(_LOOKALIKES), question)
    if not any(fold(word).casefold() in _TELLING for word in _WORD.findall(question)):
        return question
    return _WORD.sub(lambda found: _english(found[0]), question)


def _english(word: str) -> str:
    plain = fold(word).casefold()
    return _TELLING.get(plain) or _SMALL.get(plain) or word
