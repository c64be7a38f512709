"""The explorer in a real Chromium, on a laptop's and a phone's window: a reader's ways through it."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from browser import launched_chromium
from test_explorer_hostile import PAYLOADS, poison

import azturk_data
from azturk_data.schema.tables import catalogue, keyed_models

pytest.importorskip("datasette", reason="the extra 'explore' is not installed")

from azturk_data.explorer.preparing import prepare
from azturk_data.explorer.questions import QUESTIONS
from azturk_data.explorer.serving import address, listening, server_of

RECORD = "event/2020-military-dialogue"
SIZES = {"laptop": (1280, 800), "phone": (390, 844)}


def served(database: Path) -> Iterator[str]:
    """The address of a running explorer."""
    held: socket.socket = listening("127.0.0.1", 0)
    server = server_of(database)
    running = Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    running.start()
    yield address(held).rstrip("/")
    server.should_exit = True
    running.join(20)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from served(prepare(tmp_path_factory.mktemp("explorer"), lambda *_: None))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with launched_chromium("the explorer is not tried in a browser") as running:
        yield running


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def visit(request: pytest.FixtureRequest, chromium: Any, home: str) -> Iterator[Visit]:
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height}, base_url=home)
    held = Visit(context, home)
    yield held
    context.close()
    assert held.complaints == []
    assert held.elsewhere == []


class Visit:
    """A page in a window; what it complains of, and what it asks for from elsewhere, is kept."""

    def __init__(self, context: Any, home: str) -> None:
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self.page = context.new_page()
        self.home = home
        self.page.on("console", lambda message: self.complaints.append(f"{self.page.url}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"{self.page.url}: a dialog"))
        self.page.on("request", lambda asked: self._asked(asked.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.home, "data:")):
            self.elsewhere.append(url)

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.fits()

    def fits(self) -> None:
        """Nothing makes the page wider than the window."""
        wide, window = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= window, f"{self.page.url} is {wide} pixels wide in a window of {window}"

    def follow(self, link: Any) -> None:
        link.click()
        self.page.wait_for_load_state()
        self.fits()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.home)


def test_a_readers_way(visit: Visit) -> None:
    """Search, open a record, follow its evidence, follow a key, and back."""
    page = visit.page
    visit.go("/")
    page.get_by_role("searchbox").fill("military dialogue 2020 not held")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?q=*")
    visit.fits()
    visit.follow(page.locator(f'a[href="/record/{RECORD}"]').first)
    assert visit.path == f"/record/{RECORD}"
    # The number beside the field leads to the claim, and the claim back to the field.
    status = page.locator("#field-status")
    visit.follow(status.get_by_role("link", name="claim 1"))
    assert visit.path == f"/record/{RECORD}#claim-1"
    claim = page.locator("article:target")
    assert "held no consultations" in claim.inner_text()
    assert claim.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight }")
    (traced,) = azturk_data.evidence(RECORD, "status").claims
    passage = claim.get_by_role("link", name="Read the passage")
    assert passage.get_attribute("href") == traced.spans[0].url
    assert passage.get_attribute("target") == "_blank"
    visit.follow(claim.get_by_role("link", name="status"))
    assert visit.path.endswith("#field-status")
    visit.follow(claim_link := page.locator("#claim-1 .statement a"))
    assert visit.path == f"/record/{traced.claim_id}"
    visit.follow(page.get_by_role("link", name="EurAsian Times").first)
    assert visit.path == "/record/outlet/eurasian-times"
    for _ in range(2):
        page.go_back()
    assert visit.path.startswith(f"/record/{RECORD}")
    assert claim_link.is_visible()


def test_the_evidence_opens_on_the_page_of_the_source(visit: Visit) -> None:
    """A click on a deep link asks for the source's page, in a window of its own that does not know of ours."""
    (traced,) = azturk_data.evidence(RECORD, "status").claims
    visit.go(f"/record/{RECORD}")
    asked: list[str] = []
    visit.page.context.route(
        lambda url: not url.startswith(visit.home),
        lambda route: (asked.append(route.request.url), route.fulfill(body="<p>The source</p>"))[1],
    )
    with visit.page.context.expect_page() as opened:
        visit.page.get_by_role("link", name="Read the passage").first.click()
    opened.value.wait_for_load_state()
    assert asked[0] == traced.spans[0].url.partition("#")[0]
    assert opened.value.evaluate("opener === null && document.referrer === ''")


def test_narrowing_a_table_down_and_following_a_key(visit: Visit) -> None:
    page = visit.page
    visit.go("/azturk/event_participants")
    page.locator("summary", has_text="Role").click()
    visit.follow(page.get_by_role("link", name="Signatory", exact=True).first)
    assert "role=signatory" in visit.path
    count = azturk_data.load("event_participants", where={"role": "signatory"}).num_rows
    assert page.get_by_role("status").inner_text().startswith(f"{count:,} row")
    visit.follow(page.locator("tbody a").first)
    assert visit.path.startswith("/record/event/")
    page.go_back()
    page.locator("summary", has_text="Role").click()
    visit.follow(page.get_by_role("link", name="No longer only"))
    assert "role=" not in visit.path
    visit.go("/azturk/events")
    page.get_by_role("searchbox", name="Search events").fill("nakhchivan")
    page.get_by_role("searchbox", name="Search events").press("Enter")
    page.wait_for_url("**_search=nakhchivan*")
    visit.fits()
    assert page.locator("tbody tr").count() > 10
    # The table scrolls within itself.
    assert page.locator(".scroll").first.evaluate("e => e.scrollWidth > e.clientWidth")


def test_the_timeline(visit: Visit) -> None:
    page = visit.page
    visit.go("/timeline")
    page.get_by_label("Kind").select_option("exercise")
    page.get_by_label("From").fill("2015")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**kind=exercise*")
    visit.fits()
    years = [int(year.split()[0]) for year in page.locator(".year h2").all_inner_texts()]
    assert years == sorted(years)
    assert years[0] == 2015
    page.locator("svg a").nth(len(years) - 2).click()
    assert re.search(rf"#y{years[-2]}$", visit.path)
    visit.follow(page.locator(".happened a").first)
    assert visit.path.startswith("/record/event/")
    page.go_back()
    assert page.get_by_label("Kind").input_value() == "exercise"


def test_the_map(visit: Visit) -> None:
    page = visit.page
    visit.go("/map")
    circle = page.locator('svg a[href="/record/place/baku"] circle')
    circle.scroll_into_view_if_needed()
    # Smaller places lie within the circle: it is clicked beside them.
    box = circle.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.75)
    page.wait_for_url("**/record/place/baku")
    visit.fits()
    page.go_back()
    visit.follow(page.locator(".places").get_by_role("link", name="Shusha", exact=True))
    assert visit.path == "/record/place/shusha"


def test_every_kind_of_page_fits_and_is_quiet(visit: Visit) -> None:
    """No page is wider than the window, complains in the console, or asks for anything from elsewhere."""
    records = [
        f"/record/{azturk_data.load(model.published_as, columns=[model.key]).column(0)[0]}"
        for model in keyed_models().values()
    ]
    large = ["/record/agreement/shusha-declaration-2021", "/record/state/turkiye", "/record/source/tass-2021-01-30"]
    tables = [f"/azturk/{table}" for table in catalogue()]
    others = ["/", "/questions", "/azturk", "/azturk/claims_view", "/azturk?sql=select+*+from+claims", "/search?q=Akar"]
    for path in [*records, *large, *tables, *others, *(f"/azturk/{question.name}" for question in QUESTIONS)]:
        visit.go(path)
    visit.go("/azturk/claims?_columns=all")
    for closed in visit.page.locator("details").all():
        closed.evaluate("e => e.open = true")
    visit.fits()


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = prepare(tmp_path_factory.mktemp("poisoned"), lambda *_: None)
    poison(path, "".join(PAYLOADS.values()))
    yield from served(path)


def test_hostile_text_does_nothing_in_a_browser(chromium: Any, poisoned: str) -> None:
    context = chromium.new_context(base_url=poisoned)
    held = Visit(context, poisoned)
    places = [
        "/record/place/baku",
        "/record/source/tass-2021-01-30",
        f"/record/{RECORD}",
        "/record/claim/tass-2021-01-30/c01",
    ]
    for path in ["/", "/timeline?from=2021&to=2021", "/map", "/search?q=akar", *places, "/azturk/events?_columns=all"]:
        held.page.goto(path)
        held.page.mouse.move(300, 300)
        assert held.page.title().endswith("azturk-data")
        assert held.page.title() != "run"
    context.close()
    assert (held.complaints, held.elsewhere) == ([], [])


FOCUSED = """() => {
  const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
  const after = getComputedStyle(e, "::after");
  return { tag: e.tagName, href: e.getAttribute("href"), name: e.getAttribute("name"), label: e.innerText,
    seen: r.width > 0 && r.bottom > 0 && r.top < innerHeight && r.left < innerWidth,
    ring: s.outlineStyle !== "none" || after.outlineStyle !== "none", top: r.top + scrollY };
}"""


def test_with_nothing_but_the_keyboard(visit: Visit) -> None:
    """Skip to the content, search, open a record, jump to a claim: every step visible."""
    page = visit.page
    keys = page.keyboard

    def tab_to(wanted: str, most: int = 90) -> dict[str, Any]:
        for _ in range(most):
            keys.press("Tab")
            held = page.evaluate(FOCUSED)
            assert held["tag"] != "BODY", f"{wanted} was not reached on {page.url}"
            assert held["seen"], f"focus out of sight on {held}"
            assert held["ring"], f"no ring around {held}"
            if wanted in (held["href"], held["name"]):
                return held
        raise AssertionError(f"{wanted} was not reached on {page.url}")

    visit.go("/map")
    assert tab_to("#main", 1)["label"] == "Skip to the content"
    keys.press("Enter")
    keys.press("Tab")
    assert page.evaluate(FOCUSED)["name"] == "kind"  # past the navigation
    visit.go("/")
    tab_to("q")
    keys.type("military dialogue 2020 not held")
    keys.press("Enter")
    page.wait_for_url("**/search?q=*")
    tab_to(f"/record/{RECORD}")
    keys.press("Enter")
    page.wait_for_url(f"**/record/{RECORD}")
    tab_to("#claim-1")
    keys.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "claim-1"
    tab_to((azturk_data.evidence(RECORD, "status").claims[0]).spans[0].url)  # focus goes on from the claim
    visit.go("/azturk/agreements")
    tab_to("_search")
    order = [page.evaluate(FOCUSED)["top"]]
    for _ in range(8):
        keys.press("Tab")
        order.append(page.evaluate(FOCUSED)["top"])
    assert order == sorted(order)  # downwards, as it is read


def test_dark_screens_and_contrast(chromium: Any, home: str) -> None:
    """Text stands out from what is behind it, by day and by night, as WCAG 2 asks of small letters."""
    for scheme in ("light", "dark"):
        context = chromium.new_context(color_scheme=scheme, base_url=home)
        page = context.new_page()
        for path in ("/", f"/record/{RECORD}", "/timeline?from=2020&to=2020", "/azturk/events", "/azturk/question-4"):
            page.goto(path)
            weak = page.evaluate(CONTRAST)
            assert weak == [], (scheme, path, weak[:5])
        context.close()


CONTRAST = """() => {
  const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return m.length > 3 ? m : [...m, 1]; };
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > 0) return c; } return [255, 255, 255, 1]; };
  const weak = [];
  for (const e of document.querySelectorAll("body *:not(svg *)")) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || !e.getClientRects().length) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) weak.push([e.className, e.textContent.trim().slice(0, 30), (a + .05) / (b + .05)]);
  }
  return weak;
}"""
