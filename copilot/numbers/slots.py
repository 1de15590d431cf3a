"""Each quantity of a text with what it is said of: entity, measure, basis, time, role, modality, scope; from its clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from copilot.names import Name, find_names
from copilot.numbers import basis
from copilot.numbers.entities import name_class
from copilot.numbers.measures import Mention, find_measures, measures
from copilot.numbers.opposites import deeds
from copilot.numbers.segments import Segment, segments
from copilot.numbers.tables import Cell, Tables
from copilot.numbers.timing import TimeMention, When, find_times
from copilot.numbers.types import Direction, Quantity, Role
from copilot.types import Span

SPECIFIC = frozenset({"company", "index", "fund", "central_bank", "country", "commodity"})
_RATES = frozenset({"percent", "percentage_point", "basis_point"})
_LEAVES = frozenset({"rate", "price", "cost", "return", "cut_count"})  # words that alone name no measure
_NO_TIME = frozenset({"quantity", "name", "citation", "list_marker"})
JUDGED = frozenset({"quantity", "count_word"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One quantity with its slots. A slot the text leaves out is None or empty.

    `polarity` is +1 or -1 where the sign of the figure is known, from a printed sign, a direction or a noun that carries the
    minus; None of a change that is told without a direction. `near` slots come from the figure's own clause, not an antecedent.
    """

    quantity: Quantity
    source: str  # "1", "M1"; "" for the checked text
    index: int  # into the items of its text
    sentence: int
    sentence_span: Span
    clause_span: Span
    segment_span: Span
    entities: tuple[Name, ...] = ()
    entities_near: bool = False
    comparators: tuple[Name, ...] = ()
    measure: str | None = None
    measure_near: bool = False
    modifiers: frozenset[str] = frozenset()
    named_measures: frozenset[str] = frozenset()  # every measure of its segment
    basis: basis.Basis = basis.Basis()
    times: tuple[TimeMention, ...] = ()
    times_near: bool = False
    compared_times: tuple[When, ...] = ()
    change_noun: int = 0  # +1, -1 where it tells the size of a "gain" or "decline": "pared its decline to 1.4%"
    deeds: Mapping[str, bool] = field(default_factory=dict)  # opposites: {"open": False} of what was closed
    role: Role = "none"
    direction: Direction = "none"
    polarity: int | None = 1
    prior: bool = False  # "a year earlier": the figure is of the period before
    share: bool = False  # "of", "made up": a part of a whole
    words: frozenset[str] = frozenset()  # content words of its segment, as stems
    own_words: bool = False  # it has some besides names and measures of others
    exact: bool = False  # a metric: no rounding in it
    open_label: str = ""  # a metric's label
    quote: str = ""
    run: int = 0  # clause number within its text
    row: int = 0  # of a table; 0 outside one
    column: int = 0
    own_time: bool = False  # a time stands in the figure's own segment
    context: frozenset[str] = frozenset()  # words of the sentences around, lower case
    in_sentence: frozenset[str] = frozenset()  # words of the names in its sentence, lower case
    beside: frozenset[str] = frozenset()  # words of the names that other numbers of its sentence are said of
    known: frozenset[str] = frozenset()  # ids of all names of its text that a table holds
    sentence_names: tuple[Name, ...] = ()  # those of its sentence
    times_text: str = ""
    lead: str = ""  # the words of its segment before it
    trail: str = ""  # and after it
    after: str = ""  # the next words, whatever they belong to
    run_up: str = ""  # the words before, whatever they belong to
    opening_times: tuple[TimeMention, ...] = ()  # times that open its sentence: an event's other day

    @property
    def is_percent_measure(self) -> bool:
        """Whether a change of the figure in "%" may mean percentage points."""
        return self.measure is not None and measures()[self.measure].percent


_UP = ["rise", "rises", "rose", "risen", "rising", "gain", "gains", "gained", "gaining", "increase", "increases", "increased", "increasing", "climb", "climbs", "climbed", "climbing", "grow", "grows", "grew", "grown", "growing", "jump", "jumps", "jumped", "jumping", "surge", "surges", "surged", "surging", "soar", "soared", "soaring", "advance", "advances", "advanced", "add", "adds", "added", "adding", "up", "higher", "more", "raise", "raised", "raises", "raising", "hike", "hiked", "hikes", "lift", "lifted", "lifts", "expand", "expanded", "widen", "widened", "growth", "rally", "rallied", "beat", "beats", "topped", "exceeded", "outperformed", "outpaced", "above", "ahead", "increase", "improved", "improvement", "appreciate", "appreciated", "premium", "strengthened", "boosted", "rebounded", "accelerated", "swelled"]
_DOWN = ["fall", "falls", "fell", "fallen", "falling", "drop", "drops", "dropped", "dropping", "decline", "declines", "declined", "declining", "decrease", "decreases", "decreased", "lose", "loses", "lost", "losing", "slip", "slips", "slipped", "slide", "slid", "shed", "sheds", "shedding", "tumble", "tumbled", "plunge", "plunged", "plunging", "sink", "sank", "sunk", "cut", "cuts", "cutting", "lower", "lowered", "lowering", "trim", "trimmed", "reduce", "reduced", "reduction", "shrink", "shrank", "shrunk", "contract", "contracted", "contraction", "down", "less", "fewer", "below", "behind", "trailed", "lagged", "underperformed", "missed", "miss", "weaken", "weakened", "narrow", "narrowed", "slump", "slumped", "dip", "dipped", "ease", "eased", "slashed", "pared", "retreat", "retreated", "crash", "crashed", "depreciated", "worsened", "slowed"]
_DIRECTION = dict.fromkeys(_UP, "up") | dict.fromkeys(_DOWN, "down")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_COMPARED = re.compile(
    r"\b(?:over|than|versus|vs\.?|against|relative to|compared (?:with|to)|above|below|ahead of|behind|beat|beats|beating|trailed|trails|trailing"
    r"|lagged|lags|lagging|outperformed|outperforming|underperformed|underperforming|outpaced|outpacing|topped|exceeded|out-?\w+(?:ed|s|ing))\s(?:that of |those of )?(?:the |its |a )?$",
    re.IGNORECASE,
)
_VERSUS = re.compile(r"\b(?:beat|trail|lag|outperform|underperform|outpac|topp|exceed|miss)\w*\b", re.IGNORECASE)
_ATTACHED = re.compile(
    r"^(?:[^.;:]{0,60}?\s)??(?:for|at|by|in|from|of|among|on) (?:the |its |shares of |shares in |that of |both )?$", re.IGNORECASE
)
_SAID = re.compile(
    r"^[’']?s?(?:,? \w+){0,2} (?:said|says|told|noted|wrote|warned|estimates?d?|showed|shows|according)\b", re.IGNORECASE
)
_BEFORE_SAID = re.compile(
    r"\b(?:said|says|according to|told|by analysts? at|analysts? at|economists? at|data from|report(?:ed)? by)(?: the)? (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:most|least|best|worst|highest|lowest|largest|biggest|smallest|steepest|sharpest|first|strongest|weakest|fastest|slowest|longest"
    r"|fewest|record|low|high|peak)\b[^.;]{0,40}\b(?:since|in|of|for)\s(?:more than |at least |almost |nearly |the |over )*$",
    re.IGNORECASE,
)
_PLAIN_SINCE = re.compile(r"\bsince\s(?:the |its )?$", re.IGNORECASE)
_PRIOR = re.compile(
    r"\b(?:a year|a month|a quarter|a week|the year|one year|the month|the quarter) (?:earlier|ago|before|prior)\b|\byear[- ](?:ago|earlier)\b"
    r"|\bprior[- ]year\b|\bin the (?:previous|prior|same) (?:year|month|quarter|week|period)\b|\bthe (?:previous|prior) (?:year|month|quarter|week)\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:than|from|versus|over|compared with|compared to|on|against|of)\s(?:in |the |that in |those in |the same \w+ (?:in|of) )*$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:of|share|portion|proportion|percentage|made up|accounts? for|accounted for|represent\w*|constitut\w*|compris\w*)\b",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(r"^\s?(?:per|a|each)(?: diluted| basic| common| ordinary)? share\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\b(from|to)\b", re.IGNORECASE)
_TRACKED = re.compile(
    r"\b(?:track|follow|mirror|replicat|mimic)(?:s|ed|ing|es)?\s(?:the |its )?$|\b(?:based on|linked to|benchmarked (?:to|against)|excluding|ex-)\s?(?:the )?$",
    re.IGNORECASE,
)
_PACE = re.compile(r"^\s(?:annual |annuali[sz]ed )?(?:pace|rate|clip)\b", re.IGNORECASE)
_MULTIPLE = re.compile(r"^(?:\s[\w'’-]+){0,4}?\s(earnings|profits?|sales|revenues?|book|ebitda)\b", re.IGNORECASE)
_MULTIPLES = {
    "earn": "pe_ratio",
    "prof": "pe_ratio",
    "sale": "price_to_sales",
    "reve": "price_to_sales",
    "book": "price_to_book",
    "ebit": "ev_ebitda",
}
_GROWN = re.compile(
    r"^(?:[\s-][\w&/-]+){0,3}?[\s-](?:growth|increase|decline|decrease|gain|rise|drop|fall|jump|contraction|expansion)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:clos|end|finish|settl|trad|stay|held|hold|remain|stood|sat|was|is|are|were|lies|lay)\w*\s(?:\w+\s)?(?:above|below|over|under)\s$",
    re.IGNORECASE,
)
_LOST = re.compile(r"\b(?:lost|losing|loses)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_EARNED = re.compile(r"\b(?:earned|earning|earns|netted)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_CHANGE_NOUN = re.compile(
    r"\b(?:(?P<down>decline|drop|fall|loss(?:es)?|slide|slump|decrease)|(?P<up>gain|gains|advance|rise|rally|increase))\s(?:to|from)?\b",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"^\s(?!(?:in|on|at|of|for|from|to|by|as|and|or|but|than|with|after|before|since|while|when|which|that|was|were|is|are|has|had|have|will|a|an|the|per"
    r"|this|last|next|over|under|annual\w*|up|down|more|less|fewer|higher|lower)\b)[a-z]{3,}",
)
_PRONOUN = re.compile(
    r"^\W*(?:but |and |meanwhile,? |still,? )?(?:it|its|they|their|the (?:company|group|firm|index|fund|bank|stock|shares|retailer|benchmark|gauge|etf))\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:\w{3,}(?:ing|ed)|was|were|is|are|had|has|of|at)\b", re.IGNORECASE)
_GROWTH = re.compile(
    r"\b(?:growth|increase|decline|decrease|gain|rise|drop|fall|jump|contraction|change|expansion)\b", re.IGNORECASE
)
_STOP = frozenset(
    ["the", "a", "an", "of", "in", "on", "at", "to", "by", "for", "from", "and", "or", "with", "as", "its", "it", "is", "was", "were", "are", "be", "been", "has", "have", "had", "that", "this", "which", "than", "more", "less", "about", "over", "under", "year", "quarter", "month", "week", "per", "cent", "percent", "said", "says", "after", "before", "into", "up", "down", "new", "will", "would", "could", "can", "not", "he", "she", "they", "his", "her", "their", "there", "who", "all", "one", "two", "three", "also", "only", "some", "other", "out", "percentage", "point", "points", "basis", "million", "billion", "trillion", "thousand"]
)


def stem(word: str) -> str:
    """A rough stem, to see that "hiring" and "hire" are one word."""
    lower = word.lower().replace("’", "'").removesuffix("'s")
    for ending in ("ations", "ation", "ings", "ing", "ments", "ment", "ies", "ers", "ed", "es", "er", "s", "e", "y"):
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            return lower[: -len(ending)]
    return lower


def read(text: str, items: Sequence[Quantity], *, source: str = "", anchor: date | None = None) -> list[Reading]:
    """The judged quantities of `text` with their slots, in order.

    items: what `find_quantities(text)` found. anchor: the text's own day, for "yesterday" and bare months.
    """
    return _Scene(text, items, source, anchor).readings()


class _Scene:
    """What stands where in one text; slots are taken from here, number by number."""

    def __init__(self, text: str, items: Sequence[Quantity], source: str, anchor: date | None) -> None:
        self.text, self.items, self.source = text, items, source
        self.names = [name for name in find_names(text)]
        self.which = [at for at, item in enumerate(items) if _judged(item)]
        parts = _parts(text, [items[at].start for at in self.which])
        self.measures = find_measures(text, parts)
        taken = [(item.start, item.end) for item in items if item.kind in _NO_TIME]
        self.times = [time for time in find_times(text, anchor, parts) if not _overlaps(time, taken)]
        opaque = [(time.start, time.end) for time in self.times] + [(name.start, name.end) for name in self.names]
        self.segments = segments(text, items, self.which, opaque)
        spans = {(mention.start, mention.end) for mention in self.measures}
        self.names = [name for name in self.names if not _is_measure(name, spans)]
        self.name_starts = [name.start for name in self.names]
        self.measure_starts = [mention.start for mention in self.measures]
        self.time_starts = [time.start for time in self.times]
        self.known = frozenset(name.id for name in self.names if name.kind in SPECIFIC)
        self.tables = Tables(text)
        self.word_sets: dict[Span, frozenset[str]] = {}

    def readings(self) -> list[Reading]:
        """Every judged quantity, each with the slots of its clause and what it inherits."""
        found: list[Reading] = []
        segs = self.segments
        subject: tuple[Name, ...] = ()
        for at, segment in enumerate(segs):
            cell = self.tables.cell(self.items[segment.item].start)
            if cell is not None:
                found.append(self._of_cell(cell, segment))
                continue
            before = found[-1] if at and segs[at - 1].sentence == segment.sentence else None
            found.append(self._reading(at, segment, before, subject))
            if found[-1].entities:
                subject = found[-1].entities
        return _with_neighbours(found) if self.source else found

    # --- one number ---

    def _of_cell(self, cell: Cell, segment: Segment) -> Reading:
        """A number of a table: its row label and column head are its words."""
        item = self.items[segment.item]
        spans = (cell.label, cell.head)
        words = " \x00 ".join(self.text[start:end] for start, end in spans)
        named = [mention for span in spans for mention in self._measurable(*span, item)]
        specific = [mention for mention in named if not measures()[mention.id].generic] or named
        times = tuple(time for span in reversed(spans) for time in self._times_in(*span))
        measure = specific[0] if specific else None
        return Reading(
            quantity=item,
            source=self.source,
            index=segment.item,
            sentence=segment.sentence,
            sentence_span=segment.sentence_span,
            clause_span=segment.clause_span,
            segment_span=segment.sentence_span,
            entities=tuple(name for span in spans for name in self._names_in(*span)),
            entities_near=True,
            measure=measure.id if measure else None,
            measure_near=measure is not None,
            named_measures=frozenset(mention.id for mention in named),
            basis=basis.Basis(dimensions=basis.dimensions(words)),
            times=times,
            times_near=True,
            own_time=bool(times),
            polarity=-1 if item.value is not None and item.value < 0 else None,
            words=frozenset(stem(word) for word in _WORD.findall(words) if word.lower() not in _STOP and len(word) > 2),
            run=segment.clause,
            known=self.known,
            times_text=self.text[times[0].start : times[0].end] if times else "",
            column=cell.column,
            row=cell.row,
        )

    def _reading(self, at: int, segment: Segment, before: Reading | None, subject: tuple[Name, ...]) -> Reading:
        item = _plain(self.text, self.items[segment.item])
        pre, post = self.text[segment.start : item.start], self.text[item.end : segment.end]
        opened = segment.strong or segment.opener in ("from", "than", "on", "by")
        begin = segment.start if opened else max(segment.clause_span[0], segment.start - 160)
        lead = self.text[min(begin, segment.start) : item.start]
        entities, comparators, near = self._entities(segment, item, before)
        measure, modifiers, measure_near = self._measure(segment, item, before)
        sign = self._sign(segment, item, measure)
        times, compared, times_near = self._times(at, segment, item, before)
        role, direction = self._role(item, pre, post, measure)
        measure = _named_by_unit(item, post, measure)
        is_loss = item.unit not in _RATES and len(item.unit) == 3 and _LOST.search(pre) is not None and self._is_firm(entities)
        if is_loss:
            role, direction, sign = "none", "none", -1
        if measure is None and len(item.unit) == 3 and (is_loss or _EARNED.search(pre)):
            measure, measure_near = "profit", True
        inherited = before.basis.modality if before is not None and not segment.strong else None
        told = basis.Basis(
            dimensions=basis.dimensions(pre + " \x00 " + post),
            price_field=basis.price_field(pre, post) if item.unit not in _RATES else basis.session_end(pre + " \x00 " + post),
            modality=basis.modality(lead, post, inherited),
            negated=basis.is_negated(pre)
            or (before is not None and before.basis.negated and not segment.strong and not entities),
            scope=basis.scope(self.text[max(segment.sentence_span[0], item.start - 60) : item.start]),
        )
        return Reading(
            quantity=item,
            source=self.source,
            index=segment.item,
            sentence=segment.sentence,
            sentence_span=segment.sentence_span,
            clause_span=segment.clause_span,
            segment_span=(segment.start, segment.end),
            entities=entities,
            entities_near=near,
            comparators=comparators,
            measure=measure,
            measure_near=measure_near,
            modifiers=modifiers,
            named_measures=frozenset(mention.id for mention in self._measures_in(segment.start, min(segment.end, item.end + 30))),
            basis=told,
            times=times,
            times_near=times_near,
            compared_times=compared,
            role=role,
            direction=direction,
            polarity=_polarity(item, role, direction, sign, measure),
            prior=_is_prior(pre, post),
            share=_SHARE.search(self.text[item.end : item.end + 12]) is not None or _SHARE.search(pre[-24:]) is not None,
            words=self._words(segment),
            own_words=bool(_WORD.search(post)),
            run=segment.clause,
            deeds=self._deeds(item, role, pre, post, segment),
            change_noun=_noun_of_change(pre, before) if item.unit in _RATES and role in ("from", "to", "level") else 0,
            known=self.known,
            sentence_names=tuple(name for name in self._names_in(*segment.sentence_span) if name.id in self.known),
            lead=pre,
            trail=post,
            after=self.text[item.end : min(item.end + 60, segment.sentence_span[1])],
            run_up=self.text[max(segment.sentence_span[0], item.start - 60) : item.start],
            opening_times=self._opening(segment),
            own_time=any(segment.start <= time.start < segment.end for time in times),
            context=self._around(segment.sentence_span) if self.source else frozenset(),
            in_sentence=self._name_words(segment.sentence_span) if self.source else frozenset(),
            times_text=self.text[times[0].start : times[0].end] if times else "",
        )

    def _opening(self, segment: Segment) -> tuple[TimeMention, ...]:
        """The times before the first number of the sentence."""
        first = next((other for other in self.segments if other.sentence == segment.sentence), segment)
        return tuple(self._times_in(segment.sentence_span[0], self.items[first.item].start)) if first is not segment else ()

    def _deeds(self, item: Quantity, role: Role, pre: str, post: str, segment: Segment) -> Mapping[str, bool]:
        """What was done to the counted things; a rate that changed has a direction instead."""
        if item.unit in _RATES:
            return {} if role == "change" else deeds(pre, post[:40])
        return deeds(pre, self.text[item.end : min(item.end + 60, segment.sentence_span[1])])

    def _is_firm(self, entities: tuple[Name, ...]) -> bool:
        return all(name.kind in ("company", "other", "country", "generic") for name in entities)

    def _lower_words(self, span: Span) -> frozenset[str]:
        found = self.word_sets.get(span)
        if found is None:
            found = self.word_sets[span] = frozenset(word.lower() for word in _WORD.findall(self.text[span[0] : span[1]]))
        return found

    def _name_words(self, span: Span) -> frozenset[str]:
        """The words of the names in a sentence, lower case."""
        return frozenset(word for name in self._names_in(*span) for word in name_words(name))

    def _around(self, span: Span) -> frozenset[str]:
        return self._lower_words((max(0, span[0] - 400), min(len(self.text), span[1] + 200)))

    # --- entity ---

    def _entities(
        self, segment: Segment, item: Quantity, before: Reading | None
    ) -> tuple[tuple[Name, ...], tuple[Name, ...], bool]:
        pre = self._names_in(segment.start, item.start)
        post = self._names_in(item.end, segment.end)
        pre = [name for name in pre if not self._is_tracked(name)]
        post = [name for name in post if not self._is_tracked(name)]
        comparators = [name for name in pre + post if self._is_compared(name, item)]
        subject = [name for name in pre if name not in comparators and not self._speaks(name)]
        attached = [name for name in post if name not in comparators and self._is_attached(name, item, segment)]
        spoken = [name for name in pre if name not in comparators and self._speaks(name) and name.kind == "company"]
        if attached:
            kinds = {name_class(name) for name in attached}
            subject = [name for name in subject if name_class(name) not in kinds] + attached
        start = segment.sentence_span[0]
        if (
            subject
            and all(name.kind == "other" for name in subject)
            and segment.start == start
            and _PRONOUN.match(self.text[start : start + 60])
        ):
            subject = [name for name in subject if self.text[name.end : name.end + 2] in ("'s", "’s")]
        if not subject and before is not None:
            return before.entities, tuple(comparators), before.entities_near and not spoken
        if not subject:
            subject = self._of_clause(segment, item, comparators)
        if not subject:
            subject = [name for name in post if name not in comparators and not self._speaks(name)] or spoken
        elif before is not None and all(name_class(name) == "area" for name in subject):
            subject = [name for name in before.entities if name_class(name) != "area"] + subject
        if not subject:
            inherited = self._antecedent(segment)
            return inherited, tuple(comparators), bool(inherited) and self._refers_back(segment, inherited[0])
        return tuple(subject), tuple(comparators), True

    def _of_clause(self, segment: Segment, item: Quantity, comparators: list[Name]) -> list[Name]:
        """The subject that stands elsewhere in its sentence: before it, else after it ("From 4 to 5 rose the …")."""
        earlier = [name for name in self._names_in(segment.sentence_span[0], segment.start) if self._may_be_subject(name, item)]
        if earlier:
            return [earlier[0]]
        later = self._names_in(segment.end, segment.sentence_span[1]) if segment.start <= segment.clause_span[0] + 1 else []
        later = [name for name in later if self._may_be_subject(name, item) and name.end <= segment.clause_span[1]]
        return later[:1]

    def _may_be_subject(self, name: Name, item: Quantity) -> bool:
        return not self._speaks(name) and not self._is_compared(name, item)

    def _antecedent(self, segment: Segment) -> tuple[Name, ...]:
        """The subject of the nearest sentence before, up to three back in the same paragraph; else what the sentence names."""
        floor = self.text.rfind("\n\n", 0, segment.sentence_span[0])
        start = max(floor, segment.sentence_span[0] - 500)
        earlier = [name for name in self._names_in(start, segment.sentence_span[0]) if not self._speaks(name)]
        earlier = [name for name in earlier if name_class(name) != "area"] or earlier
        if not earlier:
            return ()
        last = earlier[-1]
        cut = max(self.text.rfind(". ", start, last.start), self.text.rfind("\n", start, last.start), start)
        same = [name for name in earlier if name.start > cut]
        if not same:
            return ()
        rivals = {name.id for name in same if name_class(name) == name_class(same[0])}
        return (same[0],) if len(rivals) <= 2 else ()

    def _refers_back(self, segment: Segment, name: Name) -> bool:
        """Whether the sentence begins with a word for the subject of the sentence just before: "It", "The company"."""
        start = segment.sentence_span[0]
        return _PRONOUN.match(self.text[start : start + 60]) is not None and self.text.count("\n", name.end, start) == 0

    def _is_compared(self, name: Name, item: Quantity) -> bool:
        before = self.text[max(0, name.start - 40) : name.start]
        if _COMPARED.search(before) is None:
            return False
        if name.end <= item.start:
            gap = self.text[name.end : item.start]
            return (
                re.fullmatch(r"(?:['’]s?)?(?: (?!(?:was|is|were|are|by|of|stood|hit|came|reached)\b)\w+){0,2} ?\W*", gap) is None
            )
        return True

    def _is_tracked(self, name: Name) -> bool:
        """ "The fund that tracks the index": the index is not what the figure is said of."""
        return _TRACKED.search(self.text[max(0, name.start - 30) : name.start]) is not None

    def _is_attached(self, name: Name, item: Quantity, segment: Segment) -> bool:
        gap = self.text[item.end : name.start]
        return len(gap) < 80 and _ATTACHED.match(gap) is not None

    def _speaks(self, name: Name) -> bool:
        after = self.text[name.end : name.end + 40]
        return _SAID.match(after) is not None or _BEFORE_SAID.search(self.text[max(0, name.start - 40) : name.start]) is not None

    def _names_in(self, start: int, end: int) -> list[Name]:
        first, last = bisect_left(self.name_starts, start), bisect_left(self.name_starts, end)
        return self.names[first:last]

    # --- measure ---

    def _measure(self, segment: Segment, item: Quantity, before: Reading | None) -> tuple[str | None, frozenset[str], bool]:
        pre = self._measurable(segment.start, item.start, item)
        post = self._measurable(item.end, segment.end, item)
        following = [mention for mention in post if _follows(self.text[item.end : mention.start])]
        counted = self._has_own_noun(item, following)
        if counted:
            pre = []
        chosen: Mention | None = None
        if following and not (pre and item.role in ("to", "from", "level")):
            chosen = self._last_adjacent(post, following[0])
        elif pre:
            chosen = pre[-1]
        elif following:
            chosen = self._last_adjacent(post, following[0])
        elif counted:
            return None, frozenset(), False
        elif (
            before is not None
            and before.measure is not None
            and not (segment.strong and self._names_in(segment.start, item.start))
        ):
            return before.measure, before.modifiers, before.measure_near
        elif post and len(self.text[item.end : post[0].start]) <= 30 and not counted:
            chosen = post[0]
        elif before is not None and before.measure is not None:
            return before.measure, before.modifiers, before.measure_near
        if chosen is None:
            return None, frozenset(), False
        table = measures()
        if table[chosen.id].generic:
            better = [m for m in (pre or post) if chosen.id in table[m.id].above] or [m for m in pre if not table[m.id].generic]
            chosen = better[-1] if better and (chosen.id in table[better[-1].id].above or chosen.id in _LEAVES) else chosen
        group = pre if chosen in pre else post
        modifiers = {
            other.id for other in group if other is not chosen and other.id != chosen.id and 0 <= chosen.start - other.end <= 1
        }
        return chosen.id, frozenset(modifiers), True

    def _has_own_noun(self, item: Quantity, following: list[Mention]) -> bool:
        """A count whose noun stands right behind it measures that noun and nothing named before: "two shootings"."""
        if following or not (item.unit.startswith("count") and item.unit != "count"):
            return False
        return _NOUN.match(self.text[item.end : item.end + 30]) is not None

    def _last_adjacent(self, mentions: list[Mention], first: Mention) -> Mention:
        chosen = first
        for mention in mentions:
            if mention.start > chosen.end and mention.start - chosen.end <= 1:
                chosen = mention
        return chosen

    def _measures_in(self, start: int, end: int) -> list[Mention]:
        first, last = bisect_left(self.measure_starts, start), bisect_left(self.measure_starts, end)
        return self.measures[first:last]

    def _measurable(self, start: int, end: int, item: Quantity) -> list[Mention]:
        """The measures named there that can be told in the figure's unit: no number of stores in money."""
        found = self._measures_in(start, end)
        if len(item.unit) == 3 and item.unit.isupper():
            table = measures()
            return [mention for mention in found if not table[mention.id].count]
        return found

    def _sign(self, segment: Segment, item: Quantity, measure: str | None) -> int:
        for mention in reversed(self._measures_in(segment.start, segment.end)):
            if mention.id == measure and mention.sign < 0:
                return -1
        return 1

    # --- time ---

    def _times(
        self, at: int, segment: Segment, item: Quantity, before: Reading | None
    ) -> tuple[tuple[TimeMention, ...], tuple[When, ...], bool]:
        own: list[TimeMention] = []
        compared: list[When] = []
        for start, end, after in ((item.end, segment.end, True), (segment.start, item.start, False)):
            group = self._times_in(start, end)
            for time in group if after else reversed(group):
                (compared.append(time.when) if self._is_comparison(time, item) else own.append(time))
        if own:
            lengths = [time for time in own if time.when.grain == "length"]
            dated = [time for time in own if time.when.grain != "length"]
            if lengths and not dated and before is not None and before.times and before.times_near:
                return tuple(lengths) + before.times, tuple(compared), True
            return tuple(own), tuple(compared), True
        if before is not None and before.times:
            return before.times, tuple(compared), before.times_near
        for later in self.segments[at + 1 : at + 3]:
            if later.sentence != segment.sentence or later.strong:
                break
            group = [
                time for time in self._times_in(later.start, later.end) if not self._is_comparison(time, self.items[later.item])
            ]
            if group:
                return tuple(group), tuple(compared), True
        rest = [
            time
            for time in self._times_in(*segment.sentence_span)
            if not self._is_comparison(time, item) and (before is None or time.start < item.start)
        ]
        if rest:
            return tuple(rest), tuple(compared), True
        return self._earlier_times(segment), tuple(compared), False

    def _earlier_times(self, segment: Segment) -> tuple[TimeMention, ...]:
        floor = max(self.text.rfind("\n", 0, segment.sentence_span[0]), segment.sentence_span[0] - 300)
        earlier = [time for time in self._times_in(floor, segment.sentence_span[0]) if time.when.grain != "length"]
        return tuple(earlier[-1:])

    def _is_comparison(self, time: TimeMention, item: Quantity) -> bool:
        """ "More than in 2023", "the most since 2019": a time the figure is held against, not its own."""
        before = self.text[max(0, time.start - 70) : time.start]
        lasting = time.when.grain == "length" or re.search(r"\bsince\s(?:\w+\s){0,3}$", before) is not None
        if (lasting and _SUPERLATIVE.search(before)) or (_PLAIN_SINCE.search(before) and re.search(r"\b\w+est\b", before)):
            return True
        if time.start < item.start:
            return False
        gap = self.text[item.end : time.start]
        return (
            _THAN.search(gap) is not None
            and not re.match(r"^\s?(?:of|on)\s(?:the )?$", gap)
            and not gap.rstrip().endswith((" on", " of"))
        )

    def _times_in(self, start: int, end: int) -> list[TimeMention]:
        first, last = bisect_left(self.time_starts, start), bisect_left(self.time_starts, end)
        return self.times[first:last]

    # --- role and direction ---

    def _role(self, item: Quantity, pre: str, post: str, measure: str | None) -> tuple[Role, Direction]:
        role, direction = item.role, item.direction
        if pre.endswith("(") and (basis.price_field(pre, "") or item.unit not in ("percent", "percentage_point", "basis_point")):
            led = _BRACKETED.findall(pre[-60:])
            return ("from" if led[-1].lower() == "from" else "to") if led else "level", "none"
        if role == "change" and item.unit not in _RATES and _VERB.search(pre) and nearest_direction(pre, post) == "none":
            return "none", "none"
        if (
            role == "change"
            and re.search(r"\bat (?:an? )?$", pre)
            and not _PACE.match(post)
            and nearest_direction(pre[-30:], "") == "none"
        ):
            role, direction = "level", "none"
        if (
            role == "change"
            and item.unit not in _RATES
            and re.search(r"\b(?:as (?:low|high|much|far) as|a (?:low|high) of|at)\s$", pre)
        ):
            role, direction = "level", "none"
        if role == "change" and _HELD.search(pre):
            role, direction = "level", "none"
        if role == "change" and re.search(r"\b(?:below|above|beneath|past|through)\s(?:the\s)?$", pre):
            role, direction = "to", "none"
        if role in ("from", "to"):
            return role, "none"
        if role in ("none", "level") and item.unit in ("percent", "percentage_point", "basis_point"):
            asked = "?" in pre
            grown = _GROWTH.search(pre if asked else pre[-40:]) or _GROWN.match(post)
            if grown and measure not in ("inflation",):
                role = "change"
        if (
            role in ("none", "level")
            and re.match(r"\s(?:more|fewer|less|higher|lower)\b(?! than \w+ (?:of|who))", post)
            and item.qualifier == "none"
        ):
            role, direction = "change", nearest_direction("", post)
        if role == "none" and item.unit == "basis_point" and nearest_direction(pre[-30:], post[:12]) != "none":
            role = "change"
        if role in ("none", "level") and _PACE.match(post) and nearest_direction(pre, "") != "none":
            role = "change"
        if role == "change" and direction == "none":
            direction = nearest_direction(pre, post)
        return role, direction

    def _words(self, segment: Segment) -> frozenset[str]:
        words = _WORD.findall(self.text[segment.start : segment.end])
        return frozenset(stem(word) for word in words if word.lower() not in _STOP and len(word) > 2)


def _named_by_unit(item: Quantity, post: str, measure: str | None) -> str | None:
    """The measure that the words behind the unit name: "$1.20 per share", "14 times forward earnings"."""
    table = measures()
    if _PER_SHARE.match(post) and (measure in (None, "profit") or "profit" in table[measure].above):
        return "eps"
    multiple = _MULTIPLE.match(post) if item.unit == "ratio_x" else None
    return _MULTIPLES[multiple.group(1).lower()[:4]] if multiple is not None else measure


def _noun_of_change(pre: str, before: Reading | None) -> int:
    """+1 or -1 where the figure is the size of a gain or a decline that itself moves."""
    match = _CHANGE_NOUN.search(pre)
    if match:
        return 1 if match["up"] else -1
    return before.change_noun if before is not None and pre.strip() == "from" else 0


def _is_prior(pre: str, post: str) -> bool:
    """Whether a figure is told of the period before: "43.9% a year earlier", "sales a year earlier were 731"."""
    for words in (post, pre[-70:]):
        match = _PRIOR.search(words)
        if match and not re.search(
            r"\b(?:from|than|over|on|versus|compared (?:with|to)|against)\s(?:the )?$", words[: match.start()]
        ):
            return True
    return False


def _plain(text: str, item: Quantity) -> Quantity:
    """ "Above the 4.8 expected" compares with a known number; it is no qualifier of it. "Made up 67%" rises nowhere."""
    before = text[max(0, item.start - 24) : item.start].lower()
    if item.qualifier in ("over", "under") and re.search(r"\b(?:the|its|their|an?|consensus|expected)\s(?:\w+\s)?$", before):
        item = replace(item, qualifier="none", role="none" if item.role == "change" else item.role)
    if re.search(
        r"\b(?:median|target|level|high|low|peak|record|consensus|estimate|forecast|expectations?) of (?:about |around |roughly )?$",
        before,
    ):
        item = replace(item, role="level", direction="none")
    if re.search(r"\bm(?:ade|akes?|aking) up\s(?:\w+\s){0,2}$", before):
        item = replace(item, role="level", direction="none")
    return item


def _with_neighbours(readings: list[Reading]) -> list[Reading]:
    """Each reading with the words of the names its neighbours in the sentence are said of."""
    named: dict[int, list[tuple[int, frozenset[str]]]] = {}
    for at, reading in enumerate(readings):
        words = frozenset(word for name in reading.entities for word in name_words(name))
        named.setdefault(reading.sentence, []).append((at, words))
    result: list[Reading] = []
    for at, reading in enumerate(readings):
        group = named[reading.sentence]
        own = next(words for index, words in group if index == at)
        others = (
            frozenset().union(*(words for index, words in group if index != at)) - own if 1 < len(group) <= 40 else frozenset()
        )
        result.append(replace(reading, beside=others) if others else reading)
    return result


def name_words(name: Name) -> list[str]:
    """The words by which a name may be known elsewhere, lower case."""
    return [*name.id.removeprefix("name:").split(), name.text.lower()]


def nearest_direction(pre: str, post: str) -> Direction:
    """The direction word nearest before a by-amount, else directly after it; "none" where neither stands."""
    for word in reversed(_WORD.findall(pre[-90:])):
        found = _DIRECTION.get(word.lower())
        if found:
            return "up" if found == "up" else "down"
    for word in _WORD.findall(post[:30])[:3]:
        found = _DIRECTION.get(word.lower())
        if found:
            return "up" if found == "up" else "down"
    return "none"


def _parts(text: str, starts: Sequence[int]) -> list[Span]:
    """The parts of a long text that can say something of a number: its line up to 700 characters before and 400 after."""
    if len(text) <= 4000 or "|" in text:
        return [(0, len(text))]
    found: list[Span] = []
    for start in starts:
        begin = max(text.rfind("\n", 0, max(0, start - 300)) + 1, start - 700)
        end = min(len(text), start + 400)
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _overlaps(time: TimeMention, taken: list[Span]) -> bool:
    at = bisect_left(taken, (time.end, 0)) - 1
    return at >= 0 and taken[at][1] > time.start


def _judged(item: Quantity) -> bool:
    return item.kind in JUDGED or (item.kind == "ordinal" and item.value is not None)


def _is_measure(name: Name, spans: set[Span]) -> bool:
    return name.kind == "other" and (name.start, name.end) in spans


def _follows(gap: str) -> bool:
    return re.fullmatch(r"\s?(?:of |in |on |worth of |for )?(?:[\w-]+\s){0,2}", gap) is not None and "," not in gap


def _polarity(item: Quantity, role: Role, direction: Direction, sign: int, measure: str | None) -> int | None:
    printed = item.value if item.value is not None else item.low
    if printed is not None and printed < 0:
        return -1
    if role == "change":
        return {"up": 1, "down": -1, "none": None}[direction]
    if sign < 0:
        return -1
    return 1 if measure is not None and measures()[measure].signed else None


def magnitude(item: Quantity) -> Decimal | None:
    """The printed value without its sign."""
    return None if item.value is None else abs(item.value)
