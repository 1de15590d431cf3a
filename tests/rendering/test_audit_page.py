from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from copilot.rendering.audit_markdown import audit_markdown, escaped
from copilot.rendering.audit_page import audit_page
from copilot.types import Audit

HOSTILE = '<script>alert(1)</script> <img src=x onerror=alert(2)> ![x](http://evil.test/p.png) {{ 7 * 7 }} "><b>9.0%</b>'


class Elements(HTMLParser):
    """Every element of a page with its attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def hostile(audit: Audit) -> Audit:
    """The audit of a hostile text, in a hostile file, with hostile evidence."""
    checked = replace(audit.checked, text=audit.checked.text + "\n" + HOSTILE)
    findings = tuple(replace(finding, text=HOSTILE) for finding in audit.findings)
    return replace(audit, file=HOSTILE, checked=checked, findings=findings, notices=(HOSTILE,))


def test_the_page_holds_the_text_each_mark_and_each_finding(audit: Audit) -> None:
    page = Elements(audit_page(audit))
    marks = [attributes for tag, attributes in page.found if tag == "mark"]
    judged = [number for number in audit.checked.numbers if number.state != "exempt"]
    assert [mark["class"] for mark in marks] == [number.state for number in judged]
    plain = re.sub(r"[✓≈⚡✗?∅]", "", page.words)
    assert all(re.sub(r"[✓≈⚡✗?∅]", "", line) in plain for line in audit.checked.text.split("\n"))
    assert all(finding.text in page.words for finding in audit.findings)


def test_every_link_of_the_page_leads_to_something_in_it(audit: Audit) -> None:
    page = Elements(audit_page(audit))
    ids = {attributes["id"] for _, attributes in page.found if "id" in attributes}
    links = [attributes["href"] or "" for tag, attributes in page.found if tag == "a"]
    assert links and all(link.startswith("#") and link[1:] in ids for link in links)


def test_the_page_loads_nothing_and_runs_nothing(audit: Audit) -> None:
    source = audit_page(hostile(audit))
    page = Elements(source)
    assert not {tag for tag, _ in page.found} & {"script", "img", "iframe", "link", "object", "form", "input", "base"}
    assert not [name for _, attributes in page.found for name in attributes if name.startswith("on") or name in ("src", "srcset")]
    assert "url(" not in source and "@import" not in source
    assert "default-src 'none'" in source


def test_hostile_text_stays_text_on_the_page(audit: Audit) -> None:
    page = Elements(audit_page(hostile(audit)))
    assert page.words.count("<script>alert(1)</script>") >= 4  # the text, the file, the notice, the findings
    assert "{{ 7 * 7 }}" in page.words


def test_hostile_text_stays_text_in_the_report(audit: Audit) -> None:
    report = audit_markdown(hostile(audit))
    ours = report.replace("<sup>", "").replace("</sup>", "").replace("<br>", "")
    assert not re.search(r"(?<!\\)[<\[](?!$)", ours)
    assert "http://" not in ours


def test_the_report_names_each_finding_and_each_number_in_doubt(audit: Audit) -> None:
    report = audit_markdown(audit)
    assert all(escaped(finding.text) in report for finding in audit.findings)
    doubtful = [n for n in audit.checked.numbers if n.state in ("disputed", "differs", "unsupported", "uncited")]
    assert doubtful and all(f"**{escaped(number.text)}**" in report for number in doubtful)


def test_lines_that_would_open_a_list_or_a_heading_do_not() -> None:
    assert escaped("# 5%\n- 3%\n12. 4%\n20.06% rose") == "\\# 5%\n\\- 3%\n12\\. 4%\n20.06% rose"
