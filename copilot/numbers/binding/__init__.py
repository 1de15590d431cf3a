"""Claim + evidence → verdict (`judging`, the nearest evidence first).

`match` candidates of one value, by its `windows` and `conversions`; `other_values` of the same thing
`bind` slot by slot: `entity_slot` with `gaps` `world` `frames`, `period_slot` by `metric_times` `causes` `told_metric`
    `move_slot` `stocks` `modality_slot` `tenses` `open_deals` `contraries` `wholes` `divisions` `votes` `belittled` `lengths`
    `together` `within_session` `shares`
what a neighbour tells better: `rivals` `parts` `kinds` `sorts` `neighbours` `contrasts` `exclusive` `labelled_lines` `elsewhere`
    by `whose`; `extremes` `called` `rival_times` `times_of_extremes` `named_parts` `agents`; against what: `yardsticks`
whether the evidence says all that is claimed: `grounding`
told in passing, apart from the rest: `passing`; left out, and told beside it: `carried`; what comes out: `verdicts`
"""
