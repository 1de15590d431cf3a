"""Text → the companies, indices, funds, central banks, areas and commodities it speaks of; tables in `reference/`."""

from copilot.names.finding import find_names
from copilot.names.lookup import family_members, funds_tracking, instrument, is_ancestor
from copilot.names.shape import is_headline
from copilot.names.types import Instrument, Name, NameKind

__all__ = [
    "Instrument",
    "Name",
    "NameKind",
    "family_members",
    "find_names",
    "funds_tracking",
    "instrument",
    "is_ancestor",
    "is_headline",
]
