"""A figure derived from operands that its words name, over tables and prose (`deriving`).

the `page` of figures, each a `figure`, from `tables` and from `prose`, named by `labels`
what is asked for: `asked` `target`; which figures answer it: `ranking`
what they give: `forms` → `results`
"""

from copilot.numbers.named.deriving import Derived, derive_named
from copilot.numbers.named.page import Page, Pages, figures

__all__ = ["Derived", "Page", "Pages", "derive_named", "figures"]
