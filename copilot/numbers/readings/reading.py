"""One quantity of a text with its slots: what is held against what."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Protocol

from copilot.names import Name
from copilot.numbers.readings.basis import Basis
from copilot.numbers.readings.measures import measures
from copilot.numbers.times.when import TimeMention, When
from copilot.numbers.types import Direction, Quantity, Role
from copilot.records import record
from copilot.types import Span

_LETTER = re.compile(r"[a-z]", re.IGNORECASE)
JUDGED = frozenset({"quantity", "count_word"})


class Around(Protocol):
    """What stands around a figure, worked out only where it is asked for."""

    @property
    def context(self) -> frozenset[str]:
        """The words of the sentences around, lower case."""
        ...

    @property
    def words(self) -> frozenset[str]:
        """The words of the sentence, lower case."""
        ...

    @property
    def in_sentence(self) -> frozenset[str]:
        """The words of the names in the sentence, lower case."""
        ...

    @property
    def whole(self) -> str:
        """All of its text."""
        ...

    def text(self, start: int, end: int) -> str:
        """The words between two offsets of its text."""
        ...

    def beside(self, own: Reading) -> frozenset[str]:
        """The words of the names that the other figures of its sort in the sentence are said of, lower case."""
        ...


@record(eq=False)
class Reading:
    """One quantity with its slots, equal to itself alone. A slot the text leaves out is None or empty.

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
    statement_span: Span = (0, 0)  # what one citation ends; (0, 0) where that is not known
    entities: tuple[Name, ...] = ()
    entities_near: bool = False
    entities_stated: bool = True  # in its own part of the sentence, or it goes on in one breath from a figure of theirs
    comparators: tuple[Name, ...] = ()
    measure: str | None = None
    measure_near: bool = False
    modifiers: frozenset[str] = frozenset()
    named_measures: frozenset[str] = frozenset()  # every measure of its segment
    basis: Basis = field(default_factory=Basis)
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
    find_words: Callable[[], frozenset[str]] = frozenset  # gives `words`
    exact: bool = False  # a metric: no rounding in it
    open_label: str = ""  # a metric's label; of a table's cell the label of its row and the heads of its column
    formula: str = ""  # and how it is computed
    quote: str = ""
    scale: int = 1  # of a table "in millions", where the number itself prints no scale
    currency: str = ""  # of a table "in € million"
    row: int = 0  # of a table; 0 outside one
    column: int = 0
    own_time: bool = False  # a time stands in the figure's own segment
    around: Around | None = None  # of the evidence alone
    known: frozenset[str] = frozenset()  # ids of all names of its text that a table holds
    sentence_names: tuple[Name, ...] = ()  # those of its sentence
    told_before: frozenset[str] = frozenset()  # ids of those before it in its paragraph, where its subject is one of them
    times_text: str = ""
    listed_as: frozenset[str] = frozenset()  # stems of the plain noun that is its own in a list told respectively
    lead: str = ""  # the words of its segment before it
    trail: str = ""  # and after it
    after: str = ""  # the next words, whatever they belong to
    run_up: str = ""  # the words before, whatever they belong to
    opening_times: tuple[TimeMention, ...] = ()  # times that open its sentence: an event's other day
    begins: frozenset[str] | None = None  # how the words of its sentence begin, as `word_begins` has them; None is not known
    is_headline: bool = False  # told in a line that gathers its words from all of an article and leaves conditions out

    def may_say(self, beginnings: frozenset[str]) -> bool:
        """Whether a word of its sentence may begin in one of these ways."""
        return self.begins is None or not self.begins.isdisjoint(beginnings)

    @property
    def words(self) -> frozenset[str]:
        """The content words of its segment, as stems; looked for when they are first asked for."""
        return self.find_words()

    @property
    def own_words(self) -> bool:
        """Whether any words stand behind it in its segment."""
        return _LETTER.search(self.trail) is not None

    @property
    def context(self) -> frozenset[str]:
        """The words of the sentences around it, lower case."""
        return self.around.context if self.around is not None and not self.row else frozenset()

    @property
    def in_sentence(self) -> frozenset[str]:
        """The words of the names in its sentence, lower case."""
        return self.around.in_sentence if self.around is not None and not self.row else frozenset()

    @property
    def beside(self) -> frozenset[str]:
        """The words of the names that other numbers of its sort in its sentence are said of, lower case."""
        return self.around.beside(self) if self.around is not None else frozenset()

    @property
    def is_percent_measure(self) -> bool:
        """Whether a change of the figure in "%" may mean percentage points."""
        return self.measure is not None and measures()[self.measure].percent
