"""What nothing states but follows (`derive`).

in its own words: `equations` `stated`; right around it: `spoken`; half in them: `held_against`;
    by two marks: `cited_pair` `two_of_one`; behind them: `just_told`
counted: `listed` `one_by_one` `votes`; by trial: `search`
after it, against the checked text itself: `retold` `own_text` `ends_in_order`
"""
