"""An explorer for tests: asked in process, and its pages taken apart and looked over."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from azturk_data.explorer.application import application

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LOADING = {"src", "srcset", "poster", "data", "background", "action", "formaction", "xlink:href"}
"""Attributes whose address a browser goes to of its own accord, or sends a form to."""


class Asked:
    """An explorer that is asked without a network."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self._loop = asyncio.Runner()
        self.datasette: Any = application(database)
        self._loop.run(self.datasette.invoke_startup())

    def answer(self, path: str) -> Any:
        """Return the response to a request, redirects not followed."""
        return self._loop.run(self.datasette.client.get(path))

    def page(self, path: str, status: int = 200) -> Page:
        """Return a page, which must be sound."""
        answer = self.answer(path)
        assert answer.status_code == status, (path, answer.status_code, answer.text[-400:])
        page = Page.of(answer.text)
        assert not (faults := page.faults()), (path, faults[:5])
        return page

    def close(self) -> None:
        self._loop.close()


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page:
    """A page taken apart."""

    elements: list[Element] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, html: str) -> Page:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        return cls(reader.elements, reader.unbalanced + [element.tag for element in reader.open])

    def all(self, tag: str, **wanted: str) -> list[Element]:
        """The elements of a tag whose attributes have these values."""
        return [e for e in self.elements if e.tag == tag and all(e.attributes.get(n) == v for n, v in wanted.items())]

    @property
    def links(self) -> list[str]:
        return [e.attributes["href"] for e in self.all("a") if "href" in e.attributes]

    @property
    def title(self) -> str:
        (heading,) = self.all("h1")
        return " ".join(heading.text.split())

    @property
    def text(self) -> str:
        (body,) = self.all("body")
        return " ".join(body.text.split())

    def records(self) -> set[str]:
        """The ids of the records that it leads to."""
        return {link.removeprefix("/record/") for link in self.links if link.startswith("/record/")}

    def faults(self) -> list[str]:
        """What a page must not have: what runs, what comes from elsewhere, what a reader cannot use."""
        found = [f"unbalanced {tag}" for tag in self.unbalanced]
        ids = Counter(e.attributes["id"] for e in self.elements if "id" in e.attributes)
        found += [f"two elements have the id {id_}" for id_, count in ids.items() if count > 1]
        labelled = {e.attributes.get("for") for e in self.all("label")}
        if not self.all("html", lang="en") or len(self.all("h1")) != 1 or len(self.all("main")) != 1:
            found.append("lacks a language, a heading or a main part")
        for element in self.elements:
            tag, held = element.tag, element.attributes
            if tag == "script" and (element.text.strip() or "src" not in held):
                found.append("a script in the page")
            if tag in ("style", "iframe", "object", "embed", "base"):
                found.append(f"a {tag}")
            found += [f"{tag} has {name}" for name in held if name.startswith("on") or name == "style"]
            found += [f"{tag} loads {held[name]}" for name in LOADING & held.keys() if not held[name].startswith("/")]
            if tag == "link" and not held["href"].startswith(("/", "http://localhost/")):
                found.append(f"link to {held['href']}")
            if tag == "a":
                found += _faults_of_link(element, ids)
            shown = tag in ("input", "select", "textarea") and held.get("type") not in ("hidden", "submit")
            if shown and not (held.get("aria-label") or held.get("id") in labelled):
                found.append(f"{tag} {held.get('name')} has no label")
            if tag == "th" and not held.get("scope"):
                found.append("a th without a scope")
        return found


def _faults_of_link(element: Element, ids: Counter[str]) -> list[str]:
    held = element.attributes
    href = held.get("href", "")
    found: list[str] = []
    if href.startswith("#") and href[1:] not in ids:
        found.append(f"{href} is nowhere")
    if href.startswith(("http://", "https://")) and not href.startswith("http://localhost/"):
        if "noopener" not in held.get("rel", "") or "out" not in held.get("class", "").split():
            found.append(f"{href} leads out unmarked")
    elif not href.startswith(("#", "/", "?", "http://localhost/")):
        found.append(f"a link to {href}")
    if not (element.text.strip() or held.get("aria-label")) and "tabindex" not in held:
        found.append(f"the link to {href} has no name")
    return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.unbalanced: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        # What may be left open by HTML's rules is closed in our pages.
        if self.open and self.open[-1].tag == tag:
            self.open.pop()
        else:
            self.unbalanced.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data
