"""A figure derived from operands that its words name, over tables and prose."""

from copilot.numbers.named.deriving import Derived, derive_named
from copilot.numbers.named.figures import figures
from copilot.numbers.named.page import Page, Pages

__all__ = ["Derived", "Page", "Pages", "derive_named", "figures"]
