"""Turns the bytes of a saved message into blocks: its text, with its subject as the title.

Who sent it and when is left out and named: the day of a message is not that of a flight.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from corpus.reading.contents import Contents, FormatError
from corpus.reading.encodings import decoded
from corpus.reading.plaintext import repaired
from corpus.reading.titles import first_title
from corpus.reading.web_pages import page_contents

_HEADERS = ("From", "To", "Date")
_QUOTED = re.compile(r"^(?:>\s?)+", re.MULTILINE)


def eml_contents(data: bytes) -> Contents:
    """Read the words of a message; its attachments are named, not read.

    Raises:
        FormatError: for what is no message, or holds no text.
    """
    message = message_from_bytes(data, policy=default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise FormatError("this is no saved message; save it from the mail program as .eml")
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise FormatError("the message holds no text; save its attachments by themselves")
    content = body.get_content()
    text = content if isinstance(content, str) else decoded(content)[0]
    if body.get_content_subtype() == "html":
        found = page_contents(text)
        blocks, gone = found.blocks, found.left_out
    else:
        read = repaired(_QUOTED.sub("", text))
        blocks, gone = read.blocks, read.left_out
    headers = [f"{name}: {message[name]}" for name in _HEADERS if message[name]]
    attached = [one.get_filename() or one.get_content_type() for one in message.iter_attachments()]
    return Contents(
        first_title([str(message["Subject"] or "")]),
        blocks,
        (
            *gone,
            *(f'the head of the message: "{header}"' for header in headers),
            *(f'the attachment "{name}"; save it as a file of its own' for name in attached),
        ),
    )
