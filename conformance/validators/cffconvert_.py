"""cffconvert: CITATION.cff against its schema, and as BibTeX."""

from cffconvert import Citation

from judgement import ROOT, answer

problems = []
try:
    citation = Citation((ROOT / "CITATION.cff").read_text("utf-8"))
    citation.validate()
    if "title = {" not in citation.as_bibtex():
        problems.append("no title in BibTeX")
except Exception as error:  # whatever it objects with
    problems.append(f"{type(error).__name__}: {str(error).splitlines()[0]}")
answer("cffconvert", "the citation", problems)
