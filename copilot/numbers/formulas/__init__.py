"""What a figure may be computed from, by operands that its words name (`choice`).

`formula` the shape of them all, `operands` and `arithmetic`; whether one holds, and how likely an accident is: `verdicts`
a kind each: `changes` `comparisons` `shares` `rests` `lists` `in_turn` by `spells` `prices` `starts` `definitions`
    figures side by side: `joined`
"""
