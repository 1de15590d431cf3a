"""The number check: one pure engine. Text in, quantities out; text and evidence in, verdicts out.

The files in the order in which a text goes through them; the whole way stands on one screen in check.py.

Words: `types` of what comes out; `wordlists` `movement` `wording` `openings`, how words are listed and compared.
Census, text → quantities (`census`):
    `tokens` → `items`; what an item can begin with, `triggers`
    numerals in digits and in words: `numerals` `number_words` `units` `figures` `ranges` `lists` `pairs` `accounting`
    words that count: `count_forms` `counted` `multiple_forms` `fraction_forms` `ordinal_forms` `vague_forms`
    what is no quantity: `date_forms` `period_forms` `name_forms` `tenors` by `number_names`, `references`
    what its words make of it: `qualifiers`; `roles` by `words_before` `words_behind` `inheritance`
Times, text → days and windows: `when`, found by `timing` `time_patterns` `relative_time`, held together by `same_time`.
Readings, quantities → what each is said of (`slots` → `reading`):
    `scene` what stands where, by `segments` `left_out` `tables` `table_units` `cells` `surroundings`
    `subjects` `standing` `own_labels` `entities` of whom; `measured` `measures` what; `dated` `compared_times` `statement_times`
    `clause_times` `back_references` `steps_in_time` `from_extremes` `prior` when, together in `figure_times`
    `moves` by, from or to; `basis` `told_basis` `opposites` how it is meant; `paired_lists` which of a list goes with which
Evidence, sources and metrics → figures found by value (`evidence`):
    `source`, tables without bars by `aligned`; `metric_reading` `coupled`; `amounts` on one scale;
    `claims` what the checked text itself says, for callers who hold it against prices
    `citations` which of them governs a number
Directions without a number ("fell", "outperformed"): `directions/`.
Binding, claim + evidence → verdict (`judging`, the nearest evidence first by `closest`):
    `match` candidates of one value, by its `windows` and `conversions`; `binding` slot by slot with
    `entity_slot` `period_slot` `told_metric` `move_slot` `modality_slot` `contraries`
    what a neighbour tells better: `rivals` `parts` `kinds` `neighbours` `contrasts` `exclusive` `labelled_lines`
    `elsewhere` `rival_times` `named_parts` `agents`;
    `firms` `yardsticks` of whom and against what; in passing: `passing`; `verdicts`
Derivation, what nothing states but follows (`derivation`):
    `equations` and `stated` in its own words, `spoken` right around it, `held_against` half in them, `cited_pair` by two marks,
    `just_told` behind them;
    `listed` `votes` counted;
    `formula_choice` by operands that its words name:
        `formula` the shape of them all, `operands` `arithmetic`, a kind each in `change_formulas` `comparison_formulas`
        `share_formulas` `rest_formulas` `list_formulas` `price_formulas` `net_formulas` `definition_formulas`
        `joined_formulas` figures side by side; `formula_verdicts` whether it holds
    `named/` by the labels of tables and prose; `search` by trial; `chance` how likely an accident is
The whole way (`check`), and after derivation `retold` `own_text` `ends_in_order`; `explain` why a number has its verdict.
"""

from copilot.numbers.census import find_quantities
from copilot.numbers.check import check_text
from copilot.numbers.claims import Claim, read_claims
from copilot.numbers.types import NumberCheck, Quantity

__all__ = ["Claim", "NumberCheck", "Quantity", "check_text", "find_quantities", "read_claims"]
