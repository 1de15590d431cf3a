"""Reads what stands around an article: front matter, labelled lines, byline, dateline. Found fields and the spans they take.

Only the head is read: the lines before the first paragraph of the story. A field that is not stated stays None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from copilot.calendar_words import month_pattern
from copilot.library.dating import find_date
from copilot.types import Span

_HEAD_LINES = 40
_PARAGRAPH_CHARS = 240  # a line this long is a paragraph, unless it is labelled
_LABELS_OF = {
    "publisher": """
        source, publisher, publication, outlet""",
    "published": """
        published, published on, published at, date, dated, publication date, date published, posted, posted on, report date,
        analysis date, issue date, report generated, generated on, generated, issued, prepared on, date of publication,
        release date, filed""",
    "updated": """
        updated, last updated, modified""",
    "author": """
        author, authors, by, written by, prepared by, analyst, analysts, byline""",
    "url": """
        url, link, canonical""",
    "title": """
        title, headline""",
    "other": """
        region, topics, topic, tags, tickers, ticker, reporting period, analysis period, covering period, period, report type,
        symbols, category, section, prepared for, type, keywords""",
}
_LABELS = {" ".join(label.split()): kind for kind, labels in _LABELS_OF.items() for label in labels.split(",")}
_NAMES = "|".join(sorted((re.escape(label) for label in _LABELS), key=len, reverse=True))
_GLUED = "|".join(sorted((label.capitalize() for label in _LABELS if len(label) > 3), key=len, reverse=True))
_LABEL = re.compile(rf"(?P<label>(?<![A-Za-z])(?i:{_NAMES})|(?<=[a-z])(?:{_GLUED}))\s*:[ \t]*")
_BY = re.compile(r"^(?:[*_]*)by[ ]+(?P<name>[A-Z][^|\n,]{2,60}(?:,\s*(?:CFA|CPA|PhD|MBA|CMT))?)", re.I)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z .,'’/-]{2,40}?)(?:,\s+[A-Z][\w. ]{1,20}?)?,?\s+"
    r"(?P<date>(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s+\d{4})?)?)\s*"
    r"\((?P<agency>[A-Z][^()\d]{1,40})\)\s*[-–—:]+\s"
)
_PLAIN_DATELINE = re.compile(  # without an agency it must give a place, a whole date and a dash: "LONDON, 3 June 2025 – "
    r"^(?:[A-Z][\w.'’/-]{1,20}\s?){1,3}(?:,\s+[A-Z][\w.]{1,20})?,\s+"
    r"(?P<date>[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4})\s+[-–—]+\s"
)
_HOUSE_WORD = re.compile(
    r"\b(?:News|Times|Post|Journal|Wire|Press|Digest|Research|Capital|Securities|Partners|Advisors|Weekly|Daily|Review|Desk|Media"
    r"|Reuters|Bloomberg|CNBC|Barron[’']s|Forbes|Fortune|MarketWatch|Morningstar|Economist|AP|AFP|Benzinga|Investing)\b"
    r"|\.(?:com|org|net|co\.uk)\b"
)
_ALONE = re.compile(r"Reuters|Bloomberg|CNBC|Barron[’']s|Forbes|Fortune|MarketWatch|Morningstar|AP|AFP|Benzinga|\S+\.\w+")
_BY_WORD = re.compile(r"^[*_]*by\s+", re.I)
_ROLE = re.compile(  # who writes, and not for whom; "The Economist" is a house, a chief economist none
    r"\b(?:analyst|strategist|(?<!the )economist|editor|reporter|correspondent|columnist|writer|contributor|staff|head|chief"
    r"|director|manager|president|officer|fellow|professor|author)s?\b",
    re.I,
)
_COMMA = re.compile(r"\s*[,()–—/]\s*")  # what parts a writer's name, role and house
_OF_HOUSE = re.compile(r"\s+(?:of|for|at|with)\s+")
_HOUSE_OF = re.compile(r"\b(?:Bank|Reserve|Institute|Council|University|School|Center|Centre|Board|Department)\b")  # "Bank of …"
_LENT_BY = re.compile(r"(?:[Ww]ith|[Ss]pecial\s+(?:to|for))\s+")  # before the house: "By Jane Doe, Special to The Quayside Post"
_SURNAMED = re.compile(r"(?!The\b)[A-Z][\w'’-]+\s+(?:Post|Press|Fortune|Forbes)")  # "Emily Post" may be a second writer
_FULL_NAME = re.compile(r"(?:[Tt]he\s+)?[A-Z]\S*(?:\s+(?:[A-Z]\S*|&|and|of|the))*|\S+\.(?:com|org|net|co\.uk)")
_CREDITED = re.compile(r"[*_]*(?:[Bb]y|BY)\s+(?!(?:The|A)\b)[A-Z]")  # a headline may go on "by the barrel"
# Beside a date: it tells of a span or an event, not of publication; and words that say nothing.
_PERIOD_WORD = re.compile(
    r"\b(?:(?:week|month|quarter|year|period|ended|ending|through|until|reporting|covering|deadline|expires?|due|meeting|call"
    rf"|release)[a-z]*|{month_pattern()})\b",
    re.I,
)
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
_DATE_WORD = re.compile(rf"\b(?:first|last|filed|posted|updated|published|on|at|the|{_WEEKDAY})\b", re.I)
# A note that comes out again and again is told by its kind and its day, "Market Analysis - November 9, 2025". No other word may
# stand in such a title: "Fed outlook" and "SVB collapse analysis" are of a day that need not be that of the note.
_ISSUE_KINDS = """
    analysis analyses brief briefing bulletin commentary developments diary digest edition insights letter memo monitor
    newsletter note notes outlook recap report review roundup round-up score scorecard strategy summary update wrap
    wrap-up wrapup
"""
_ISSUE_FIELDS = """
    bond bonds cap closing commodities commodity corporate credit crypto currencies currency daily desk earnings economic
    economy energy equities equity etf european evening events fixed forex fund funds fx global income international
    intraday investment investor large macro market markets mid midday morning news opening rates research sector
    sentiment small stock stocks trading treasury u.s uk us world the and &
"""
_ISSUE = re.compile(
    rf"(?:(?:{'|'.join(map(re.escape, f'{_ISSUE_KINDS} {_ISSUE_FIELDS}'.split()))})[\s-]+|[&]\s)*"
    rf"(?:{'|'.join(map(re.escape, _ISSUE_KINDS.split()))})(?:\s*[-–—|:,·]\s+|\s*\(|\s+)(?:(?:{_WEEKDAY}),?\s+)?",
    re.I,
)
_LATER = timedelta(days=60)  # a text that names a day so much later than its title was not written then
_OF_A_PICTURE = re.compile(  # or of data
    r"^\W*(?:(?:photo(?:graph)?|image|picture|chart|graphic)s?\b|credits?\s*:)|\bas (?:of|at)\b", re.I
)
_NAMED = re.compile(r"\b(?i:by)\s+(?:[A-Z][\w.'’-]*\s*){1,4}")  # a person may be called June
_PLACES = re.compile(
    r"(?:North|South|Latin|Central) America|United States|USA|US|Americas|Europe|EMEA|Asia(?:[- ]Pacific)?|APAC|Africa"
    r"|Middle East|Global|World|United Kingdom|UK|Canada|China|Japan|India|Germany|France|Australia"
)


@dataclass(slots=True)
class Header:
    """What the head says. `lines` are the spans of the lines that hold nothing but header."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: datetime | None = None
    unclear_date: str | None = None  # a date that could be two days, as written
    lines: list[Span] = field(default_factory=list)


def read_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields of a leading "---" block by lower-case name, and the text behind it. Plain `name: value` lines only.

    >>> read_front_matter("---\\ntitle: \\"Rates: a primer\\"\\n---\\nBody")
    ({'title': 'Rates: a primer'}, 'Body')
    """
    match = re.match(r"---[ \t]*\n(?P<block>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.S)
    lines = match.group("block").split("\n") if match else []
    if not match or not any(re.match(r"\w[\w -]*:", line) for line in lines):
        return {}, text
    fields: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon and re.fullmatch(r"\w[\w -]*", name):
            fields.setdefault(name.strip().lower(), value.strip().strip("\"'").strip())
    return fields, text[match.end() :].lstrip("\n")


def header_from_fields(fields: dict[str, str]) -> Header:
    """The header that front matter states."""
    header = Header()
    for name, value in fields.items():
        if value and name in _LABELS:
            _take(header, _LABELS[name], value, hints=fields.get("region", ""))
    return header


def read_header(text: str, header: Header) -> Header:
    """Completes `header` from the head of a normalised text; what front matter states stands."""
    head = _head(text)
    hints = "\n".join(text[start:end] for start, end in head)
    header.title = header.title or _title(text, head)
    credits: set[Span] = set()
    issued = ""
    for start, end in head:
        line = text[start:end]
        plain = line.lstrip("#").strip()
        if plain == header.title or _PLACES.fullmatch(plain):
            header.lines.append((start, end))
            if _is_only_date(plain):  # "December 18, 2025" above the story, behind a byline or before one
                _byline(header, plain, hints)
                credits.add((start, end))
            else:
                issued = issued or plain
        elif _labelled(header, line, hints) or _byline(header, plain if _is_credit(plain) else line, hints):
            header.lines.append((start, end))
            credits.add((start, end))
        else:
            _dateline(header, line, hints)
    if header.published is None and header.unclear_date is None:
        _dated_by_title(header, issued, text, hints)
    if header.publisher is None:
        _bare_publisher(text, header, head, credits)
    header.lines.extend(_between(text, head, header.lines, credits))
    return header


def _head(text: str) -> list[Span]:
    """The non-empty lines before the story: up to the first long line that is no label, or _HEAD_LINES."""
    lines: list[Span] = []
    for match in re.finditer(r"[^\n]+", text):
        lines.append(match.span())
        is_story = len(match.group()) > _PARAGRAPH_CHARS or (
            len(match.group()) > 120 and re.search(r"[.!?][\"”’]?$", match.group())
        )
        if len(lines) >= _HEAD_LINES or (is_story and len(lines) > 1 and not re.match(r"about us\b", match.group(), re.I)):
            break
    return lines


def _title(text: str, head: list[Span]) -> str | None:
    lines = [text[start:end] for start, end in head]
    for line in lines:
        label = _LABEL.match(line)
        if label and _LABELS[label.group("label").lower()] == "title" and (stated := line[label.end() :].strip()):
            return stated
    for line in lines:
        if (heading := re.match(r"#\s+(.+)", line)) and not _is_credit(line):
            return heading.group(1).strip()
    dated = None
    for line in lines:
        if line.startswith(("-", "|", "•")) or _LABEL.match(line) or _BY.match(line) or _PLACES.fullmatch(line) or " > " in line:
            continue
        if _is_only_date(line):  # between the byline and the headline, or above both
            dated = dated or line
            continue
        if _is_credit(line):  # "Rates Desk | By Jane Doe | 3 June 2025" above the headline; else what it opens with is one
            dated = dated or _parts(line)[0]
            continue
        if dated is not None and re.search(r"[.!?][\"”’]?$", line):
            return dated  # behind the day the story begins
        return line.lstrip("# ").strip() if len(line) <= 200 else dated
    return dated


def _labelled(header: Header, line: str, hints: str) -> bool:
    """Takes every `Label: value` of a line, glued ones too ("Source: Example.comPublished: …"). Whether the line is one."""
    found = list(_LABEL.finditer(line))
    if not found or found[0].start() > 0 or len(line) > _PARAGRAPH_CHARS:
        return False
    ends = [*(match.start() for match in found[1:]), len(line)]
    if _LABELS[found[0].group("label").lower()] in {"title", "other"}:
        ends = [len(line)]
    for match, end in zip(found, ends, strict=False):
        value = line[match.end() : end].strip(" |,;·•-–—\t")
        _take(header, _LABELS[match.group("label").lower()], value, hints=hints)
    return True


def _take(header: Header, name: str, value: str, *, hints: str) -> None:
    if not value:
        return
    if name == "published":
        _take_date(header, value, hints)
    elif name == "author":
        header.author = header.author or re.sub(r"^by\s+", "", value, flags=re.I)
    elif name in {"title", "publisher", "url"} and getattr(header, name) is None:
        setattr(header, name, value)


def _take_date(header: Header, value: str, hints: str) -> bool:
    found = find_date(value, hints=hints)
    if found is None or header.published is not None:
        return found is not None
    header.published = found.moment
    header.unclear_date = None if found.moment else found.text
    return True


def _byline(header: Header, line: str, hints: str) -> bool:
    """ "By Jane Doe | December 4, 2024", "Example Wire | By Jane Doe | …", a bare date line. Whether the line is one."""
    if len(line) > 160 or re.search(r"[a-z]{2}\.$", line) or line.startswith(("-", "•", "#", "|")) or _OF_A_PICTURE.search(line):
        return False
    parts = _parts(line)
    authors = [match for part in parts if (match := _BY.match(part))]
    found = find_date(line, hints=hints)
    if found and not _is_date_line(line[: found.start], line[found.end :], parts):
        found = None
    if not authors and found is None:
        return False
    if authors:
        header.author = header.author or _without_house(authors[0].group("name").strip(" *_"))
    if found:
        _take_date(header, line, hints)
    header.publisher = header.publisher or _house_beside(header.title, parts)
    return True


def _parts(line: str) -> list[str]:
    return [part.strip(" *_#") for part in re.split(r"\s+[|·•]\s+", line)]


def _is_credit(line: str) -> bool:
    """Whether a line of several parts tells who wrote the article, or a house and a day."""
    first, *others = _parts(line)
    if any(_BY.match(part) and _CREDITED.match(part) for part in others):
        return True
    return bool(others) and _is_house(first) and any(_is_only_date(part) for part in others)


def _is_house(words: str) -> bool:
    return (
        len(words.split()) <= 6
        and _HOUSE_WORD.search(words) is not None
        and not re.search(r"\d", words)
        and not _ROLE.search(words)
    )


def _house_beside(title: str | None, parts: list[str]) -> str | None:
    """The house that a byline names: before it, "Example Wire | By Jane Doe", or behind it, "By Jane Doe, Example Wire"."""
    if len(parts) > 1 and not re.search(r":|\d", parts[0]) and not _BY.match(parts[0]) and parts[0] != title:
        return parts[0]
    written = [words for part in parts if _BY.match(part) for words in _beside_author(part)]
    behind = [part for part in parts[1:] if len(part.split()) > 1 or _ALONE.fullmatch(part)]  # "Investing" is a section
    return next((words.strip(" .") for words in (*written, *behind) if _is_house_beside(words)), None)


def _is_house_beside(words: str) -> bool:
    """Whether what stands behind a writer is a house, and not a second writer or what the writer covers."""
    words = words.strip(" .")
    return _is_house(words) and _FULL_NAME.fullmatch(words) is not None and not _SURNAMED.fullmatch(words)


def _beside_author(written: str) -> list[str]:
    """What stands behind a writer's name: "Example Wire" of "By Jane Doe of Example Wire" or "By Jane Doe, Example Wire"."""
    name, *others = _COMMA.split(written)
    return [*_of_house(name)[1:], *(_LENT_BY.sub("", words, count=1) for words in others)]


def _of_house(name: str) -> list[str]:
    """The writer and the house of "Jane Doe of Example Wire"; "Bank of Example Research" is one."""
    writer, *houses = _OF_HOUSE.split(name)
    named = re.findall(r"\b[A-Z][\w.'’-]+", _BY_WORD.sub("", writer))
    return [writer, *houses] if len(named) > 1 and not _HOUSE_OF.search(writer) else [name]


def _without_house(author: str) -> str:
    """ "Jane Doe" of "Jane Doe of Example Wire"."""
    return _of_house(_COMMA.split(author)[0])[0] if any(map(_is_house_beside, _beside_author(author))) else author


def _is_date_line(before: str, after: str, parts: list[str]) -> bool:
    """Whether what stands around a date leaves it the date of the article, and not of a week, a period or an event."""
    rest = f"{before} {after}"
    if _PERIOD_WORD.search(_NAMED.sub(" ", rest)):
        return False
    words = re.sub(r"[\W_]+", " ", _DATE_WORD.sub(" ", rest))
    return not words.strip() or len(parts) > 1 or any(_BY.match(part) for part in parts) or bool(_HOUSE_WORD.search(rest))


def _dated_by_title(header: Header, title: str, text: str, hints: str) -> None:
    """Takes the day of a first line that is a dateline with its sentence, or a kind of note and, at its end, its day."""
    if re.search(r"[.!?][\"”’]?$", title) and _dateline(header, title, hints):
        return
    found = find_date(title)
    if found is None or found.moment is None or title[found.end :].strip(" ).*_") or not _ISSUE.fullmatch(title[: found.start]):
        return
    if not any(day.moment and day.moment > found.moment + _LATER for day in map(find_date, text.split("\n")) if day):
        _take_date(header, title, hints)


def _is_only_date(line: str) -> bool:
    """Whether a line is a date, with or without its weekday, clock and author."""
    found = find_date(line)
    rest = _NAMED.sub(" ", _DATE_WORD.sub(" ", f"{line[: found.start]} {line[found.end :]}")) if found else line
    return not re.sub(r"[\W_]+", "", rest)


def _dateline(header: Header, line: str, hints: str) -> bool:
    """ "NEW YORK, Dec 4 (Example Wire) - …": the agency, and the date where it has a year. Whether a line begins so."""
    match = _DATELINE.match(line) or _PLAIN_DATELINE.match(line)
    if match is None:
        return False
    if match.re is _DATELINE:
        header.publisher = header.publisher or match.group("agency").strip()
    if header.published is None and find_date(match.group("date")):
        _take_date(header, match.group("date"), hints)
    return True


def _between(text: str, head: list[Span], taken: list[Span], credits: set[Span]) -> list[Span]:
    """Short lines without an end mark between header lines, above the last byline or date line: section, house, series."""
    last = max(credits, default=(0, 0))
    first = min(taken, default=last)
    inner = [span for span in head if first < span < last and span not in taken]
    return [span for span in inner if span[1] - span[0] <= 80 and not re.search(r"^[#•|-]|[.!?:;]$", text[slice(*span)])]


def _bare_publisher(text: str, header: Header, head: list[Span], credits: set[Span]) -> None:
    """A short line beside a byline or date line that names a house ("Example Research, Rates Desk") is the publisher."""
    for at, span in enumerate(head):
        line = text[span[0] : span[1]].strip(" *_")
        beside = {head[other] for other in (at - 1, at + 1) if 0 <= other < len(head)}
        is_name = len(line.split()) <= 7 and not re.search(r"[.!?:]$", line) and _HOUSE_WORD.search(line)
        if span not in header.lines and is_name and beside & credits:
            header.publisher = line
            header.lines.append(span)
            return
