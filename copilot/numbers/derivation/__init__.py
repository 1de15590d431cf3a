"""What nothing states but follows (`derive`).

in its own words: `stated` `own_pair`; right around it: `spoken`; half in them: `held_against`;
    by two marks: `two_of_one`; behind them: `just_told`; of what is told and cited with it: `reckoned` by `sides` `vetoes`
worked on by words: `worked` `by_change` `of_a_return` `by_length` `of_all_cited` `in_points` `compounded`
counted: `listed` `one_by_one`; by trial: `search`; whether words take other figures: `against_words`
after it, whether the evidence says all that is claimed: `grounded`; against the checked text itself: `retold` `own_text`
    `ends_in_order`; whether a contradiction rests on its own words: `settled`
"""
