"""Why a number of an answer has its mark: the reason, the evidence word for word, the formula, the conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from copilot.checking import explain_answer
from copilot.numbers.explain import Explanation, Tried
from copilot.rendering.screen import Screen, Segment
from copilot.rendering.terminal import show_item
from copilot.rendering.wording import WORDS, mark, one_line
from copilot.types import Answer, AnswerNumber, Audit, Checked, Passage


def judged_numbers(answer: Answer) -> list[AnswerNumber]:
    """The numbers that carry a mark, in the order of the text: number n of `/why n` is the n-th of them."""
    return [number for number in answer.checked.numbers if number.state != "exempt"]


def show_numbers(answer: Answer, screen: Screen) -> None:
    """The judged numbers of an answer, each with the n that `/why n` takes."""
    numbers = judged_numbers(answer)
    for place, number in enumerate(numbers, 1):
        screen.line(_headline(number, screen), indent=5, first=f"{place:>3}")
    if not numbers:
        screen.line([("no number in the last answer carries a mark", "quiet")])


def show_why(answer: Answer, place: int, screen: Screen) -> None:
    """All that is known of the `place`-th judged number, counted from 1. Raises IndexError where there is none."""
    numbers = judged_numbers(answer)
    if not 1 <= place <= len(numbers):
        raise IndexError(place)
    number = numbers[place - 1]
    screen.line(_headline(number, screen))
    screen.line(one_line(number.reason), indent=2)
    for item in number.evidence:
        _show_item(item, answer.checked, screen)
    workings = explain_answer(answer).get((number.start, number.end))
    if workings is not None:
        show_workings(workings, answer.checked, screen)
    index = answer.checked.numbers.index(number)
    for conflict in answer.checked.conflicts:
        if index in conflict.numbers:
            sign = mark("disputed", has_glyphs=screen.has_glyphs)
            screen.line([(f"{sign} ", "disputed"), (one_line(conflict.text), "")], indent=2)


_AGAINST = {
    "entity": "it is said {words}",
    "measure": "it is {words}",
    "period": "it is dated {words}",
    "role": "it is {words}",
    "direction": "it went {words}",
    "sign": "it is {words}",
    "unit": "its unit is {words}",
}


def show_workings(workings: Explanation, checked: Checked, screen: Screen) -> None:
    """How a number was read, what would have done, and what was held against it."""
    if workings.read_as:
        screen.line([("read as: ", "quiet"), (one_line(", ".join(workings.read_as)), "")], indent=2)
    if workings.accepts:
        screen.line([("evidence that would do: ", "quiet"), (one_line(", or ".join(workings.accepts)), "")], indent=2)
    for tried in workings.tried:
        words = f"“{tried.quote}”{_published(checked, tried.source)}: {_found(tried)}"
        screen.line([("tried: ", "quiet"), (f"[{tried.source}] ", "citation"), (one_line(words), "")], indent=2)
    if workings.accepts and not workings.tried and workings.check.verdict in ("differs", "unsupported"):
        screen.line([("tried: ", "quiet"), ("no evidence has this value, and none speaks of the same thing", "")], indent=2)


def _found(tried: Tried) -> str:
    """What holding one piece of evidence against a number showed."""
    against = ", ".join(_AGAINST.get(slot, "{words}").format(words=words) for slot, words in tried.against.items())
    if tried.same_value:
        return f"the same value, but {against}" if against else "the same value, and nothing speaks against it"
    return f"another value, and {against}" if against else "another value of the same thing"


def _published(checked: Checked, source: str) -> str:
    """Who published a passage, and when: an explanation also shows evidence that is listed nowhere else."""
    item = checked.evidence.get(source)
    if not isinstance(item, Passage):
        return ""
    known = [item.publisher or item.title, item.published.date().isoformat() if item.published else ""]
    return f" ({', '.join(part for part in known if part)})"


def show_explanations(audit: Audit, explanations: Sequence[Explanation], screen: Screen) -> None:
    """Every judged number of an audit with its reason and its workings, then every direction word that evidence decides."""
    for number, workings in zip(audit.checked.numbers, explanations, strict=True):
        if number.state == "exempt":
            continue
        screen.line(_headline(number, screen))
        screen.line(one_line(number.reason), indent=2)
        show_workings(workings, audit.checked, screen)
    for finding in audit.findings:
        if finding.type == "direction" and all(audit.checked.numbers[index].state == "exempt" for index in finding.numbers):
            screen.line([(one_line(finding.stated), "title"), (f"  {finding.severity}", finding.severity)])
            screen.line(one_line(finding.found or ""), indent=2)
            for name in finding.evidence:
                show_item(name, audit.checked.evidence[name], screen, indent=8)


def _headline(number: AnswerNumber, screen: Screen) -> list[Segment]:
    sign = mark(number.state, has_glyphs=screen.has_glyphs)
    support = f", {number.support}" if number.support and number.support != "value_only" else ""
    return [(one_line(number.text), "title"), (sign, number.state), (f"  {WORDS[number.state]}{support}", number.state)]


def _show_item(item: Mapping[str, Any], checked: Checked, screen: Screen) -> None:
    if "formula" in item:
        screen.line([("formula: ", "quiet"), (one_line(str(item["formula"])), "")], indent=2)
        for operand in item["operands"]:
            where = f"[{operand['source']}]" if operand["source"] else "in the text itself"
            screen.line([(one_line(str(operand["text"])), ""), (f"  {where}", "quiet")], indent=4)
        return
    name = str(item["source"])
    evidence = checked.evidence.get(name)
    if evidence is None:
        screen.line([(f"[{name}] ", "citation"), (one_line(str(item["quote"])), "quote")], indent=2)
        return
    start, end = item.get("start"), item.get("end")
    spans = [(start, end)] if isinstance(start, int) and isinstance(end, int) else []
    show_item(name, evidence, screen, spans=spans, indent=8)
