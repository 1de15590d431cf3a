"""Which day of the head of a text is that of the article: a date line, a first dateline, an issue's title; no period, no event."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.library.test_reading import STORY, read, shown


@pytest.mark.parametrize(
    "head",
    [
        "By Jane Doe\nDecember 18, 2025",
        "December 18, 2025\nBy Jane Doe",
        "By Jane Doe\n\nThursday, December 18, 2025",
        "December 18, 2025 | By Jane Doe",
        "# December 18, 2025\n\nBy Jane Doe",
        "Small caps lead\nBy Jane Doe\nDecember 18, 2025",
        "Small caps lead\nDecember 18, 2025\nBy Jane Doe",
        "By Jane Doe\nSmall caps lead\nDecember 18, 2025",
    ],
)
def test_a_date_line_is_read_on_whichever_side_of_the_byline_it_stands(head: str, tmp_path: Path) -> None:
    article = read(tmp_path, f"{head}\n\nIJR closed at $123.00 today.\n", "note.md")
    assert article.author == "Jane Doe"
    assert article.published is not None and article.published.date() == date(2025, 12, 18)
    assert "IJR closed at $123.00 today." in shown(article)


@pytest.mark.parametrize(
    "head",
    [
        "by Ada Holm\n3 June 2025\nCopper slips as stocks build",
        "By Ada Holm\n\nTuesday, June 3, 2025\n\nCopper slips as stocks build\n",
        "3 June 2025\nby Ada Holm\nCopper slips as stocks build\n",
        "By Ada Holm\nPublished 3 June 2025, 4:15 pm\nCopper slips as stocks build\n",
    ],
)
def test_a_headline_below_the_byline_and_the_date_is_the_title(head: str, tmp_path: Path) -> None:
    article = read(tmp_path, f"{head}\nCopper lost 2.1% on Tuesday. Stocks in London grew for a fifth week.\n", "note.txt")
    assert (article.title, article.author) == ("Copper slips as stocks build", "Ada Holm")
    assert article.published is not None and article.published.date() == date(2025, 6, 3)


def test_a_text_that_begins_behind_its_date_has_the_date_for_a_title(tmp_path: Path) -> None:
    article = read(tmp_path, "By Ada Holm\n3 June 2025\n\nCopper lost 2.1% on Tuesday.\n", "note.txt")
    assert article.title == "3 June 2025" and "Copper lost 2.1% on Tuesday." in shown(article)


@pytest.mark.parametrize(
    "title",
    [
        "Desk note, December 18, 2025",
        "# Rates strategy - Thursday, December 18, 2025",
        "Morning briefing (18 December 2025)",
        "Evening Wrap | 2025-12-18",
        "Small-Cap Outlook: December 18, 2025",
        "Earnings & Corporate Events Analysis - December 18, 2025",
        "NEW YORK, Dec. 18, 2025 (Example Wire) - Small caps rose.",
    ],
)
def test_the_day_of_an_issue_or_of_a_first_dateline_is_the_day_of_the_article(title: str, tmp_path: Path) -> None:
    article = read(tmp_path, f"{title}\n\n{STORY}", "note.md")
    assert article.published is not None and article.published.date() == date(2025, 12, 18)


@pytest.mark.parametrize(
    "title",
    [
        "The week to December 18, 2025",
        "What the Fed said on December 18, 2025",
        "Weekly review, December 18, 2025",
        "Report for the quarter ended December 18, 2025",
        "The crash - October 19, 1987",
        "Desk note, December 18, 2025: what comes next",
        "A note on the meeting of December 18, 2025",
        "Market report 03/04/2025",
        # the day of what happened, or of what is to come
        "Lender collapse analysis - March 10, 2023",
        "The slide: a review of May 6, 2010",
        "Fed outlook - December 10, 2025",
        "Rates strategy for Wednesday, December 10, 2025",
        "Portfolio summary, December 31, 2024",
        "Berlin, November 9, 1989 - The day that moved the markets",
    ],
)
def test_a_title_that_tells_of_a_day_is_no_date_line(title: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"{title}\n\n{STORY}", "note.md").published is None


@pytest.mark.parametrize(
    "line",
    [
        "Week of November 26 - December 2, 2025",
        "## Week of November 26 – December 2, 2025",
        "Reporting Period: Quarter ended September 30, 2025",
        "Fiscal year ended September 30, 2025",
        "- Next meeting: December 10, 2025",
        "Deadline: December 10, 2025",
        "Earnings due December 10, 2025",
        "By Ann Lee for the months November and December 10, 2025",
    ],
)
def test_the_date_of_a_period_or_an_event_does_not_date_the_article(line: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"# Week in view\n\n{line}\n\n{STORY}", "note.md").published is None
    dated = read(tmp_path, f"# Week in view\n\n{line}\nAnalysis Date: November 25, 2025\n\n{STORY}", "note.md")
    assert dated.published is not None and dated.published.date() == date(2025, 11, 25)


def test_a_date_inside_the_story_does_not_date_the_article(tmp_path: Path) -> None:
    story = "This analysis is based on a report published on December 18, 2025, which said that smaller companies had risen for weeks. "
    assert read(tmp_path, f"Banks lead\n\n{story * 2}").published is None


def test_a_title_of_a_day_long_before_those_the_text_tells_of_is_no_date(tmp_path: Path) -> None:
    title = "Market review - October 19, 2024"
    assert read(tmp_path, f"{title}\n\n{STORY}").published is not None
    assert read(tmp_path, f"{title}\n\n{STORY}\n\nThat low was undercut on April 4, 2025.").published is None


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Example Wire, November 12, 2019",
        "Example Research | data as of November 12, 2019",
        "Chart by Example Wire, 2019-11-12",
    ],
)
def test_the_day_of_a_picture_or_of_its_data_is_not_that_of_the_article(line: str, tmp_path: Path) -> None:
    article = read(tmp_path, f"Banks lead\n{line}\nBy Jane Doe\nFiled 21 November 2025\n\n{STORY}")
    assert article.published is not None and article.published.date() == date(2025, 11, 21)


def test_a_byline_below_a_title_that_reads_as_a_dateline_gives_the_day(tmp_path: Path) -> None:
    head = "Washington, September 17, 2025 - the day that rates turned.\nBy Jane Doe\nDecember 5, 2025"
    article = read(tmp_path, f"{head}\n\n{STORY}")
    assert article.published is not None and article.published.date() == date(2025, 12, 5)


@pytest.mark.parametrize(
    ("byline", "author", "publisher"),
    [
        ("By Jane Doe, Quayside Wire", "Jane Doe", "Quayside Wire"),
        ("By Jane Doe and Ed Roe, The Quayside Times, 3 June 2025", "Jane Doe and Ed Roe", "The Quayside Times"),
        ("By Jane Doe of Quayside News | 3 June 2025", "Jane Doe", "Quayside News"),
        ("By Jane Doe | Quayside Research | 3 June 2025", "Jane Doe", "Quayside Research"),
        ("By Jane Doe, Chief Economist, Quayside Capital", "Jane Doe", "Quayside Capital"),
        ("By Jane Doe, The Economist", "Jane Doe", "The Economist"),
        ("By Jane Doe, Chief Economist", "Jane Doe", None),  # a role is no house
        ("By Jane Doe, Head of Research", "Jane Doe", None),
        ("By Jane Doe, Securities Analyst", "Jane Doe", None),
        ("By Jane Doe, Rotterdam", "Jane Doe", None),  # nor is a place
        ("By Post Capital | 3 June 2025", "Post Capital", None),  # who writes may be a house
        ("By Bank of Quayside Research", "Bank of Quayside Research", None),
        ("By Central Reserve Institute for Quayside News", "Central Reserve Institute for Quayside News", None),
        ("By Jane Doe, Olga Post", "Jane Doe", None),  # a second writer
        ("By Jane Doe with Olga Press", "Jane Doe with Olga Press", None),
        ("By Jane Doe, The Post", "Jane Doe", "The Post"),
        ("By Jane Doe, who writes on News Media", "Jane Doe", None),
        ("By Jane Doe, Special to The Quayside Journal", "Jane Doe", "The Quayside Journal"),
        ("By Jane Doe, with Bloomberg", "Jane Doe", "Bloomberg"),
        ("By Jane Doe, quayside.com", "Jane Doe", "quayside.com"),
        ("By Jane Doe | 3 June 2025 | Research", "Jane Doe", None),  # a section
        ("By Jane Doe | 3 June 2025 | Reuters", "Jane Doe", "Reuters"),
    ],
)
def test_a_byline_names_the_house_behind_its_writer(byline: str, author: str, publisher: str | None, tmp_path: Path) -> None:
    article = read(tmp_path, f"Banks lead\n{byline}\n\n{STORY}")
    assert (article.title, article.author, article.publisher) == ("Banks lead", author, publisher)


@pytest.mark.parametrize("first", ["Credit Desk | By Jane Doe | 3 June 2025", "Quayside & Roe · By Jane Doe · June 3, 2025"])
@pytest.mark.parametrize("mark", ["", "# "])
def test_a_first_line_of_desk_writer_and_day_is_no_title(first: str, mark: str, tmp_path: Path) -> None:
    article = read(tmp_path, f"{mark}{first}\n\n{mark}Banks lead\n\n{STORY}")
    assert article.title == "Banks lead" and article.author == "Jane Doe" and article.publisher == re.split(r"\s[|·]\s", first)[0]
    assert article.published is not None and article.published.date() == date(2025, 6, 3)
    alone = read(tmp_path, f"Banks lead, shops lag | By Jane Doe | 3 June 2025\n\n{STORY}")  # where no other line is one
    assert (alone.title, alone.publisher, alone.author) == ("Banks lead, shops lag", None, "Jane Doe")


def test_a_headline_that_goes_on_with_by_is_whole(tmp_path: Path) -> None:
    title = "Grain | By the bushel | Why oats lag"
    assert read(tmp_path, f"{title}\n\n{STORY}").title == title
