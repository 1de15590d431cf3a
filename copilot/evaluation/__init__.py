"""Samples in, scores out, tables out.

A group of suites is run by `running`: `runner` gives each suite (a function behind `registry.suite`) its share of the samples in
a process of its own, `keeping` keeps finished shares, `rates` makes figures of the scores, `report` tables; `comparing` holds two
runs together sample by sample, which is the gate.
    `suites/`    one function a set: contract rows, public sets, planted errors, questions, faults
    `scorers/`   what an answer to a question scores: figures, citations, retrieval, abstention, replay, cost
    `faults/`    what is planted into real answers end to end, by `ground` and `scripted`
    questions    `questions` `validating` `homes` `targets` (what answers them) `spans` `support` `bm25`
    numbers      `baselines` (simpler checkers), `mutations` `swaps` `twins` (errors), `programs` (gold formulas), `gold_units`,
                 `evidence` (what a failure shows)
    the same by other code: `recomputing`, `recomputing_metrics`; `published` has the figures of others
"""
