"""Questions and contexts as rows of tokens: a tokenizer of words, so that rows can be counted."""

from dataclasses import dataclass

import pytest

from assistant.reader.rows import MAX_QUESTION_TOKENS, MAX_ROW_TOKENS, RowMaker

CLS, SEP = 101, 102


@dataclass
class Encoding:
    ids: list
    offsets: list


class Words:
    """Numbers the words of each text from zero."""

    def __init__(self):
        self.encoded = []

    def token_to_id(self, token):
        return {"[CLS]": CLS, "[SEP]": SEP}[token]

    def encode_batch(self, texts, add_special_tokens):
        assert add_special_tokens is False
        self.encoded += texts
        return [self._encoding(text) for text in texts]

    def _encoding(self, text):
        offsets, place = [], 0
        for word in text.split(" "):
            offsets.append((place, place + len(word)))
            place += len(word) + 1
        return Encoding(list(range(len(offsets))), offsets)


def row(question, context, target):
    (made,) = RowMaker(Words()).rows([question], [context], [target])
    return made


def test_a_row_is_the_question_and_the_context_with_the_judged_sentence_of_type_one():
    context = "It flew. It landed. It ended."
    made = row("When was it?", context, (9, 19))
    assert made.ids == (CLS, 0, 1, 2, SEP, 0, 1, 2, 3, 4, 5, SEP)
    assert made.types == (0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0)
    assert [context[slice(*one)] for one in made.offsets[5:-1]] == context.split(" ")
    assert made.offsets[:5] == ((0, 0),) * 5


@pytest.mark.parametrize(
    ("span", "tokens"),
    [((9, 19), (7, 8)), ((12, 18), (8, 8)), ((9, 10), (7, 7)), ((0, 7), None), ((20, 22), None)],
)
def test_a_span_of_characters_is_one_of_tokens_of_the_judged_sentence(span, tokens):
    assert row("When was it?", "It flew. It landed. It ended.", (9, 19)).tokens_of(span) == tokens


def test_a_long_question_is_cut():
    made = row(" ".join("q" * 60), "It flew.", (0, 8))
    assert made.ids[: MAX_QUESTION_TOKENS + 1] == (CLS, *range(MAX_QUESTION_TOKENS))
    assert made.ids[MAX_QUESTION_TOKENS + 1 :] == (SEP, 0, 1, SEP)


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        # the sentence in the middle of what there is room for
        (90, 110, (38, 162)),
        # at an end of the context
        (0, 10, (0, 124)),
        (190, 200, (76, 200)),
        # a sentence that is longer than the room begins it
        (20, 180, (20, 144)),
    ],
)
def test_a_long_context_loses_the_words_that_are_farther_from_the_sentence(first, last, kept):
    # Words of one letter: the word of a number begins at twice the number.
    made = row("q", " ".join("w" * 200), (2 * first, 2 * last - 1))
    assert len(made.ids) == MAX_ROW_TOKENS
    assert made.ids[3:-1] == tuple(range(*kept))
    assert sum(made.types) == min(last, kept[1]) - first


def test_a_context_without_the_sentence_is_cut_at_its_end():
    made = row("q", " ".join("w" * 200), (5000, 5001))
    assert made.ids[3:-1] == tuple(range(124))
    assert sum(made.types) == 0


def test_a_text_is_tokenised_once_however_often_it_is_asked():
    words = Words()
    rows = RowMaker(words).rows(["Who?", "Who?"], ["It flew.", "It ended."], [(0, 8), (0, 9)])
    assert words.encoded == ["Who?", "It flew.", "It ended."]
    assert len(rows) == 2
