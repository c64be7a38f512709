"""roc-validator: the RO-Crate against what version 1.1 requires and recommends; then rocrate opens it.

Both would fetch the specification's JSON-LD context. The package rocrate brings a copy of it, which is put where
roc-validator keeps what it fetched, so that no network is needed.
"""

import importlib.resources
import io
import tempfile
from pathlib import Path
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from rocrate.rocrate import ROCrate
from rocrate_validator import services
from rocrate_validator.models import Severity
from urllib3 import HTTPResponse

from judgement import ROOT, answer, plural

CONTEXT = "https://w3id.org/ro/crate/1.1/context"

KNOWN = {"The organization SHOULD have a URL."}
"""Recommended, but those who made the dataset have no page."""


class Bundled(HTTPAdapter):
    """Answers every request with the context that rocrate brings."""

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Return the context as if it had been fetched."""
        body = io.BytesIO(importlib.resources.files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes())
        headers = {"Content-Type": "application/ld+json"}
        held = HTTPResponse(body, headers, status=200, preload_content=False, request_url=request.url)
        return self.build_response(request, held)


problems = []
with tempfile.TemporaryDirectory() as kept:
    cache = Path(kept) / "cache"
    with CachedSession(str(cache), backend="sqlite", expire_after=-1, allowable_codes=(200,)) as session:
        session.mount("https://", Bundled())
        if f'"{CONTEXT}"' not in session.get(CONTEXT).text:
            problems.append(f"the package rocrate does not bring {CONTEXT}")
    result = services.validate(
        {
            "rocrate_uri": str(ROOT),
            "profile_identifier": "ro-crate-1.1",
            "requirement_severity": Severity.RECOMMENDED,
            "offline": True,
            "cache_path": cache,
        }
    )
    problems += [
        f"{issue.severity.name}: {issue.message}" for issue in result.get_issues() if issue.message not in KNOWN
    ]
    checks = len(result.executed_checks)
try:
    crate = ROCrate(str(ROOT))
    files = sum(one.type == "File" for one in crate.data_entities)
    problems += [f"{one.id} is not there" for one in crate.data_entities if not (ROOT / one.id).exists()]
except Exception as error:  # whatever it objects with
    files = 0
    problems.append(f"rocrate: {type(error).__name__}: {error}")
answer("roc-validator", f"{plural(checks, 'check')}, {plural(files, 'file')}", problems)
