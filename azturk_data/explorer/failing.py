"""What a reader sees when a page cannot be shown: a page that says so, and no traceback.

On stderr stands one line for a fault of ours. A query that SQLite refuses, as for a mistyped column in `_facet` or
`_where`, is no such fault, but Datasette writes lines of its own there ("ERROR: conn=…") before it asks us.
"""

from __future__ import annotations

import sys
from typing import Any

from datasette.utils.asgi import Base400, Response
from datasette.views.base import DatasetteError


async def failure(datasette: Any, request: Any, exception: Exception) -> Any:
    """Return the page that tells of an error, or JSON where that was asked for."""
    status, title, message = told(exception)
    if status >= 500:
        print(f"{request.path}: {type(exception).__name__}: {message}", file=sys.stderr)
    said = {"ok": False, "error": message, "status": status, "title": title}
    if request.path.split("?")[0].endswith(".json"):
        return Response.json(said, status=status)
    template = datasette.jinja_env.get_template("error.html")
    return Response.html(await template.render_async(said | {"urls": datasette.urls}), status=status)


def told(exception: Exception) -> tuple[int, str | None, str]:
    """Return the status of an error, its title and what it says."""
    if isinstance(exception, Base400):
        return exception.status, None, str(exception.args[0]) if exception.args else ""
    if isinstance(exception, DatasetteError):
        # Its HTML is Datasette's own and shows the query, which stands on the page besides.
        return exception.status, exception.title, "" if exception.message_is_html else str(exception.message)
    return 500, "This page cannot be shown", " ".join(str(exception).split())
