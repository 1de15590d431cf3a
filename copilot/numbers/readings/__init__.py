"""Quantities → what each is said of (`slots` → `reading`).

what stands where: `scene` by `segments` `left_out` `tables` `cells` `surroundings`
of whom: `subjects` `antecedents` `stated` `standing` `own_labels` `entities` `trackers`
what: `measured` `fronted` `measures` `votes_told`
when: `dated` `compared_times` `statement_times` `back_references` `steps_in_time` `from_extremes` `appositions`,
    together in `figure_times`
by, from or to: `moves`; how it is meant: `basis` `denials` `told_basis` `opposites`
which of a list goes with which: `paired_lists`; which two figures a gap lies between: `gap_pairs`,
    or make a third: `made_of_two`
"""
