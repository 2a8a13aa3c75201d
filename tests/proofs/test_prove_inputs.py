"""Whatever is asked, pasted or read takes little time and escapes from nowhere."""

import contextlib
import importlib
import io
import pkgutil
import re
import resource
import string
import time
import zipfile
from pathlib import Path

import docx
from hypothesis import given, seed, settings

import assistant
import corpus
import index
import web
from assistant.render.citable import clean_lines
from assistant.render.citations import FORMS, cite
from corpus.article import Article, CorpusError
from corpus.reading.readers import READERS
from index.words import MAX_SENTENCE_CHARACTERS
from tests.hard_quotes import quote_of
from tests.proofs.proving import SEED
from tests.test_render_citations import BASE, ONE_LINE, PARSERS, TEXTS, without_replaced_signs
from tests.toy import toy_assistant
from tests.web_toy import PILOT

SECONDS = 10
QUESTION, ARTICLE = 512, 100_000
# What patterns of English are slow on: runs of one thing, and things that nearly fit.
RUNS = (
    "a", "A", "1", " ", "-", ".", "'", '"', "(", "[", "\n", ", ", "a ", "A ", "1 ", "1.", "a-", "A. ",
    "the ", "of the ", "and ", "Soyuz ", "Soyuz TM-", "Soyuz 1 ", "cover of ", "not ", "was it ", "24.4.67 ",
    "April ", "s. 1", "Mr. ", "who was ", "A, B and ", "first ", "and the ", "a, ", "is a ", "Yuri Gagarin ",
)  # fmt: skip


def patterns():
    """Every compiled pattern of the packages by the name that holds it, in collections too."""
    found = {}
    for package in (corpus, index, assistant, web):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".training" in module.name or module.name.endswith("__main__"):
                continue
            for name, value in vars(importlib.import_module(module.name)).items():
                for number, pattern in enumerate(inside(value)):
                    found.setdefault(pattern, f"{module.name}.{name}[{number}]")
    return {name: pattern for pattern, name in found.items() if isinstance(pattern.pattern, str)}


def inside(value):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from inside(one)
    elif isinstance(value, dict):
        for pair in value.items():
            yield from inside(pair)


def anchored(name):
    """Whether a pattern is only ever held against the beginning of a text, or against all of it."""
    module, _, holder = name.partition("[")[0].rpartition(".")
    source = Path(importlib.import_module(module).__file__).read_text()
    uses = re.findall(rf"\b{holder}(?:\.(\w+)\(|\b(?! *[=:]))", source)
    return bool(uses) and set(uses) <= {"match", "fullmatch"}


def seconds(pattern, text, at_start):
    began = time.process_time()
    pattern.match(text)
    pattern.fullmatch(text)
    if not at_start:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - began


def runs_for(pattern, random, count):
    """Runs of the pattern's own words, and some of all, each ended by what fits nothing."""
    own = re.findall(r"[A-Za-z]{2,}", pattern.pattern)
    units = [*RUNS, *(f"{word} " for word in dict.fromkeys(own))]
    return random.sample(units, min(count, len(units)))


def run_of(unit, length):
    """A run that ends with what fits nothing."""
    return (unit * (length // len(unit) + 1))[: length - 1] + "\u00a7"


def grows(pattern, unit, longest, at_start):
    """The length from which four times the text takes far more than four times as long, if any."""
    length, before = 2_000, seconds(pattern, run_of(unit, 2_000), at_start)
    while (length := length * 4) <= longest:
        spent = seconds(pattern, run_of(unit, length), at_start)
        if spent > 0.05 and spent > 8 * before:
            again = min(seconds(pattern, run_of(unit, length), at_start) for _ in range(2))
            if again > 0.05 and again > 8 * seconds(pattern, run_of(unit, length // 4), at_start):
                return length
        before = spent
    return None


def test_no_pattern_is_slow_on_a_question_or_an_article(proof):
    """What is asked and told sees a sentence at a time; reading and cutting see whole articles."""
    found = patterns()
    count, longest = proof.size(2, 60), proof.size(8_000, ARTICLE)
    slow, quadratic, tried, worst = [], [], 0, 0.0
    for name, pattern in found.items():
        at_start = anchored(name)
        for unit in runs_for(pattern, proof.random, count):
            for length in (QUESTION, MAX_SENTENCE_CHARACTERS):
                spent = seconds(pattern, run_of(unit, length), at_start)
                if spent > 0.02:
                    spent = min(
                        spent, *(seconds(pattern, run_of(unit, length), at_start) for _ in range(3))
                    )
                worst = max(worst, spent)
                if spent > 0.05:
                    slow.append((name, unit, length, round(spent, 3)))
            whole = name.startswith(("corpus.", "index.")) and (name, unit, length) not in slow
            if whole and (length := grows(pattern, unit, longest, at_start)):
                quadratic.append((name, unit, length))
            tried += 1
    assert (slow, quadratic) == ([], [])
    proof.holds(
        f"{len(found):,} patterns on {tried:,} runs: at most {worst * 1000:.1f} ms for a question "
        f"of 512 characters or a sentence of 1,000; those that see whole articles grow in "
        f"proportion up to {longest:,}"
    )


def test_no_quote_escapes_on_any_board(proof):
    tries = proof.size(25, 50_000)

    @seed(SEED)
    @settings(max_examples=tries, deadline=None, database=None)
    @given(TEXTS)
    def escapes_nowhere(text):
        plain = list(clean_lines(text))
        for form in FORMS:
            cited = cite(quote_of(text), form, BASE)
            shown = PARSERS[form](cited.text)
            expected = [" ".join(plain)] if form in ONE_LINE else plain
            if cited.altered:
                shown, expected = map(without_replaced_signs, (shown, expected))
            assert shown == expected

    escapes_nowhere()
    proof.holds(f"{tries:,} texts in each of {len(FORMS)} forms, 0 escapes")


def variants(question, random):
    """A question as it may come from other keyboards and pages."""
    wide = {ord(sign): ord(sign) + 0xFEE0 for sign in string.ascii_letters + string.digits}
    spaces = random.choice("\u00a0\u2009\u3000\t\u2003")
    place = random.randrange(len(question))
    return random.choice(
        [
            question.translate(wide),
            question.upper(),
            question.lower(),
            question.replace(" ", spaces),
            question.replace("-", random.choice("\u2010\u2011\u2013\u2212")),
            question[:place] + random.choice("\u200b\u00ad\u2060\ufeff") + question[place:],
            f"\u202e{question}\u202c",
            f"\u201c{question}\u201d",
            question.rstrip("?") + random.choice(("\uff1f", "\u061f", "??", " ?", "")),
        ]
    )


def test_a_question_in_other_signs_has_the_same_citation(proof):
    toy = toy_assistant()
    asked = [PILOT, "When was Soyuz 3 launched?", "Who was the crew of Soyuz TM-32?"]
    asked = [question for question in asked if toy.ask(question).quotes]
    tries, other = proof.size(12, 1_000), []
    for _ in range(tries):
        question = proof.random.choice(asked)
        form = variants(question, proof.random)
        cited = getattr(toy.ask(form), "quotes", ())
        if [one.text for one in cited] != [one.text for one in toy.ask(question).quotes]:
            other.append(form)
    assert len(other) <= tries / 100, other
    proof.holds(f"{tries:,} questions, {tries - len(other):,} with the same citation")


FACT = "The green cover of Soyuz 5 was cancelled in Lindow on 15 January 1969."


def document():
    made, data = docx.Document(), io.BytesIO()
    made.add_heading("Green", 1)
    for _ in range(20):
        made.add_paragraph(FACT)
    made.save(data)
    return data.getvalue()


def pdf():
    content = f"BT /F1 12 Tf 72 700 Td ({FACT}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n" + table
    return data + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start


def good():
    front = "---\ntitle: Green\nslug: green\nmissions: [Soyuz 5]\n---\n"
    page = f"<html><head><title>Green</title></head><body><h1>Green</h1><p>{FACT}</p></body></html>"
    return {
        ".md": (front + f"## Cover\n\n{FACT}\n\n> **Note** {FACT}\n").encode(),
        ".csv": f'Cover,Told\nGreen,"{FACT}"\n'.encode(),
        ".rtf": f"{{\\rtf1\\ansi Green\\par {FACT}\\par}}".encode(),
        ".eml": f"Subject: Green\nContent-Type: text/plain\n\n{FACT}\n".encode(),
        ".txt": f"Green\n\n{FACT}\n".encode(),
        ".html": page.encode(),
        ".docx": document(),
        ".pdf": pdf(),
    }


def nasty(data, suffix, random):
    """A good file made bad in one of many ways; its name says which."""
    place = random.randrange(len(data))
    unit = random.choice(
        [b"<div>", b"[", b"> ", b"- ", b"&amp;", b"\0", b"\xff", b"((", b"<<", b"*a **a ", b"\n",
         b"Soyuz and\n", b"k: [", b"<table><tr><td>", b"\xe2\x80\xae", b"a" * 90, b'"A. ']
    )  # fmt: skip
    size = random.choice((10, 1_000, 100_000, 1_000_000))
    ways = {
        "flipped": bytes(
            byte ^ (1 << random.randrange(8)) if random.random() < 0.01 else byte for byte in data
        ),
        "cut": data[:place],
        "filled": data[:place] + unit * (size // len(unit)) + data[place:],
        "led": unit * (size // len(unit)) + data,
        "doubled": data + data,
        "noise": random.randbytes(min(size, 100_000)),
    }
    if suffix == ".docx":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            whole = zipfile.ZipFile(io.BytesIO(data))
            for name in whole.namelist():
                part = whole.read(name)
                if name == "word/document.xml":
                    at = part.rindex(b"<w:p>") if b"<w:p>" in part else len(part) // 2
                    part = part[:at] + b"<w:p>" * min(size, 10_000) + unit + part[at:]
                archive.writestr(name, part)
        ways["packed"] = packed.getvalue()
    return random.choice([*ways.items()])


NAMES = (
    "plain",
    "with blanks",
    "обложка",
    "封筒",
    "a" * 200,
    "-rf",
    "..hidden",
    "$(x)",
    "\u202egnp",
)


def test_no_file_takes_long_or_ends_otherwise_than_in_words(proof, tmp_path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    tries, read, most = proof.size(6, 500), 0, 0.0
    kinds = good()
    for number in range(tries):
        suffix = [*kinds][number % len(kinds)]
        way, data = nasty(kinds[suffix], suffix, proof.random)
        path = tmp_path / (proof.random.choice(NAMES) + suffix)
        path.write_bytes(data)
        began = spent()
        with contextlib.suppress(CorpusError):
            found = READERS[suffix](path).article
            assert isinstance(found, Article), way
            assert all(found.text[one.start : one.end] for one in found.blocks)
            read += 1
        most = max(most, spent() - began)
        assert spent() - began < SECONDS, (way, suffix, number)
        path.unlink()
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    # Other tests of this process had children too, and the most of all is kept.
    assert memory < 512 or memory == before
    proof.holds(
        f"{tries:,} files of {len(kinds)} formats: {read:,} read, {tries - read:,} refused in "
        f"words; at most {most:.1f} s of processor, {memory} MiB in a child"
    )


def spent():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime + time.process_time()


def test_the_goods_are_read(tmp_path):
    for suffix, data in good().items():
        path = Path(tmp_path / f"good{suffix}")
        path.write_bytes(data)
        assert "Lindow" in READERS[suffix](path).article.text
