"""How far something is from a high, what one of a thing costs, what would follow, what was before: none of it is what happened."""

from __future__ import annotations

from tests.numbers.cited import judged

PEAK = "Lithium is down 31% from its August peak and trades below $9,400."
NEAR = "The FTSE 100 is just 0.8% from record highs."
SHOPS = "Castell Stores closed 48 of its 190 shops last year."
TEA = "Assam tea rose to $2.95 a kilo while tin climbed to $27,300 a tonne."
FAST = "Core inflation quickened to 3.4% in May from 3.1%, the fastest in 19 months."
TEST = "A 75 basis point rise in the discount rate would reduce the headroom to 4%."
BEAT = "In the third quarter 71% of the index's companies beat profit estimates."
BOTH = "In the third quarter 71% of the index's companies beat estimates and 55% grew their profits."

test_what_is_told_of_a_high_a_price_or_a_condition_is_no_more_than_that = judged(
    "source text number verdict",
    (PEAK, "Lithium fell 31% in August.", "31%", False),
    (PEAK, "Lithium is 31% below its August peak.", "31%", True),
    (PEAK, "Lithium has fallen 31% since its August peak.", "31%", True),
    (PEAK, "Lithium fell by $9,400.", "$9,400", False),
    (PEAK, "Lithium fell below $9,400.", "$9,400", True),
    (NEAR, "The FTSE 100 gained 0.8%.", "0.8%", False),
    (NEAR, "The FTSE 100 is 0.8% away from its record.", "0.8%", True),
    (SHOPS, "Castell Stores has 190 shops after closing 48.", "190", False),
    (SHOPS, "Castell Stores had 190 shops before it closed 48.", "190", True),
    (SHOPS, "Castell Stores closed 48 of its 190 shops.", "190", True),
    (TEA, "Tin costs $27,300 a crate.", "$27,300", False),
    (TEA, "Tin costs $27,300 per metric ton.", "$27,300", True),
    (TEA, "Assam tea is at $2.95 per kilogram.", "$2.95", True),
    (FAST, "Core inflation was 3.4% in May, the fastest in 20 months.", "3.4%", False),
    (FAST, "Core inflation was 3.4% in May, the fastest in 19 months.", "3.4%", True),
    (TEST, "The headroom shrank to 4%.", "4%", False),
    (TEST, "The discount rate rose 75 basis points.", "75 basis points", False),
    (TEST, "The headroom would shrink to 4%.", "4%", True),
    (BEAT, "71% of the index's companies increased their profits.", "71%", False),
    (BEAT, "71% of the index's companies topped profit estimates.", "71%", True),
    (BOTH, "55% of the index's companies grew their profits.", "55%", True),
)
