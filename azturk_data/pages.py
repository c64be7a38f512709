"""Pages: from the bytes of a saved or fetched page to its text.

Plain text is decoded, and is otherwise left as it is. Of HTML the main text is taken, as trafilatura finds it.
"""

from __future__ import annotations

import email
import re
from collections.abc import Callable

from azturk_data.errors import AzturkError

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
ARCHIVE_TYPES = frozenset({"multipart/related", "message/rfc822", "application/x-mimearchive"})
# What servers say of files that they know nothing of.
_ANY_TYPE = frozenset({"", "application/octet-stream", "application/xml"})
_BINARY = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "compressed with gzip",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
"""How files begin that are no pages, and what they are."""
_HTML = re.compile(r"\s*<(?:[a-z][a-z0-9]*[\s/>]|!doctype|!--|\?xml)|.{,1024}?<(?:html|head|body)[\s>]", re.I | re.S)
"""A tag, a comment or a declaration at the start, or a page's frame near it."""
_FRAME = re.compile(r"<(?:html|body)[\s>]", re.I)
_ARCHIVE = re.compile(rb"[a-z-]+:.{,4096}?multipart/related", re.I | re.S)
"""The head of a page that a browser saved as a single file (MHTML)."""
# Windows-1254 is Windows-1252 with six Turkish letters in the place of Icelandic ones. On pages about Türkiye,
# with few of those letters on each, detection goes for the wrong one of the two.
_TURKISH_FOR = {"Windows-1252": "windows-1254", "ISO-8859-1": "windows-1254", "ISO-8859-15": "windows-1254"}

# Encodings that Python knows and no page has; to decode some of them takes long, or warns.
_PYTHONS_OWN = frozenset(
    {"idna", "mbcs", "oem", "palmos", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)


class UnreadablePageError(AzturkError):
    """A page is of a kind that has no text for us, or is too broken to be read."""


def text_of(raw: bytes, content_type: str | None = None) -> str:
    """Return the text of a page: of plain text all of it, of HTML the main text.

    `content_type` is what the server said, as in the header, if it did; else the bytes tell. A page without
    any text gives an empty one.

    Raises `UnreadablePageError` for anything but plain text, HTML and a page saved as a single MHTML file,
    and `ModuleNotFoundError` if a package of the extra `hydrate` is not there that is needed: HTML needs some,
    and so does whatever is not in UTF-8.
    """
    return _text_of(raw, content_type, _main_text)


def whole_text_of(raw: bytes, content_type: str | None = None) -> str:
    """Return all the text of a page, with its navigation, comments and advertisements; else as `text_of`."""
    return _text_of(raw, content_type, _whole_text)


def _text_of(raw: bytes, content_type: str | None, of_html: Callable[[str], str]) -> str:
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind in ARCHIVE_TYPES or (kind in _ANY_TYPE and _ARCHIVE.match(raw)):
        return _text_of_archive(raw, of_html)
    if kind not in HTML_TYPES | _ANY_TYPE and not kind.startswith("text/"):
        raise UnreadablePageError(f"the page is of type {kind}; only plain text and HTML can be read")
    for start, what in _BINARY.items():
        if raw.startswith(start):
            raise UnreadablePageError(f"the page is {what}; only plain text and HTML can be read")
    text = _decoded(raw, content_type)
    if "\0" in text:
        raise UnreadablePageError("the page is neither plain text nor HTML: it contains zero bytes")
    if kind in HTML_TYPES or (kind in _ANY_TYPE and _HTML.match(text)):
        # The parser is of no fixed mind about what it refuses, and how.
        try:
            text = of_html(text if _FRAME.search(text) else f"<html><body>{text}</body></html>")
        except ImportError:
            raise
        except Exception as error:
            raise UnreadablePageError(f"the page's HTML cannot be read ({type(error).__name__}: {error})") from error
    return text


def _text_of_archive(raw: bytes, of_html: Callable[[str], str]) -> str:
    """The text of the first page in a file that a browser saved as MHTML."""
    for part in email.message_from_bytes(raw).walk():
        page = part.get_payload(decode=True)
        if part.get_content_type() in HTML_TYPES and isinstance(page, bytes):
            return _text_of(page, str(part["content-type"]), of_html)
    raise UnreadablePageError("the saved page (MHTML) contains no HTML")


def _main_text(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, include_comments=False, favor_recall=True) or ""


def _whole_text(html: str) -> str:
    import trafilatura

    return trafilatura.html2txt(html, clean=False)


def _decoded(raw: bytes, content_type: str | None) -> str:
    """The characters of a page, by its own marks or the server's word; what cannot be decoded becomes `\ufffd`."""
    try:
        # What is valid UTF-8 is UTF-8, whatever a server or a template claims.
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

    marked, _ = read_bom(raw)
    claimed = (marked, http_content_type_encoding(content_type), html_body_declared_encoding(raw))
    for encoding in (*claimed, _detected(raw)):
        if encoding is None or encoding in _PYTHONS_OWN:
            continue
        try:
            text = raw.decode(encoding, "replace").removeprefix("\ufeff")
        except LookupError:  # of codecs that are not of text, base64 for one
            continue
        # A claim is false if most of what is not ASCII makes no sense by it.
        if text.count("\ufffd") * 2 <= sum(not character.isascii() for character in text):
            return text
    return raw.decode("utf-8", "replace")


def _detected(raw: bytes) -> str | None:
    import chardet

    found = chardet.detect(raw)["encoding"]
    return None if found is None else _TURKISH_FOR.get(found, found)
