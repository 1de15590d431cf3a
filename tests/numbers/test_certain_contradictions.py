"""A cited metric contradicts only what is stated: what is inherited, apposed or guessed keeps the figure on its value alone."""

from __future__ import annotations

from tests.numbers.cited import SPRING, YEAR, judged, metric

BETA = metric("beta, weekly", "0.87", *SPRING, unit="none") | {"formula": "beta of TIN to LEX"}
TIN_VOL = metric("annualised volatility, daily", "0.1937", *SPRING)
LEX_VOL = metric("annualised volatility, daily", "0.2841", *SPRING, "LEX")
OLT_CLOSE = metric("close", "61.35", "2025-04-17", "2025-04-17", "OLT", "USD")
LEX_CLOSE = metric("close", "88.20", "2025-04-17", "2025-04-17", "LEX", "USD")
OLT_RETURN = metric("price return", "0.0732", *SPRING, "OLT")
FELL = metric("max drawdown", "-0.2841", *SPRING, "LEX")
FELL_LESS = metric("max drawdown", "-0.1937", *SPRING)
LEAD = metric("relative price return", "23.41", *SPRING, "OLT", "percentage_point") | {
    "formula": "100 * (price return of OLT - price return of LEX)"
}

test_whose_a_metric_is_where_the_name_is_only_inherited = judged(
    "text metrics number verdict",
    ("TIN's volatility was 19.4%, well under LEX's 28.4% [M1][M2], and its weekly beta to LEX was 0.87 [M3].", [TIN_VOL, LEX_VOL, BETA], "0.87", True),
    ("LEX's weekly beta was 0.87 [M1].", [BETA], "0.87", False),
    ("LEX ended at $88.20 and the property fund at $61.35 [M1][M2].", [LEX_CLOSE, OLT_CLOSE], "$61.35", True),
    ("TIN ended at $88.20 and LEX at $61.35 [M1][M2].", [LEX_CLOSE, OLT_CLOSE], "$61.35", False),
    ("LEX trailed the OLT property fund, up 7.3% [M1].", [OLT_RETURN], "7.3%", True),
    ("LEX trailed the OLT property fund and rose 7.3% [M1].", [OLT_RETURN], "7.3%", False),
    ("LEX outran OLT, up 7.3% [M1].", [OLT_RETURN], "7.3%", False),
    ("LEX beat OLT, with 7.3% [M1].", [OLT_RETURN], "7.3%", False),
    ("LEX lagged OLT, up 7.3% [M1].", [OLT_RETURN], "7.3%", True),
    ("LEX's volatility was higher than TIN's, at 19.4% [M1].", [TIN_VOL], "19.4%", False),
    ("OLT fell, and LEX's gain, the best of all, was 7.3% [M1].", [OLT_RETURN], "7.3%", False),
    ("LEX fell, and OLT's gain, the best of all, was 7.3% [M1].", [OLT_RETURN], "7.3%", True),
    ("OLT and LEX parted ways: LEX rose in the spring, a gain of 7.3% [M1].", [OLT_RETURN], "7.3%", False),
    ("OLT fell while LEX, which at 7.3% led all, rose [M1].", [OLT_RETURN], "7.3%", False),
    ("TIN's gap was half OLT's lead of 23.4 points [M1].", [LEAD], "23.4 points", True),
    ("LEX and TIN both sank; drawdowns were 28.4% and 19.4%, TIN's the milder [M1][M2].", [FELL, FELL_LESS], "28.4%", True),
    ("Volatility was 28.4% for TIN and 19.4% for LEX [M1][M2].", [TIN_VOL, LEX_VOL], "28.4%", False),
    as_of="2025-04-17", citations="sources",
)  # fmt: skip

DROP = metric("max drawdown", "-0.2536", *YEAR) | {"event_start": "2022-02-09", "event_end": "2022-10-12"}
SLIDE = metric("max drawdown", "-0.2377", *YEAR, "LEX") | {"event_start": "2022-03-29", "event_end": "2022-09-30"}
GAIN = metric("price return", "0.0368", "2024-12-31", "2025-04-17")
LATER = metric("price return", "0.0291", "2025-01-02", "2025-04-17")
OFF_YEAR = metric("distance from 52-week high", "-0.1214", "2025-04-17", "2025-04-17")
OFF = metric("distance from high", "-0.1214", "2025-04-17", "2025-04-17")

test_when_a_metric_is_of_where_the_time_is_only_inherited = judged(
    "text metrics number verdict",
    ("TIN's slide was the deeper, at 25.4%, yet its low came only on 12 October 2022 [M1].", [DROP], "25.4%", True),
    ("TIN's slide was the deeper, at 25.4%, yet its low came only on 12 August 2022 [M1].", [DROP], "25.4%", False),
    ("TIN's worst drawdown, 25.4%, was packed into the dozen sessions to 12 October 2022 [M1].", [DROP], "25.4%", True),
    ("TIN rose 3.7% from its end-2024 close [M1].", [GAIN], "3.7%", True),
    ("TIN rose 3.7% from its end-2023 close [M1].", [GAIN], "3.7%", False),
    ("Counted from 2 January rather than from the eve, TIN's gain shrinks to 2.9% [M1].", [LATER], "2.9%", True),
    ("Counted from 9 January rather than from the eve, TIN's gain shrinks to 2.9% [M1].", [LATER], "2.9%", False),
    ("TIN ended April 12.1% short of its February peak [M1].", [OFF], "12.1%", True),
    ("TIN stood 12.1% below its February 2025 high [M1].", [OFF], "12.1%", True),
    ("TIN stood 12.1% below its November 2025 high [M1].", [OFF], "12.1%", False),
    ("TIN stood 12.1% below its June 1999 high [M1].", [OFF_YEAR], "12.1%", False),
    ("TIN stood 12.1% below its June 2024 high [M1].", [OFF_YEAR], "12.1%", True),
    ("In 2023 TIN rose 3.7% [M1].", [GAIN], "3.7%", False),
    as_of="2025-04-17", citations="sources",
)  # fmt: skip

RETURNS = [metric("price return", "0.1286", *SPRING), metric("price return", "0.1400", *SPRING, "LEX")]

test_what_is_ahead_or_the_deepest_must_be = judged(
    "text metrics number verdict",
    ("TIN, with 12.9%, came in a little over a point behind the 14.0% of LEX [M1][M2].", RETURNS, "14.0%", True),
    ("TIN, with 12.9%, came in a little over a point ahead of the 14.0% of LEX [M1][M2].", RETURNS, "14.0%", False),
    ("LEX slid 23.8% at worst [M2]; TIN's fall was the deepest, at 25.4% [M1].", [DROP, SLIDE], "25.4%", True),
    ("TIN slid 25.4% at worst [M1]; LEX's fall was the deepest, at 23.8% [M2].", [DROP, SLIDE], "23.8%", False),
    ("TIN slid 25.4% at worst [M1]; LEX's fall was the mildest, at 23.8% [M2].", [DROP, SLIDE], "23.8%", True),
    ("LEX slid 23.8% at worst [M1]; OLT's fall was the mildest, at 23.8% [M2].", [SLIDE, SLIDE | {"ticker": "OLT"}], "23.8%", True),
    ("LEX slid 23.8% at worst [M2]; TIN's fall was the mildest, at 25.4% [M1].", [DROP, SLIDE], "25.4%", False),
    as_of="2025-04-17", citations="sources",
)  # fmt: skip


UPPER = metric("target range, upper bound", "4.25", "2025-03-19", "2025-03-19", "FOMC", "percent")
FLOOD = "Marl reported a loss of $40 million after making provisions for the flood in May."
WEAK = "Marl slumped 12% after the maker of pumps cut its outlook following a weak first quarter."
COMPS = "Harrow Performance: strong May comp sales (+3.2%)."
SOLVEIG = "ASI sold 1.1 million cars, generating revenue of $30.4 billion."

test_only_what_is_named_measured_or_dated_contradicts = judged(
    "text sources metrics number verdict",
    ("The upper end of the target range was 4.25% [M1].", [], [UPPER], "4.25%", True),
    ("The lower end of the target range was 4.25% [M1].", [], [UPPER], "4.25%", False),
    ("Dearer feed explains part of the 4.1% rise in producer prices in the three months to June [1].", ["Producer prices rose 4.1% in the three months to June."], [], "4.1%", True),
    ("House prices in 2022 rose 4.1% [1].", ["House prices rose 4.1% in 2022."], [], "4.1%", True),
    ("The market prices in a 4.1% rate by June [1].", ["The policy rate was 4.1% in June."], [], "4.1%", False),
    ("Orla slid after it missed profit forecasts, on a day when the FTSE 100 lost 2.3% [1].", ["The FTSE 100 lost 2.3% on Monday, as Orla slid."], [], "2.3%", True),
    ("Orla missed profit forecasts of 2.3% growth [1].", ["Orla's profit growth was 2.3%."], [], "2.3%", False),
    ("The plan is to triple annual sales by 2031, against $4.2 billion in 2021 [1].", ["Marl reported sales of $4.2 billion for 2021."], [], "$4.2 billion", True),
    ("The plan is to triple annual profit by 2031, against $4.2 billion in 2021 [1].", ["Marl reported sales of $4.2 billion for 2021."], [], "$4.2 billion", False),
    ("Harrow's comparable sales rose 3.2% in May [1].", [COMPS], [], "3.2%", True),
    ("Harrow's online sales rose 3.2% in May [1].", [COMPS], [], "3.2%", False),
    ("Aker Solveig Industries' revenue rose to $30.4 billion [1].", [SOLVEIG], [], "$30.4 billion", True),
    ("Aker Solveig's revenue rose to $30.4 billion [1].", [SOLVEIG], [], "$30.4 billion", False),
    ("Fiat Chrysler's revenue rose to $30.4 billion [1].", [SOLVEIG.replace("ASI", "FCA")], [], "$30.4 billion", True),
    ("The lower end of the target range, not the upper end, was 4.25% [M1].", [], [UPPER], "4.25%", False),
    ("The upper bound of the target range, rather than the lower bound, was 4.25% [M1].", [], [UPPER], "4.25%", True),
    ("Brandt Nordin's revenue rose to $30.4 billion [1].", [SOLVEIG], [], "$30.4 billion", False),
    ("Marl lost $40 million in the second quarter of 2019 [1].", [FLOOD], [], "$40 million", True),
    ("Marl lost $40 million in the third quarter of 2019 [1].", [FLOOD], [], "$40 million", False),
    ("On 4 May 2022 Marl slumped 12% after it cut its outlook [1].", [WEAK], [], "12%", True),
    ("In the second quarter of 2022 Marl slumped 12% after it cut its outlook [1].", [WEAK], [], "12%", False),
    ("Marl lost $40 million in the second quarter of 2019 [1].", [FLOOD], [], "second quarter", "exempt"),
    ("Marl slumped 12% on 3 March 2022 [1].", ["Marl slumped 12% on 9 August 2022 following a weak second quarter."], [], "12%", False),
    ("Marl slumped 12% on 9 August 2022 [1].", ["Marl slumped 12% on 9 August 2022 following a weak second quarter."], [], "12%", True),
    ("Marl slumped 12% on Tuesday [1].", ["Following a weak second quarter, Marl slumped 12% on Monday."], [], "12%", False),
    ("Marl slumped 12% on 3 March 2022 [1].", ["Following a weak fourth quarter, Marl slumped 12%."], [], "12%", True),
    ("Marl's sales slumped 12% in May 2022 [1].", ["Marl's sales slumped 12% after a flood in the second quarter of 2022."], [], "12%", False),
    ("Marl's sales slumped 12% in 2022 [1].", ["Marl's sales slumped 12% after a flood in the second quarter of 2022."], [], "12%", True),
    ("He sold at $883 a share, much more than the $1.1 billion of a day in May [1].", ["He sold at $883 a share. In May he sold $1.1 billion in a day."], [], "$1.1 billion", True),
    ("He sold at $883 a share, more than the $910 of May [1].", ["He sold at $883 a share. In May it was $910."], [], "$910", False),
    as_of="2025-12-18", citations="sources",
)  # fmt: skip
