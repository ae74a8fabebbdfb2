"""From bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.text.encoding import MAX_BYTES, decode, is_binary
from tests.replica import corpus

ARABIC_8_BIT = "windows-1256"
LATIN_8_BIT = "windows-1252"


def _page(story: corpus.Story, declared: str | None) -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    paragraphs = "".join(f"<p>{paragraph}</p>\n" for paragraph in story.paragraphs)
    return (
        f"<!DOCTYPE html><html><head>{meta}<title>{story.headline}</title></head>"
        f"<body>{paragraphs}</body></html>"
    )


def _fits(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


ARABIC = [s for s in corpus.stories() if s.language == "ar" and _fits(_page(s, None), "cp1256")]
LATIN = [
    s
    for s in corpus.stories()
    if s.language in ("fr", "es")
    and _fits(_page(s, None), "cp1252")
    and not _page(s, None).isascii()
]


def test_there_are_stories_to_encode():
    assert len(ARABIC) > 10
    assert len(LATIN) > 10


@pytest.mark.parametrize(
    ("stories", "charset", "declared"),
    [
        (ARABIC, "cp1256", ARABIC_8_BIT),
        (ARABIC, "cp1256", None),
        (ARABIC, "cp1256", "utf-8"),
        (ARABIC, "cp1256", "windows-1252"),
        (ARABIC, "cp1256", "iso-8859-1"),
        (ARABIC, "cp1256", "iso-8859-6"),
        (ARABIC, "cp1256", "us-ascii"),
        (ARABIC, "cp1256", "utf-16"),
        (ARABIC, "cp1256", "x-nonsense"),
        (LATIN, "cp1252", LATIN_8_BIT),
        (LATIN, "cp1252", "iso-8859-1"),
        (LATIN, "cp1252", None),
        (LATIN, "cp1252", "utf-8"),
        (LATIN, "cp1252", "windows-1256"),
        (LATIN, "cp1252", "us-ascii"),
        (LATIN, "cp1252", "utf-16"),
        (LATIN, "cp1252", "x-nonsense"),
        (corpus.stories(), "utf-8", "utf-8"),
        (corpus.stories(), "utf-8", None),
        (corpus.stories(), "utf-8", "windows-1256"),
        (corpus.stories(), "utf-8", "windows-1252"),
        (corpus.stories(), "utf-8", "iso-8859-6"),
    ],
    ids=lambda value: str(value) if not isinstance(value, (list, tuple)) else "",
)
@pytest.mark.parametrize("where", ["meta", "header", "plain text"])
def test_the_corpus_comes_back_equal(stories, charset: str, declared: str | None, where: str):
    for story in stories:
        page = _page(story, declared if where == "meta" else None)
        if where == "plain text":
            page = "\n".join((story.headline, *story.paragraphs))
        header = None if where == "meta" or declared is None else f"text/html; charset={declared}"
        found = decode(page.encode(charset), header)
        assert found.text == page, story.id
        if declared == "x-nonsense":
            assert set(found.warnings) in ({"encoding_guessed"}, {"encoding_mismatch"}), story.id
            continue
        if page.isascii() or (declared is not None and _same(declared, charset)):
            expected: set[str] = set()
        elif declared is None:
            expected = set() if charset == "utf-8" else {"encoding_guessed"}
        elif page.encode(charset).decode(declared, "replace") == page:
            expected = (
                set()
            )  # the letters it has are the same in both: nothing contradicts the declaration
        else:
            expected = {"encoding_mismatch"}
        assert set(found.warnings) == expected, story.id


def _same(declared: str, charset: str) -> bool:
    # The web takes ISO 8859-1 and ASCII for windows-1252 (WHATWG encoding standard).
    declared = {"iso-8859-1": "cp1252", "us-ascii": "cp1252"}.get(declared, declared)
    return codecs.lookup(declared).name == codecs.lookup(charset).name


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("declared", [None, "windows-1256", "utf-8"])
def test_a_byte_order_mark_settles_it(charset: str, declared: str | None):
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(charset, b"")
    for story in corpus.stories():
        page = _page(story, declared)
        found = decode(
            mark + page.encode(charset), f"text/html; charset={declared}" if declared else None
        )
        assert found.text == page, story.id
        assert "bytes_unreadable" not in found.warnings


@pytest.mark.parametrize("charset", ["cp1256", "cp1252"])
@pytest.mark.parametrize("is_declared", [True, False])
def test_a_mark_that_an_included_file_brought_does_not_make_a_page_utf_8(
    charset: str, is_declared: bool
):
    for story in ARABIC if charset == "cp1256" else LATIN:
        page = _page(story, charset.replace("cp", "windows-") if is_declared else None)
        found = decode(codecs.BOM_UTF8 + page.encode(charset))
        assert found.text == page, story.id
        assert "encoding_mismatch" in found.warnings
        assert "bytes_unreadable" not in found.warnings


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", [None, "utf-16", "UTF-16LE", "utf-8"])
def test_utf_16_needs_no_byte_order_mark(charset: str, declared: str | None):
    for story in corpus.stories():
        page = _page(story, None)
        found = decode(page.encode(charset), f"text/html; charset={declared}" if declared else None)
        assert (found.text, found.encoding) == (page, charset), story.id
        assert ("encoding_guessed" in found.warnings) == (declared in (None, "utf-8"))
    headline = "افتتاح السوق الجديدة في المدينة العتيقة بعد عام من الأشغال"
    assert decode(headline.encode(charset), "text/plain; charset=utf-16").text == headline


def test_a_mark_of_utf_16_before_a_page_of_single_bytes_says_nothing():
    page = _page(LATIN[0], None)
    for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        assert decode(mark + page.encode()).text == page
        assert decode(mark + page.encode("cp1252")).text == page


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_runs_of_nul_bytes_are_padding_in_utf_16_too(charset: str):
    page = _page(ARABIC[0], None)
    content = page.encode(charset)
    for run in (4, 300, 5000):
        for padded in (content + b"\x00" * run, b"\x00" * run + content):
            found = decode(padded)
            assert (found.text.replace("\x00", ""), found.encoding) == (page, charset)


@pytest.mark.parametrize("place", ["start", "middle", "end"])
@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_runs_of_nul_bytes_are_padding(place: str, charset: str):
    page = _page(LATIN[0], charset).encode(charset)
    cut = {"start": 0, "middle": page.index(b"</p>") if b"</p>" in page else 200, "end": len(page)}[
        place
    ]
    for run in (4, 300, 5000, 70_000):
        found = decode(page[:cut] + b"\x00" * run + page[cut:])
        assert found.text.replace("\x00", "") == page.decode(charset)
        assert ("nul_bytes" in found.warnings) == (place == "middle")
    assert "binary" in decode(b"\x00" * 5000).warnings
    assert "binary" in decode(bytes(range(256)) * 20).warnings


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_page_cut_inside_a_character_is_read_to_there(cut: int):
    content = "Une page coupée 😀".encode()[:-cut]
    found = decode(content)
    assert found.encoding == "utf-8"
    assert found.text == "Une page coupée "


def test_a_damaged_utf_8_page_keeps_the_rest_and_says_so():
    text = "تراجعت أسعار القمح في السوق. " * 20
    content = text.encode() + b"\xd8" + text.encode()
    found = decode(content, "text/html; charset=utf-8")
    assert found.encoding == "utf-8"
    assert "bytes_unreadable" in found.warnings
    assert found.text.replace("\ufffd", "").startswith(text)
    assert text[30:] in found.text[len(text) :]
    assert found.text.count("\ufffd") >= 1


def test_replacement_characters_inside_are_the_sources_own():
    page = "<p>l\ufffdind\ufffdpendance</p>"
    found = decode(page.encode(), "text/html; charset=utf-8")
    assert (found.text, found.warnings) == (page, ())


# Names that a page may declare though no 8-bit text can be in them; some of them are Python codecs
# that are not even text.
ODD_NAMES = [
    *"hex base64 rot13 zlib bz2 uu quopri idna punycode undefined unicode_escape"
    " raw_unicode_escape".split(),
    *"utf-7 utf-16le utf-16be utf-32le utf-32 mbcs oem ebcdic-cp-be cp037 none null é - _".split(),
    "a" * 300,
]


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize("where", ["meta", "header"])
def test_an_odd_declaration_never_raises_and_does_not_win_over_the_bytes(name: str, where: str):
    story = LATIN[0]
    page = _page(story, None).replace(
        "<head>",
        f'<head><meta charset="{name}">' if where == "meta" and name.isascii() else "<head>",
    )
    found = decode(
        page.encode("cp1252"), f"text/html; charset={name}" if where == "header" else None
    )
    assert found.text == page


@given(
    st.binary(max_size=400),
    st.none()
    | st.text(max_size=40)
    | st.sampled_from(ODD_NAMES).map("text/html; charset={}".format),
)
@settings(deadline=None, max_examples=400)
def test_no_bytes_raise(content: bytes, content_type: str | None):
    found = decode(content, content_type)
    assert len(found.text) <= len(content)
    assert found.text.encode("utf-8").decode("utf-8") == found.text
    assert all(warning == str(warning) for warning in found.warnings)


MARKS = [
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xff\xfe\x00\x00",
    b"<meta charset=utf-16>",
    b"<?xml encoding='hex'?>",
]
BITS = [b"\xc7\xe1", b"\xe9", b" ", b"caf\xe9 ", b"\xd8\xa7", b"\xff", b"\x00", b"\x81", b"<p>"]


@given(st.sampled_from(MARKS), st.lists(st.sampled_from(BITS), max_size=60).map(b"".join))
@settings(deadline=None, max_examples=300)
def test_no_mixture_raises(head: bytes, rest: bytes):
    found = decode(head + rest)
    assert len(found.text) <= len(head + rest)
    assert decode(head + rest) == found


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"%PDF-1.7\n" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        b"\xff\xd8\xff\xe0" + bytes(range(256)),
        bytes(range(32)) * 40,
    ],
)
def test_binary_is_no_text(content: bytes):
    assert is_binary(content)
    found = decode(content)
    assert found.text == ""
    assert "binary" in found.warnings


def test_nothing_is_nothing():
    assert decode(b"").text == ""
    assert not is_binary(b"")


def test_a_capture_beyond_the_limit_is_read_up_to_it():
    found = decode(b"a" * (MAX_BYTES + 10))
    assert len(found.text) == MAX_BYTES
    assert "too_long" in found.warnings
