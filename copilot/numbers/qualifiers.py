"""What stands before or after a figure and loosens it: "about", "nearly", "more than", "at least", "up to", "or so"."""

from __future__ import annotations

from copilot.numbers.items import Item
from copilot.numbers.tokens import Tokens
from copilot.numbers.types import Qualifier

_PHRASES: dict[str, Qualifier] = {
    **dict.fromkeys(
        ("about", "around", "near", "roughly", "approximately", "approx", "approx .", "some", "~", "≈", "circa", "ca", "ca .", "c .", "in the region of", "in the neighbourhood of",
         "in the neighborhood of", "in the vicinity of", "somewhere around", "or about"), "about"),
    **dict.fromkeys(
        ("nearly", "almost", "close to", "just under", "just shy of", "shy of", "just below", "slightly under", "slightly below", "slightly less than", "a little under",
         "a little less than", "a little below", "a bit under", "a bit less than", "a shade under", "a touch under", "just less than", "approaching", "nearing", "virtually",
         "practically", "not quite", "marginally below", "marginally under", "fractionally under", "fractionally below", "a whisker under", "closing in on"), "nearly"),
    **dict.fromkeys(
        ("over", "more than", "above", "exceeding", "exceed", "exceeds", "exceeded", "topped", "topping", "tops", "top", "surpassed", "surpassing", "surpasses", "surpass", "in excess of", "upwards of",
         "upward of", "north of", "greater than", "higher than", "larger than", "bigger than", "beyond", ">", "just over", "well over", "comfortably over", "slightly over", "slightly more than", "a little over", "a little more than",
         "just above", "just more than", "well above", "much more than", "far more than", "longer than", "older than", "better than", "faster than", "a bit more than", "a bit over"), "over"),
    **dict.fromkeys(
        ("under", "less than", "below", "fewer than", "lower than", "smaller than", "well under", "well below", "far less than", "far below", "south of", "<", "shorter than", "younger than", "much less than", "short of"), "under"),
    **dict.fromkeys(("at least", "no less than", "not less than", "no fewer than", "not fewer than", "a minimum of", "minimum of", "the minimum of", "≥", "> =", "greater than or equal to", "more than or equal to", "equal to or more than", "equal to or greater than", "a floor of", "no lower than", "no smaller than", "nothing less than"), "at_least"),
    **dict.fromkeys(
        ("at most", "up to", "no more than", "not more than", "as much as", "as many as", "as high as", "a maximum of", "maximum of", "≤", "< =", "less than or equal to", "equal to or less than", "no greater than", "no higher than", "not exceeding", "at the most", "a ceiling of", "capped at", "no larger than", "never more than", "little more than"), "at_most"),
    **dict.fromkeys(("exactly", "precisely"), "none"),
}  # fmt: skip
_PHRASES["little more than"] = "over"
_PHRASES |= dict.fromkeys(("as high as", "as low as", "toward", "towards"), "none")
_PHRASES["past"] = "over"
_BY_LAST: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = {}
for _phrase, _qualifier in _PHRASES.items():
    _words = tuple(_phrase.split())
    _BY_LAST.setdefault(_words[-1], []).append((_words, _qualifier))
for _group in _BY_LAST.values():
    _group.sort(key=lambda entry: -len(entry[0]))
_AFTER: tuple[tuple[tuple[str, ...], Qualifier], ...] = (
    (("or", "so"), "about"), (("or", "thereabouts"), "about"), (("-", "ish"), "about"), (("give", "or", "take"), "about"), (("or", "more"), "at_least"), (("or", "higher"), "at_least"),
    (("or", "greater"), "at_least"), (("or", "above"), "at_least"), (("or", "better"), "at_least"), (("or", "over"), "at_least"), (("and", "above"), "at_least"), (("and", "over"), "at_least"), (("or", "less"), "at_most"),
    (("or", "fewer"), "at_most"), (("or", "lower"), "at_most"), (("or", "below"), "at_most"), (("or", "under"), "at_most"), (("at", "least"), "at_least"), (("at", "most"), "at_most"),
    (("-", "plus"), "over"), (("at", "a", "minimum"), "at_least"), (("at", "the", "most"), "at_most"),
)  # fmt: skip
_AFTER_BY_FIRST: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = {}
for _words, _qualifier in _AFTER:
    _AFTER_BY_FIRST.setdefault(_words[0], []).append((_words, _qualifier))
_BETWEEN = frozenset({"a", "an", "another", "(", '"', "“", "the", "further", "additional", "annualised", "annualized", "annual", "combined", "total", "record", "net", "extra"})
_MOVERS_UP_TO = frozenset(
    "went goes gone going go moved moves moving move ticked edged picked crept jumped rounded came inched nudged pushed bumped shot stepped sped ramped ratcheted rose climbed rises climbs revised marked built scaled back backed".split()
)
_STATES = frozenset("premium discount it that more is was are were year years week month day period control power lead advantage victory win concerns fears talks fight dispute worries debate row charged handed took taken take taking".split())
_PLACES = frozenset("premium discount percentage percent points point point. % pp bps basis cents times pct months years days weeks".split())


def qualify(tokens: Tokens, item: Item) -> int:
    """Sets the item's qualifier from the words around it; returns the token where these words, or the item itself, begin."""
    first = item.first
    if item.qualifier == "over":  # a printed "+"
        return _before(tokens, item)[0]
    begin, found = _before(tokens, item)
    if found == "none" and begin == first:
        found = _after(tokens, item)
    item.qualifier = found
    return begin


def _before(tokens: Tokens, item: Item) -> tuple[int, Qualifier]:
    first = item.first
    at = first - 1
    if at >= 0 and tokens.word[at] in ("(", '"', "“", "'"):
        at -= 1
    for skipped in range(3):
        if not tokens.same_sentence(at, first):
            return first, "none"
        found = _phrase_ending(tokens, at)
        if found is not None:
            words, qualifier = found
            begin = at + 1 - len(words)
            if _is_meant(tokens, item, begin, words, skipped=skipped):
                return begin, qualifier
            return first, "none"
        if tokens.word[at] not in _BETWEEN or tokens.word[at] == "the":
            return first, "none"
        at -= 1
    return first, "none"


def _phrase_ending(tokens: Tokens, index: int) -> tuple[tuple[str, ...], Qualifier] | None:
    for words, qualifier in _BY_LAST.get(tokens.at(index), ()):
        begin = index + 1 - len(words)
        if begin >= 0 and tuple(tokens.word[begin : index + 1]) == words and tokens.same_sentence(begin, index):
            return words, qualifier
    return None


def _is_meant(tokens: Tokens, item: Item, begin: int, words: tuple[str, ...], *, skipped: int) -> bool:
    """Whether the words loosen this figure: not "up to" of "went up to", nor "near" and "above" of a figure of their own."""
    before = tokens.at(begin - 1)
    last = words[-1]
    if not tokens.same_sentence(begin - 1, begin):
        before = ""
    if words == ("up", "to"):
        return before not in _MOVERS_UP_TO
    if words == ("top",):
        return before in ("to", "could", "will", "would", "may", "should", "might")
    if words == ("past",):
        return before.endswith("ed") or before in ("rose", "shot", "went", "climbs", "fell", "broke", "sank", "fell", "flew", "sped", "ran", "blew")
    if words == ("some",):
        return skipped == 0
    if last in ("above", "below", "over", "under") and len(words) == 1:
        if before in _PLACES or tokens.kind_at(begin - 1) in ("n", "f"):
            return False  # "30% below 50": the first figure's own
        if skipped and last in ("over", "above", "below", "under") and tokens.word[begin + 1] in ("a", "an") and item.unit == "percent":
            return item.kind == "count_word"
        return not (last == "over" and (before in _STATES or item.kind in ("period", "date")))
    if len(words) == 2 and words[0] in ("more", "less", "fewer", "higher", "lower", "greater", "larger", "smaller", "better", "longer") and last == "than":
        return not (before in _PLACES or tokens.kind_at(begin - 1) in ("n", "f"))
    if words == ("short", "of"):
        return before not in _PLACES and before not in ("fell", "fall", "falls", "fallen", "falling", "came", "comes", "stopped", "stop")
    return not (words in (("around",), ("about",)) and before in ("turned", "turn", "go", "went", "all", "talk", "talked", "worry", "worried", "worries", "concerns", "concerned") and item.unit.startswith("count"))


def _after(tokens: Tokens, item: Item) -> Qualifier:
    at = item.last
    word = tokens.at(at)
    for words, qualifier in _AFTER_BY_FIRST.get(word, ()):
        if tuple(tokens.word[at : at + len(words)]) == words and (word != "-" or tokens.is_hyphen(at)):
            if word == "at" and tokens.kind_at(at + len(words)) in ("n", "f"):
                continue  # "grew 5%, at least 3% of it …"
            return qualifier
    if tokens.kind_at(at) == "w" and tokens.at(at + 1) == "or":  # past the noun that is counted: "10 people or fewer"
        return {"more": "at_least", "so": "about", "less": "at_most", "fewer": "at_most"}.get(tokens.at(at + 2), "none")  # type: ignore[return-value]
    return "none"
