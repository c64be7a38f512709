"""The text as a web page: the same words in the HTML that different sites and programs make of them."""

from __future__ import annotations

import html
import re
from base64 import encodebytes
from collections.abc import Callable
from dataclasses import dataclass
from html.entities import codepoint2name


@dataclass(frozen=True)
class Page:
    """The bytes of a page, and its type as a server would state it."""

    raw: bytes
    content_type: str | None = None


STYLE = "<style>p { margin: 1em }</style><script>var ads = ['<p>Buy now</p>']; track(ads);</script>"
HEADER = """<header><a href="/"><img src="logo.png" alt="The Wire"></a>
<nav><ul><li><a href="/news">News</a></li><li><a href="/defence">Defence</a></li>
<li><a href="/shop">Shop</a></li></ul></nav>
</header>"""
ASIDE = """<aside class="sidebar"><h3>Most read</h3><ul><li><a href="/1">Which army has the most drones?</a></li>
<li><a href="/2">Oil falls again</a></li><li><a href="/3">Three ministers meet in Norrland</a></li></ul></aside>"""
FOOTER = """<footer><p>© The Wire. All rights reserved.</p>
<a href="/terms">Terms</a> <a href="/privacy">Privacy</a></footer>"""
ADVERTISEMENT = (
    '<div class="ad-banner"><a href="https://example.org/ad">Fly from Baku to Ankara from 99 euros</a></div>'
)

PAGES: dict[str, Callable[[str], Page]] = {}
"""Every kind of page, by its description."""


def _kind(description: str) -> Callable[[Callable[[str], Page]], Callable[[str], Page]]:
    def enter(make: Callable[[str], Page]) -> Callable[[str], Page]:
        PAGES[description] = make
        return make

    return enter


def _paragraphs(text: str) -> list[str]:
    return [html.escape(paragraph.strip(), quote=False) for paragraph in text.split("\n") if paragraph.strip()]


def _article(text: str, between: str = "\n") -> str:
    return "<article><h1>The news</h1>" + between.join(f"<p>{p}</p>" for p in _paragraphs(text)) + "</article>"


def _page(main: str, declaration: str = '<meta charset="utf-8">', before: str = HEADER, behind: str = ASIDE) -> str:
    head = f"<head>{declaration}<title>The news – The Wire</title>{STYLE}</head>"
    return f"<!DOCTYPE html>\n<html lang='en'>{head}<body>{before}<main>{main}</main>{behind}{FOOTER}</body></html>"


@_kind("HTML: a page with navigation, sidebar, footer and scripts")
def _plain(text: str) -> Page:
    return Page(_page(_article(text)).encode("utf-8"), "text/html; charset=utf-8")


@_kind("HTML: nothing but paragraphs, no head, no type")
def _bare(text: str) -> Page:
    return Page("".join(f"<p>{p}</p>" for p in _paragraphs(text)).encode("utf-8"))


@_kind("HTML: advertising between the paragraphs")
def _advertising(text: str) -> Page:
    return Page(_page(_article(text, ADVERTISEMENT)).encode("utf-8"), "text/html")


@_kind("HTML: line breaks in one block instead of paragraphs")
def _breaks(text: str) -> Page:
    return Page(_page(f"<div class='text'>{'<br><br>'.join(_paragraphs(text))}</div>").encode("utf-8"), "text/html")


@_kind("HTML: a table for the layout, as in old pages")
def _table(text: str) -> Page:
    rows = "".join(f"<p align=justify><font size=2>{p}</font>" for p in _paragraphs(text))
    cells = f"<td width=150>{ASIDE}</td><td>{rows}</td>"
    return Page(f"<HTML><BODY bgcolor=white><TABLE><TR>{cells}</TR></TABLE></BODY></HTML>".encode(), "text/html")


@_kind("HTML: links, emphasis and soft hyphens within the sentences")
def _inline(text: str) -> Page:
    main = re.sub(
        r"\b(Azerbaijan|Turkey|Türkiye|Armenia)\b", r'<a href="/tag/\1"><strong>\1</strong></a>', _article(text)
    )
    main = re.sub(r"\b(\w{5})(\w{4,})\b(?![^<]*>)", r"\1&shy;<span>\2</span>", main)
    return Page(_page(main).encode("utf-8"), "text/html")


@_kind("HTML: entities for everything that is not ASCII, and for spaces")
def _entities(text: str) -> Page:
    named = {character: f"&{name};" for character, name in codepoint2name.items() if character > 127}
    main = re.sub(r"(?<=\w) (?=\d)", "&nbsp;", _article(text).translate(named))
    return Page(_page(main).encode("ascii", "xmlcharrefreplace"), "text/html; charset=us-ascii")


@_kind("HTML: Windows-1254, declared in the page")
def _declared(text: str) -> Page:
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1254">'
    return Page(_page(_article(text), meta).encode("windows-1254", "xmlcharrefreplace"), "text/html")


@_kind("HTML: ISO-8859-9, declared by the server alone")
def _served(text: str) -> Page:
    raw = _page(_article(text), "").encode("iso-8859-9", "xmlcharrefreplace")
    return Page(raw, "text/html; charset=ISO-8859-9")


@_kind("HTML: Windows-1254, declared nowhere")
def _undeclared(text: str) -> Page:
    return Page(_page(_article(text), "").encode("windows-1254", "xmlcharrefreplace"))


@_kind("HTML: UTF-8, declared as ISO-8859-1")
def _false(text: str) -> Page:
    return Page(_page(_article(text)).encode("utf-8"), "text/html; charset=ISO-8859-1")


@_kind("HTML: UTF-16 with a byte order mark")
def _wide(text: str) -> Page:
    return Page(_page(_article(text), "").encode("utf-16"), "text/html")


@_kind("HTML: readers' comments that quote every paragraph")
def _comments(text: str) -> Page:
    quotes = "".join(f"<li class='comment'><blockquote>{p}</blockquote> Really?</li>" for p in _paragraphs(text))
    comments = f"<section id='comments'><h2>Comments</h2><ol class='comment-list'>{quotes}</ol></section>"
    return Page(_page(_article(text), behind=comments + ASIDE).encode("utf-8"), "text/html")


@_kind("HTML: never closed, cut off in its footer")
def _unclosed(text: str) -> Page:
    return Page(_page(_article(text)).replace("</p>", "").replace("</div>", "")[:-60].encode("utf-8"), "text/html")


@_kind("HTML: an accelerated page (AMP)")
def _amp(text: str) -> Page:
    ad = '<amp-ad width="300" height="250" type="doubleclick"><div placeholder>Advertisement</div></amp-ad>'
    main = f"<div class='amp-wp-article-content'>{ad.join(f'<p>{p}</p>' for p in _paragraphs(text))}</div>"
    return Page(_page(main).replace("<html", "<html ⚡", 1).encode("utf-8"), "text/html")


@_kind("HTML: saved by a browser as a single file (MHTML)")
def _archive(text: str) -> Page:
    head = "From: <Saved by a browser>\nSubject: The news\nMIME-Version: 1.0\n"
    kind = 'Content-Type: multipart/related; type="text/html"; boundary="----cut"\n\n'
    part = "------cut\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
    body = encodebytes(_page(_article(text)).encode("utf-8")).decode("ascii")
    return Page(f"{head}{kind}{part}{body}\n------cut--\n".encode())


@_kind("plain text: UTF-16 with a byte order mark, and Windows line ends")
def _text(text: str) -> Page:
    return Page(text.replace("\n", "\r\n").encode("utf-16"))


@_kind("plain text: Windows-1254")
def _turkish_text(text: str) -> Page:
    return Page(text.encode("windows-1254", "replace"), "text/plain")
