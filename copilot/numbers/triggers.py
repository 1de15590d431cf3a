"""Words at which an item can begin, and what each may begin."""

from __future__ import annotations

from functools import cache

from copilot.numbers.name_forms import number_names
from copilot.numbers.number_words import STARTERS

_VAGUE = "low mid high upper single tens dozens scores hundreds thousands millions billions trillions handful several few couple"
_MULTIPLE = (
    "doubled doubles doubling double tripled triples tripling triple trebled trebles trebling treble quadrupled quadruples quadrupling quadruple quintupled quintuples "
    "quintupling quintuple sextupled sextupling halved halves halving halve twice thrice twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold "
    "twentyfold hundredfold"
)
_ORDINAL = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
    "twentieth thirtieth fortieth fiftieth hundredth"
)


@cache
def triggers() -> dict[str, str]:
    """What a word may begin: "vague", "multiple", "ordinal", "quarter", "name" or "number"."""
    table = dict.fromkeys((word for word in number_names().phrases if word.isalpha()), "name")
    table |= dict.fromkeys(_VAGUE.split(), "vague") | dict.fromkeys(_MULTIPLE.split(), "multiple")
    table |= dict.fromkeys(("final", "last", "latter", "closing", "opening"), "quarter")
    table |= dict.fromkeys(_ORDINAL.split(), "ordinal")
    return table | dict.fromkeys([*STARTERS, "a", "an", "half", "quarter"], "number")
