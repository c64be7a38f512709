import sys
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from azturk_data.pages import UnreadablePageError, text_of, whole_text_of

PARAGRAPHS = [
    "Ministers of Norrland and Südermark met on Monday in the old town hall of Hamn, as they do every year.",
    "“We are brothers,” Yaşar Çelik said – and İlham Öğüt, who sat beside him, nodded. It was their 13th meeting.",
    "Fish was served to the guests by sailors of both fleets, who had caught it … that very morning, off Hamn.",
]
HEAD = (
    "<title>Two ministers meet</title><script>var advert = '<p>Buy a boat</p>';</script><style>p {color: red}</style>"
)
MENU = "<nav><ul><li><a href='/'>Home page</a></li><li><a href='/shop'>Shop</a></li></ul></nav>"
COMMENTS = "<section id='comments'><h2>Comments</h2><p class='comment'>Boats are too expensive.</p></section>"
FOOT = "<footer>All rights reserved by The Wire.</footer>"


def page(head="", paragraphs=PARAGRAPHS):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    main = f"{MENU}<article>{body}</article>{COMMENTS}{FOOT}"
    return f"<!DOCTYPE html><html><head>{head}{HEAD}</head><body>{main}</body></html>"


def test_plain_text_stays_as_it_is():
    text = "\n One <…> & two.\r\n\r\n\tThree\u00a0– “four”. \n"
    assert text_of(text.encode()) == text_of(text.encode(), "text/plain") == whole_text_of(text.encode()) == text
    assert text_of(b"") == text_of(b"", "text/plain") == ""
    assert text_of(b"<p>a</p>", "text/plain; charset=utf-8") == "<p>a</p>"
    assert text_of(b"\xef\xbb\xbftext") == "text"


@pytest.mark.parametrize("content_type", [None, "text/html", "TEXT/HTML; charset=utf-8", "application/octet-stream"])
def test_of_html_the_main_text(content_type):
    assert text_of(page().encode(), content_type) == "\n".join(PARAGRAPHS)


def test_all_of_the_text_of_html():
    text = whole_text_of(page().encode())
    places = [text.index(piece) for piece in ["Home page", *PARAGRAPHS, "Boats are too expensive.", "All rights"]]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"<p>Some words.</p>", "Some words."),
        (b"\n\n<div>Some words.</div> <div>And more.</div>", "Some words. And more."),
        (
            b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>Words.</p></body></html>",
            "Words.",
        ),
        (b"<html><body>Words.", "Words."),
        (
            b"<!-- saved --><html><body><p>Words &amp; wo&shy;rds&#160;here&hellip;</p></body></html>",
            "Words & words here…",
        ),
        (b"<html></html>", ""),
        (b"<script>words()</script>", ""),
        (b"<html><body><div class='comments'>Words of a reader.</div></body></html>", ""),
    ],
)
def test_pieces_of_html(raw, text):
    assert text_of(raw).split() == text.split()


@pytest.mark.parametrize(
    ("encoding", "head", "content_type"),
    [
        ("windows-1254", "<meta charset=windows-1254>", "text/html"),
        ("windows-1254", "<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-9'>", None),
        ("windows-1254", "", "text/html; charset=iso-8859-9"),
        ("windows-1254", "", "text/html"),
        ("windows-1254", "<meta charset=utf-8>", "text/html; charset=utf-8"),
        ("windows-1254", "<meta charset=base64>", "text/html; charset=unicode_escape"),
        ("utf-8", "<meta charset=iso-8859-1>", "text/html; charset=iso-8859-1"),
        ("utf-16", "", "text/html"),
        ("utf-8-sig", "<meta charset=windows-1254>", None),
    ],
)
def test_encodings_of_html(encoding, head, content_type):
    assert text_of(page(head).encode(encoding), content_type) == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("encoding", ["windows-1254", "utf-16", "utf-8-sig", "utf-32"])
def test_encodings_of_plain_text(encoding):
    text = "\n\n".join(PARAGRAPHS)
    assert text_of(text.encode(encoding)) == text


def test_other_alphabets():
    russian = "Министры двух стран встретились в понедельник и подписали соглашение о рыбе. " * 3
    assert text_of(russian.encode("windows-1251")) == russian
    assert text_of(russian.encode("koi8-r"), "text/plain; charset=koi8-r") == russian


def test_a_few_broken_characters_cost_no_more_than_themselves():
    raw = "\n".join(PARAGRAPHS).encode() + b"\xe2\x80"
    assert text_of(raw, "text/plain; charset=utf-8") == "\n".join(PARAGRAPHS) + "\ufffd"


def archive(inner_type, encoding, body):
    return (
        "From: <Saved by a browser>\r\nSubject: A page\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="cut"\r\n\r\n'
        f"--cut\r\nContent-Type: {inner_type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n--cut--\r\n"
    ).encode("latin-1")


def test_a_page_saved_as_a_single_file():
    raw = archive(
        "text/html", "quoted-printable", "<html><body><p>Yas=CC=A7ar =E2=80=A6 said=\r\n so.</p></body></html>"
    )
    assert text_of(raw) == text_of(raw, "multipart/related; boundary=cut") == "Yaşar … said so."
    with pytest.raises(UnreadablePageError, match=r"^the saved page \(MHTML\) contains no HTML$"):
        text_of(archive("image/png", "base64", "iVBORw0KGgo="))


@pytest.mark.parametrize(
    ("raw", "content_type", "message"),
    [
        (b"%PDF-1.7 ...", None, "the page is a PDF document; only plain text and HTML can be read"),
        (b"\x1f\x8b\x08...", "text/html", "the page is compressed with gzip; only plain text and HTML can be read"),
        (b"\x89PNG\r\n", "", "the page is a picture; only plain text and HTML can be read"),
        (b"words", "application/pdf", "the page is of type application/pdf; only plain text and HTML can be read"),
        (b"a\0b", None, "the page is neither plain text nor HTML: it contains zero bytes"),
    ],
)
def test_what_is_no_page(raw, content_type, message):
    for read in (text_of, whole_text_of):
        with pytest.raises(UnreadablePageError) as raised:
            read(raw, content_type)
        assert str(raised.value) == message


def test_what_the_parser_trips_over_is_an_unreadable_page(monkeypatch):
    def trip(*_, **__):
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.extract", trip)
    with pytest.raises(UnreadablePageError, match=r"^the page's HTML cannot be read \(RecursionError: too deep\)$"):
        text_of(page().encode())


def test_without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert text_of("Söme wörds.".encode()) == "Söme wörds."
    with pytest.raises(ModuleNotFoundError) as raised:
        text_of(b"<p>Words.</p>")
    assert raised.value.name == "trafilatura"


names = st.sampled_from(
    ["p", "div", "span", "a", "b", "br", "table", "tr", "td", "ul", "li", "h1", "html", "head", "body", "title", "meta"]
) | st.sampled_from(
    ["script", "style", "article", "svg", "math", "template", "select", "form", "pre", "!doctype", "?xml", "![CDATA["]
)
attributes = st.sampled_from(
    ["", " id=comments", " href='&#xd800;'", " charset=base64", " charset=utf-16", " encoding='utf-32'", " '", '="']
)
pieces = st.one_of(
    st.builds("<{}{}>".format, names, attributes),
    st.builds("</{}>".format, names),
    st.text(max_size=20),
    st.sampled_from(["&#xd800;", "&#0;", "&#x110000;", "&nbsp;", "<!--", "-->", "]]>", "\0", "\x0b", "<", "&"]),
)
starts = st.sampled_from(
    [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"<!DOCTYPE html>",
        b"From: x\nContent-Type: multipart/related; boundary=x\n\n--x\n",
    ]
)
encodings = st.sampled_from(["utf-8", "utf-16", "utf-32", "windows-1254", "utf-16-le", "shift_jis", "utf-7"])
html = st.builds(
    lambda start, parts, encoding: start + "".join(parts).encode(encoding, "replace"),
    starts,
    st.lists(pieces, max_size=30),
    encodings,
)
charsets = st.sampled_from(["", "idna", "undefined", "rot13", "utf-16", "unicode_escape", "utf-9", '"'])
types = st.sampled_from(["multipart/related", "application/pdf", "application/octet-stream"]) | st.builds(
    "{}; charset={}".format, st.sampled_from(["text/html", "text/plain", "TEXT/X"]), charsets
)


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=300) | html, st.none() | types | st.text(max_size=30))
@example(b"\\\x80", "text/html; charset=unicode_escape")
@example(b"<div>" * 5000 + b"\xff", None)
def test_fuzzing_gives_a_text_or_the_documented_error(raw, content_type):
    for read in (text_of, whole_text_of):
        with suppress(UnreadablePageError):
            text = read(raw, content_type)
            assert text.encode("utf-8").decode("utf-8") == text
