"""What Datasette is taught: our pages, how a cell is set, how a table is searched, and what every answer carries."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Generator
from typing import Any
from urllib.parse import unquote

from datasette import __version__, hookimpl
from datasette.filters import FilterArguments
from datasette.utils import tilde_encode
from datasette.utils.asgi import NotFound, Response
from markupsafe import Markup

from azturk_data.citing import dataset
from azturk_data.database import VIEWS
from azturk_data.explorer import atlas, chronicle, describing, indexing, records, rendering, start, wording
from azturk_data.explorer.assets import fingerprint
from azturk_data.explorer.failing import failure
from azturk_data.explorer.guarding import guarded
from azturk_data.explorer.preparing import NAME
from azturk_data.explorer.questions import QUESTIONS
from azturk_data.explorer.site import is_ours
from azturk_data.models.vocabularies import EventKind, EventStatus
from azturk_data.schema.tables import catalogue

DEBUGGING = r"/-/(?:allow-debug|auth-token|logout|messages|patterns|permissions)$"
"""Datasette's pages for its own developers, which load scripts in a way that we forbid, and serve no reader."""


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Our pages, by address."""
    if not is_ours(datasette):
        return []
    return [
        (r"/$", start_page),
        (r"/search$", search_page),
        (r"/record/(?P<id>.+)$", record_page),
        (r"/timeline$", timeline_page),
        (r"/map$", map_page),
        (r"/questions$", questions_page),
        (DEBUGGING, nothing),
    ]


@hookimpl
def prepare_connection(conn: sqlite3.Connection, datasette: Any) -> None:
    """Every connection can ask the full-text indexes."""
    if is_ours(datasette):
        indexing.teach(conn)


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """How templates set what they show."""
    if not is_ours(datasette):
        return
    env.filters |= {
        "edtf": rendering.edtf,
        "linked": rendering.linked,
        "prose": rendering.prose,
        "readable": wording.readable,
        "record_path": rendering.record_path,
        "outward": rendering.outward,
        "term_of": rendering.facet_label,
        "tilde": tilde_encode,
    }
    # A page that tells an error is given nothing but what is here.
    env.globals |= {
        "NAME": NAME,
        "about": dataset(),
        "assets": fingerprint(),
        "datasette_version": __version__,
        "searchable": indexing.where_found,
        "by_name": lambda tables: {table["name"]: table for table in tables},
        "EventKind": EventKind,
        "brief_columns": describing.brief_columns,
        "described": lambda view: VIEWS[view][0],
        "table_groups": describing.groups,
        "chip": rendering.chip,
        "is_record_id": rendering.is_record_id,
        "label_of": wording.label_of,
        "order_facets": order_facets,
        "record_link": rendering.record_link,
        "term": term,
        "value_of": rendering.value_of,
    }


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
    """A cell of a table, or of the answer to a query."""
    if not is_ours(datasette):
        return None
    label = None
    if isinstance(value, dict):  # a key that Datasette has looked up
        value, label = value["value"], str(value["label"])
    if isinstance(value, bytes):
        return None
    held = catalogue().get(table or "")
    if held and column == describing.label_columns().get(held.name):
        id_ = row[held.primary_key[0]]
        return rendering.record_link(id_["value"] if isinstance(id_, dict) else id_, str(value))
    return rendering.value_of(table, column, value, label)


@hookimpl(tryfirst=True)
def filters_from_request(request: Any, table: str, datasette: Any) -> FilterArguments:
    """Search a table by our own indexes, in which spelling and script make no difference."""
    if not is_ours(datasette):
        return FilterArguments([])
    condition, words = indexing.where_found(table), request.args.get("_search")
    if condition is None or not words:
        return FilterArguments([])
    return FilterArguments([condition], {"search": words}, [f"that have “{words}”"], {"searched": words})


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Every answer forbids the browser to load anything from elsewhere."""
    return guarded if is_ours(datasette) else lambda application: application


@hookimpl(wrapper=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, Any, Any]:
    """An error has our page; what Datasette would do of its own accord prints a traceback."""
    found = yield
    return [failure(datasette, request, exception)] if is_ours(datasette) else found


async def start_page(datasette: Any, request: Any) -> Any:
    """The page that greets a reader."""

    def gather(database: sqlite3.Connection) -> dict[str, Any]:
        return {
            "counts": start.counts(database),
            "years": start.span_of_years(database),
            "latest": start.latest(database),
            "questions": [question for question in QUESTIONS if question.part in ("", "a")],
        }

    return await _page(datasette, request, "start.html", gather)


async def search_page(datasette: Any, request: Any) -> Any:
    """What a search over everything finds."""
    words = (request.args.get("q") or "").strip()
    return await _page(datasette, request, "search.html", lambda database: {"hits": start.search(database, words)})


async def record_page(datasette: Any, request: Any) -> Any:
    """The page of a record; a retired id leads to the one in its place."""
    id_ = unquote(request.url_vars["id"])
    database = datasette.get_database(NAME)
    if moved := await database.execute_fn(lambda held: records.retired(held, id_)):
        return Response.redirect(rendering.record_path(moved))
    page = await database.execute_fn(lambda held: records.page(held, id_))
    if page is None:
        near = await database.execute_fn(lambda held: records.closest(held, id_))
        return await _render(datasette, request, "unknown.html", {"id": id_, "near": near}, status=404)
    return await _render(datasette, request, "record.html", {"page": page})


async def timeline_page(datasette: Any, request: Any) -> Any:
    """Events, year by year."""
    return await _chosen(datasette, request, "timeline.html", chronicle.chronicle)


async def map_page(datasette: Any, request: Any) -> Any:
    """Events, place by place."""
    return await _chosen(datasette, request, "map.html", atlas.atlas)


async def questions_page(datasette: Any, request: Any) -> Any:
    """The ten questions."""
    return await _render(datasette, request, "questions.html", {"questions": QUESTIONS})


async def nothing() -> Any:
    """For addresses of Datasette's that this server does not have."""
    raise NotFound("There is no such page")


def order_facets(found: dict[str, Any], order: list[str] | None) -> list[Any]:
    """The facets of a table in the order of its columns; a reader's own come last."""
    places = {name: place for place, name in enumerate(order or [])}
    return sorted(found.values(), key=lambda facet: places.get(facet["name"], len(places)))


def term(name: str, value: str) -> Markup:
    """A term of a vocabulary as a chip, by the vocabulary's name."""
    return rendering.chip(value, wording.vocabulary(name))


async def _chosen(
    datasette: Any, request: Any, template: str, show: Callable[[sqlite3.Connection, chronicle.Choice], Any]
) -> Any:
    choice = chronicle.Choice.of({name: request.args.get(name) for name in request.args})

    def gather(database: sqlite3.Connection) -> dict[str, Any]:
        return {
            "shown": show(database, choice),
            "choice": choice,
            "kinds": wording.terms_of(EventKind),
            "statuses": wording.terms_of(EventStatus),
            "actors": chronicle.frequent_actors(database),
            # Not `actor`, which in a page of Datasette's is who has logged in.
            "chosen": chronicle.actor_of(database, choice),
        }

    return await _page(datasette, request, template, gather)


async def _page(
    datasette: Any, request: Any, template: str, gather: Callable[[sqlite3.Connection], dict[str, Any]]
) -> Any:
    context = await datasette.get_database(NAME).execute_fn(gather)
    return await _render(datasette, request, template, context)


async def _render(datasette: Any, request: Any, template: str, context: dict[str, Any], status: int = 200) -> Any:
    html = await datasette.render_template(template, context, request=request)
    return Response.html(html, status=status)
