"""soso: schema.org's description against the shapes that Science on schema.org publishes and the package brings."""

import importlib.resources

import pyshacl
from rdflib import Graph
from rdflib.namespace import RDF

from judgement import ROOT, answer, plural

SCHEMA = "http://schema.org/"

problems = []
described = Graph().parse(str(ROOT / "metadata/schema-org.jsonld"), format="json-ld")
shapes = Graph().parse(str(importlib.resources.files("soso.data").joinpath("soso_common_v1.2.3.ttl")), format="turtle")
# A warning is for `sameAs`, the address of another page on the same: there is none.
conforms, _, report = pyshacl.validate(described, shacl_graph=shapes, allow_warnings=True)
if not conforms:
    problems += [line.strip() for line in report.splitlines() if "Message:" in line]
kinds = {str(kind).removeprefix(SCHEMA) for kind in described.objects(None, RDF.type)}
if not {"Dataset", "DataDownload"} <= kinds:
    problems.append(f"it describes {', '.join(sorted(kinds)) or 'nothing'}")
answer("soso", f"{plural(len(described), 'statement')}", problems)
