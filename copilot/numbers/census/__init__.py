"""Text → quantities: every numeral accounted for exactly once (`finding`).

`tokens` → `items`
numerals in digits and in words: `numerals` `number_words` `units` `figures` `ranges` `lists` `accounting`
words that count: `counts` `multiple_forms` `fraction_forms`
what is no quantity: `date_forms` `period_forms` `name_forms` `tenors` by `number_names`, `references`
what its words make of it: `qualifiers`; `roles` by `words_around` `inheritance`
"""
