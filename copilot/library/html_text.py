"""The story of a web page: its main text without menus, scripts and what is hidden, and what its metadata state."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree, html

from copilot.library.pages import PageProblem

MOST_CHARS = 2_000_000
_NEVER_SHOWN = (
    "//script[not(@type='application/ld+json')] | //style | //template | //noscript | //iframe | //object | //svg | //comment()"
)
_HIDDEN = "//*[@hidden or @aria-hidden='true' or @type='hidden']"
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_MOST_CSS_CHARS = 300_000
_HIDES = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d]))", re.I
)
_SIMPLE = re.compile(r"(?:[\w-]+\s+)*(?P<tag>[a-z][a-z0-9]{0,9})?(?P<kind>[.#])(?P<name>[A-Za-z_][\w-]{0,80})")
_DATE_NAMES = ("article:published_time", "og:published_time", "date", "dc.date", "dcterms.created", "dc.date.issued", "pubdate",
               "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "datepublished")  # fmt: skip
_PUBLISHER_NAMES = ("og:site_name", "application-name", "dc.publisher")


def html_text(data: bytes) -> tuple[str, dict[str, str]]:
    """The main text and the fields that the page states; a date only as the metadata give it, never one guessed from the text.

    Raises PageProblem where no main text is found.
    """
    try:
        tree = html.fromstring(_decoded(data), parser=html.HTMLParser(huge_tree=False, no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise PageProblem("that cannot be parsed") from None
    fields = _fields(tree)
    hidden_by_style = (element for element in tree.xpath("//*[@style]") if _HIDES.search(element.get("style")))
    for element in [*_hidden_by_rules(tree), *tree.xpath(_NEVER_SHOWN), *tree.xpath(_HIDDEN), *hidden_by_style]:
        if element.getparent() is not None:
            element.drop_tree()
    text = trafilatura.extract(
        html.tostring(tree, encoding="unicode"),
        output_format="txt",
        include_comments=False,
        include_tables=True,
        include_links=False,
        include_images=False,
        favor_precision=True,
        with_metadata=False,
        deduplicate=False,
    )
    if not text:
        raise PageProblem("in which no article was found")
    if len(text) > MOST_CHARS:
        raise PageProblem(f"of more than {MOST_CHARS:,} characters")
    return _paragraphs(text), fields


def _paragraphs(text: str) -> str:
    """A line is a paragraph, apart from the next by an empty line; the rows of a table and the items of a list stay together.

    >>> _paragraphs("Tin rose.\\nZinc fell.\\n| a | b |\\n| 1 | 2 |")
    'Tin rose.\\n\\nZinc fell.\\n\\n| a | b |\\n| 1 | 2 |'
    """
    told = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        goes_on = line[:1] in "|-" and told.rpartition("\n")[2][:1] == line[:1]
        told += ("" if not told else "\n" if goes_on else "\n\n") + line
    return told


def _hidden_by_rules(tree: Any) -> Iterator[Any]:
    """The elements that a style of the page itself hides by a class or an id; what a style sheet elsewhere hides is not known."""
    for style in tree.iterfind(".//style"):
        for selectors, declarations in _RULE.findall(_CSS_COMMENT.sub("", (style.text or "")[:_MOST_CSS_CHARS])):
            if not _HIDES.search(declarations):
                continue
            for match in filter(None, map(_SIMPLE.fullmatch, map(str.strip, selectors.split(",")))):
                kind, name = match["kind"], match["name"]
                held = f"contains(concat(' ', @class, ' '), ' {name} ')" if kind == "." else f"@id = '{name}'"
                yield from tree.xpath(f"//{match['tag'] or '*'}[{held}]")


def _decoded(data: bytes) -> str:
    """By its mark or the character set that it declares, else UTF-8, else Windows-1252. An XML declaration goes."""
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]{2,20})", data[:4000], re.I)
    names = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig"]
    if declared is not None:
        names.insert(0, declared[1].decode("ascii"))
    for name in (*names, "cp1252"):
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            return re.sub(r"^\s*<\?xml[^>]*>", "", data.decode(name).lstrip("\ufeff"))
    return data.decode("latin-1")


def _fields(tree: Any) -> dict[str, str]:
    """Title, publisher, author, day and address, by metadata: tags first, then the linked data of the page."""
    tags: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        if name and (content := (element.get("content") or "").strip()):
            tags.setdefault(name, content)
    linked = {key: value for block in _linked(tree) for key, value in reversed(block.items())}
    canonical = tree.xpath("string(//link[@rel='canonical']/@href)")
    found = {
        "title": tags.get("og:title") or tree.xpath("string(//h1)") or tree.xpath("string(//title)"),
        "publisher": next((tags[name] for name in _PUBLISHER_NAMES if name in tags), "") or _name(linked.get("publisher")),
        "author": tags.get("author", "") or _name(linked.get("author")),
        "published": next((tags[name] for name in _DATE_NAMES if name in tags), "") or _text(linked.get("datePublished")),
        "url": tags.get("og:url", "") or canonical,
    }
    return {name: re.sub(r"\s+", " ", str(value)).strip() for name, value in found.items() if value}


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD scripts that describe an article."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            block = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        graph = block.get("@graph", [block]) if isinstance(block, dict) else block
        yield from (item for item in graph if isinstance(item, dict) and "datePublished" in item)


def _name(value: Any) -> str:
    one = value[0] if isinstance(value, list) and value else value
    return _text(one.get("name")) if isinstance(one, dict) else _text(one)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
