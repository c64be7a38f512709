"""pyshacl: DCAT's description against the shapes beside this file; and every address leads to its file."""

import hashlib
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyshacl
from rdflib import Graph
from rdflib.namespace import DCTERMS, RDF, Namespace

from judgement import ROOT, answer, plural

DCAT, SPDX = Namespace("http://www.w3.org/ns/dcat#"), Namespace("http://spdx.org/rdf/terms#")
TERMS = frozenset(
    [
        "Dataset",
        "Distribution",
        "accessURL",
        "byteSize",
        "distribution",
        "downloadURL",
        "endDate",
        "keyword",
        "mediaType",
        "startDate",
        "version",
    ]
)
"""Those of DCAT that are used; rdflib knows the terms of DCAT 2 only."""

problems = []
path = ROOT / "metadata/dcat.jsonld"
described = Graph().parse(str(path), format="json-ld", publicID=path.resolve().as_uri())
shapes = Graph().parse(str(Path(__file__).with_suffix(".ttl")), format="turtle")
conforms, _, report = pyshacl.validate(described, shacl_graph=shapes, meta_shacl=True)
if not conforms:
    problems += [line.strip() for line in report.splitlines() if "Message:" in line]
for term in {*described.predicates(), *described.objects(None, RDF.type)}:
    if term.startswith(DCAT) and term.removeprefix(DCAT) not in TERMS:
        problems.append(f"DCAT has no {term}")
    if term.startswith(DCTERMS) and term not in DCTERMS:
        problems.append(f"Dublin Core has no {term}")
files = list(described.subject_objects(DCAT.downloadURL))
for distribution, address in files:
    file = Path(unquote(urlsplit(address).path))
    checksum = described.value(described.value(distribution, SPDX.checksum), SPDX.checksumValue)
    if not file.is_file():
        problems.append(f"{address} leads nowhere")
    elif hashlib.sha256(file.read_bytes()).hexdigest() != str(checksum):
        problems.append(f"{address} has another checksum")
if not files:
    problems.append("it names no files")
answer("pyshacl", f"{plural(len(described), 'statement')} and {plural(len(files), 'file')}", problems)
