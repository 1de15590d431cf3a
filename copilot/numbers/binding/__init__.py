"""Claim + evidence → verdict (`judging`, the nearest evidence first by `closest`).

`match` candidates of one value, by its `windows` and `conversions`; `other_values` of the same thing
`bind` slot by slot: `entity_slot` `period_slot` `told_metric` `move_slot` `stocks` `modality_slot` by `tenses`, `contraries`
what a neighbour tells better: `rivals` `parts` `kinds` `sorts` `neighbours` `contrasts` `exclusive` `labelled_lines` `elsewhere`
    by `place` and `whose`; `called` `rival_times` `named_parts` `agents`; of whom and against what: `firms`
    `whole_world` `yardsticks`
told in passing, apart from the rest: `passing`; what comes out: `verdicts`
"""
