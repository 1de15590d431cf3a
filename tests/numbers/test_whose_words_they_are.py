"""True figures whose words only seem to speak of something else, beside the false ones that these words must still turn down."""

from tests.numbers.cited import judged, metric

YEAR = ("2023-12-29", "2024-12-31")
ORR = metric("price return", "0.3120", *YEAR, "ORR")
IDX = metric("price return", "0.1450", *YEAR, "IDX")
PRICE, TOTAL = metric("price return", "-0.0043", *YEAR, "BND"), metric("total return", "0.0031", *YEAR, "BND")
BEGAN = metric("close", "64.10", "2023-12-29", "2023-12-29", "KO", "USD")
ENDED = metric("close", "84.10", "2024-12-31", "2024-12-31", "KO", "USD")
EARLIER = metric("close", "63.80", "2023-12-28", "2023-12-28", "KO", "USD")
SPREAD = metric("Treasury yield spread", "0.58", "2024-12-31", "2024-12-31", "", "percentage_point")
YIELD = metric("Treasury yield", "0.58", "2024-12-31", "2024-12-31", "", "percent")
MOVES = metric("policy rate moves, total", "-125", "2023-01-01", "2024-12-31", "FOMC", "basis_point")
VOTE = [
    metric("votes for the decision", "8", "2024-12-18", "2024-12-18", "FOMC", "count:vote"),
    metric("votes against the decision", "4", "2024-12-18", "2024-12-18", "FOMC", "count:vote"),
]
RATES = [
    metric("Effective federal funds rate", "5.33", "2023-12-29", "2023-12-29", "", "percent"),
    metric("Effective federal funds rate", "4.48", "2024-12-31", "2024-12-31", "", "percent"),
]
SPREADS = [SPREAD, SPREAD | {"value": "0.28", "start": "2023-12-29", "end": "2023-12-29"}]
SPREADS_DOUBLED = [SPREAD, SPREAD | {"value": "0.29", "start": "2023-12-29", "end": "2023-12-29"}]
PAID = metric("dividends per share, total", "1.84", "2023-01-01", "2024-12-31", "KO", "USD")
BOTH = [metric("price return", "0.2120", *YEAR, "KO"), metric("price return", "0.0410", "2022-12-30", "2023-12-29", "KO")]

test_of_a_metric = judged(
    "text metrics number verdict",
    # a clause right behind a name tells of it, whoever opens the sentence
    ("Only ORR outran IDX, which gained 14.5% [M1].", [IDX], "14.5%", True),
    ("Only ORR outran IDX, which gained 31.2% [M1].", [ORR], "31.2%", "differs"),
    ("IDX trailed ORR, which rose 31.2% [M1].", [ORR], "31.2%", True),
    ("ORR rose 31.2% on strong revenue in 2024 [M1].", [ORR], "31.2%", True),
    ("ORR rose 31.2% on revenue worries in 2024 [M1].", [ORR], "31.2%", True),
    ("ORR rose 31.2% on revenue in 2024 [M1].", [ORR], "31.2%", "differs"),
    ("ORR stayed ahead of IDX, which rose by no more than ORR's 14.5% [M1].", [IDX], "14.5%", "differs"),
    ("IDX stayed ahead of ORR, which earned less than its 14.5% [M1].", [IDX], "14.5%", True),
    # what a year began from is the close of the last session before it
    ("In 2024 Coca-Cola climbed from $64.10 to $84.10 [M1][M2].", [BEGAN, ENDED], "$64.10", True),
    ("In 2024 Coca-Cola climbed from $64.10 in January to $84.10 [M1][M2].", [BEGAN, ENDED], "$64.10", "differs"),
    ("In 2025 Coca-Cola climbed from $64.10 [M1].", [BEGAN], "$64.10", "differs"),
    ("In 2024 Coca-Cola closed at $64.10 [M1].", [BEGAN], "$64.10", "differs"),
    ("During 2024 Coca-Cola climbed from $63.80 to $84.10 [M1][M2].", [EARLIER, ENDED], "$63.80", "differs"),
    ("Late in 2024 Coca-Cola rose from $64.10 to $84.10 [M1][M2].", [BEGAN, ENDED], "$64.10", "differs"),
    ("By 2024 Coca-Cola had risen from $64.10 to $84.10 [M1][M2].", [BEGAN, ENDED], "$64.10", "differs"),
    ("In 2024 Coca-Cola rose from a low of $64.10 to $84.10 [M1][M2].", [BEGAN, ENDED], "$64.10", "differs"),
    ("In 2024 Coca-Cola rose from $64.10 to $84.10 within two sessions [M1][M2].", [BEGAN, ENDED], "$64.10", "differs"),
    # what "then" came did not come before the level that it followed
    ("Coca-Cola sank to $64.10 in December 2023, then rose to $84.10 [M1][M2].", [BEGAN, ENDED], "$84.10", True),
    ("Coca-Cola rose to $84.10 in December 2024, before sliding to $64.10 [M1][M2].", [BEGAN, ENDED], "$64.10", "differs"),
    # "in total" of what is told "on price" before
    ("BND lost 0.43% on price but ended up 0.31% in total [M1][M2].", [PRICE, TOTAL], "0.31%", True),
    ("BND lost 0.4% on price and ended down 0.43% in total [M1][M2].", [PRICE, TOTAL], "0.43%", "differs"),
    ("On price ORR gained 9% by June 2024 and 31.2% in total in 2024 [M1].", [ORR], "31.2%", True),
    ("BND's price return was 0.2% by June 2024 and 0.31% overall in 2024 [M1].", [TOTAL], "0.31%", "differs"),
    # the gap between two yields is a spread
    ("The gap between ten-year and two-year yields widened to 0.58 points [M1].", [SPREAD], "0.58", True),
    ("The gap between ten-year and two-year yields widened to 0.58 points [M1].", [YIELD], "0.58", "differs"),
    # what was done over two years is not that of one
    ("Across 2023 and 2024 the Fed cut by 125 basis points [M1].", [MOVES], "125", True),
    ("In 2024 alone the Fed cut by 125 basis points [M1].", [MOVES], "125", "differs"),
    # the result of a vote tells those against it too
    ("Dissent grew to 8-4 in December 2024 [M1][M2].", VOTE, "8-4", True),
    ("Dissent grew to 7-5 in December 2024 [M1][M2].", VOTE, "7-5", "differs"),
    # what coupons brought lies between two returns, however near it comes to one of them
    ("BND lost 0.43% on price, so coupons were worth about 0.74 points [M1][M2].", [PRICE, TOTAL], "0.74", True),
    ("BND lost 0.43% on price, so coupons were worth about 0.45 points [M1][M2].", [PRICE, TOTAL], "0.45", "rejected"),
    # "over 2024" is a time, and no side of a comparison
    ("The funds rate fell 0.85 points over 2024 to 4.48% [M1][M2].", RATES, "0.85", True),
    ("The funds rate rose 0.85 points over 2024 to 4.48% [M1][M2].", RATES, "0.85", "rejected"),
    ("The gap between ten-year and two-year yields more than doubled, to 0.58 points [M1][M2].", SPREADS, "doubled", True),
    ("The gap between ten-year and two-year yields roughly halved, to 0.58 points [M1][M2].", SPREADS, "halved", "rejected"),
    # the head of an item of a list is no measure of its figures
    ("- **Spread:** ORR beat IDX by 16.7 points in 2024 [M1][M2].", [ORR, IDX], "16.7", True),
    ("- **Spread:** IDX beat ORR by 16.7 points in 2024 [M1][M2].", [ORR, IDX], "16.7", "rejected"),
    # a level is no other value of how often something holds it
    ("ORR closed at $84.10 [M1], roughly triple the price of its peer [M1].", [ENDED], "triple", "unsupported"),
    # two returns are no levels that a third figure would be told between, but two windows compound where words say so
    ("Throughout 2024 the Fed cut by 125 basis points [M1].", [MOVES], "125", "differs"),
    # what may be counted up to a time, or on from it, may be that of both
    ("By December 2024 the Fed had cut by 125 basis points [M1].", [MOVES], "125", True),
    ("The Fed cut once more in November 2024, bringing its total easing to 125 basis points [M1].", [MOVES], "125", True),
    ("Beginning in May 2023 the Fed cut by 125 basis points [M1].", [MOVES], "125", True),
    ("Until the end of 2024 Coca-Cola paid $1.84 a share in dividends [M1].", [PAID], "$1.84", True),
    ("Over 2024 Coca-Cola paid $1.84 a share in dividends [M1].", [PAID], "$1.84", "differs"),
    # two returns are no levels that a third figure would be told between
    ("Take both years and Coca-Cola comes out on top, at 39% [M1][M2].", BOTH, "39%", "unsupported"),
    ("Compound the two years and Coca-Cola made 26.2% [M1][M2].", BOTH, "26.2%", True),
    ("Compound the two years and Coca-Cola made 25.3% [M1][M2].", BOTH, "25.3%", "rejected"),
    ("Compound the two years and Pepsi made 26.2% [M1][M2].", BOTH, "26.2%", "rejected"),
    ("Compound the two years and Coca-Cola made 26.2% overall [M1][M2].", BOTH, "26.2%", True),
    ("Compound the two years and Coca-Cola made 26.2% yearly [M1][M2].", BOTH, "26.2%", "rejected"),
    ("Compound the two years and Coca-Cola averaged 26.2% [M1][M2].", BOTH, "26.2%", "rejected"),
    ("Compound the two years and Coca-Cola made 26.2% above Pepsi [M1][M2].", BOTH, "26.2%", "rejected"),
    # what doubled by a time had doubled at the later of two figures
    ("The spread doubled in December 2024 [M1][M2].", SPREADS_DOUBLED, "doubled", True),
    ("The spread doubled in December 2023 [M1][M2].", SPREADS_DOUBLED, "doubled", "rejected"),
    # a name that goes back to somebody told before is alone in its sentence
    ("Coca-Cola had a fine 2024. It outran IDX's 14.5%, and its gain was 21.2% [M1][M2].", [BOTH[0], IDX], "21.2%", True),
    ("Coca-Cola had a fine 2024. Pepsi outran IDX's 14.5%, and its gain was 21.2% [M1][M2].", [BOTH[0], IDX], "21.2%", "differs"),
    # a bare number goes on in the points told before it
    ("ORR won by 16.7 points [M1][M2], whereas BND fell short by 14.9 [M2][M3].", [ORR, IDX, PRICE], "14.9", True),
    ("ORR won by 16.7 points [M1][M2], whereas BND won by 14.9 [M2][M3].", [ORR, IDX, PRICE], "14.9", "rejected"),
    # "versus" puts the first one over the second
    ("ORR returned 31.2% versus 14.5% for IDX, more than double [M1][M2].", [ORR, IDX], "double", True),
    ("ORR returned 31.2% versus 14.5% for IDX, more than triple [M1][M2].", [ORR, IDX], "triple", "rejected"),
    as_of="2024-12-31",
    citations="sources",
)

RESULTS = "Halden Homes, third quarter\n- **Revenue:** $640 million (well above analyst expectations)\n- **Loss Per Share:** $0.31\n- Improvements planned"
ODDS = "Early May: 71% odds. Mid-June: 30% odds. Late July: 85% odds."
YARD = "Norrel is going to build a $3 billion yard near Tolby. Four thousand new posts."
READY = "Norrel’s head, Ann Orr, came by. Ann told me they are ready to increase their stake from $3 billion to $9 billion."
GRANT = "Orley lifted the grant from $2 billion to $6 billion."
PLAN = "The Orley administration released plans for its $7 billion investment in ports on Monday."
SHOPS = "Corin has said it will shut 70 shops in Orley. Halden has no such plans."
MERGER = "A merger would be worth $8 billion, Halden said today."
SALE = "A sale weighed in 2009 would be equal to $6 billion at today's share price."
GOAL = "Halden aims to earn a profit of $70 million next year."
AVERAGES = "The average rate was 4.4% this week, and 4.2% in the week of 9 May."
PRICES = "Microsoft rose after the price report:\n\n- 1.7% core inflation\n- 2.3% headline inflation"
BUYERS = "Fewer households were willing to borrow and Halden's orders fell 7%."
DREDGED = "The council foresees more silt although it has already spent $6 million on dredging."
OIL = "In July 2008 petrol peaked at $4.11 a gallon, which would be equal to about $5.60 a gallon today."

SPAN = "Mid-June: 30% odds. Late July: 82-88% odds."
RISK = "Orley could lose as much as $6 billion. Norrel lowered its projected earnings for the quarter by 40 million."
SPENDS = "The typical household is spending about $310 more every month than last year."

test_of_a_source = judged(
    "text source number verdict",
    ("Halden Homes had revenue of $640 million, which beat forecasts, but it lost $0.31 a share [1].", RESULTS, "$640", True),
    ("Halden Homes had revenue of $640 million, which beat forecasts, but it lost $0.31 a share [1].", RESULTS, "$0.31", True),
    (
        "Halden Homes had revenue of $640 million, which beat forecasts, but it earned $0.31 a share [1].",
        RESULTS,
        "$0.31",
        "differs",
    ),
    ("Halden Homes had a profit of $640 million [1].", RESULTS, "$640", "differs"),
    ("The odds fell from 71% in early May to 30% in mid-June, then rebounded to 85% [1].", ODDS, "85%", True),
    ("The odds fell from 71% in early May to 85% in mid-June [1].", ODDS, "85%", "differs"),
    ("The odds fell to 30% in mid-June, then rebounded to 71% [1].", ODDS, "71%", "differs"),
    ("Halden will shut 70 shops in Orley [1].", SHOPS, "70", "differs"),
    ("Corin will shut 70 shops in Orley [1].", SHOPS, "70", True),
    ("A merger worth $8 billion was closed [1].", MERGER, "$8", "differs"),
    ("A sale worth $6 billion was closed [1].", SALE, "$6", "differs"),
    ("Norrel's yard brings 4,000 posts [1].", YARD, "4,000", True),
    ("Norrel is ready to increase its stake from $3 billion to $9 billion [1].", READY, "$9", True),
    ("Norrel has already lifted its stake to $9 billion [1].", READY, "$9", "differs"),
    ("Norrel had already lifted its stake from $3 billion to $9 billion [1].", READY, "$3", "differs"),
    ("There was a law, and the cabinet laid out a $7 billion programme [1].", PLAN, "$7", True),
    ("In July 2008 the peak stood at about $5.60 in today's money [1].", OIL, "$5.60", True),
    ("In July 2008 petrol peaked at $5.60 a gallon [1].", OIL, "$5.60", "differs"),
    ("They fell to 30% in mid-June, then rebounded at least 52 points to 82-88% [1].", SPAN, "52", True),
    ("They fell to 30% in mid-June, then rebounded at least 57 points to 82-88% [1].", SPAN, "57", "rejected"),
    ("Rates fell to 30% in mid-June, and odds rose at least 52 points to 82-88% [1].", SPAN, "52", "rejected"),
    ("Odds, 30% in Orley, rose at least 52 points in Tolby to 82-88% [1].", SPAN, "52", "rejected"),
    ("Orley's potential $6 billion loss is told [1].", RISK, "$6", True),
    ("Norrel's 40 million forecast cut is told [1].", RISK, "40 million", True),
    ("Norrel's earnings fell by 40 million [1].", RISK, "40 million", "differs"),
    ("Norrel's earnings fell by 40 million, missing estimates [1].", RISK, "40 million", "differs"),
    ("- **Port money:** Plans for a $7 billion fund were released [1].", PLAN + " It is the Port Fund.", "$7", True),
    ("The household spends $310 more a month, or $3,720 annualised [1].", SPENDS, "$3,720", True),
    ("The household spends $310 more a month, or $4,720 annualised [1].", SPENDS, "$4,720", "rejected"),
    ("It spends $310 more a month [1], which would be more than $3,700 over a full year [1].", SPENDS, "$3,700", True),
    ("It spends $310 more a month [1], which would be more than $4,700 over a full year [1].", SPENDS, "$4,700", "rejected"),
    ("Norrel is ready to lift its stake to $9 billion, three times the original sum [1].", READY, "three times", True),
    ("Norrel is ready to lift its stake to $9 billion, three times the original stake [1].", READY, "three times", True),
    ("The grant was lifted to $6 billion, three times the initial sum [1].", GRANT, "three times", True),
    ("The grant was lifted to $6 billion, three times the initial stake [1].", GRANT, "three times", "rejected"),
    ("The grant was lifted to $6 billion, three times its current level [1].", GRANT, "three times", "rejected"),
    ("The grant was lifted to $6 billion, three times its existing value [1].", GRANT, "three times", "rejected"),
    ("Norrel is ready to lift its stake to $9 billion, twice the original sum [1].", READY, "twice", "rejected"),
    # a profit that was announced is no plan for one
    ("Halden was in the black and announced a $70 million profit [1].", GOAL, "$70", "differs"),
    # only what is counted goes on about the name before it
    ("Microsoft rose 1.7% [1].", PRICES, "1.7%", "differs"),
    # a mean of two weeks is that of neither
    ("The average for the week of 9 May was 4.4% [1].", AVERAGES, "4.4%", "differs"),
    ("The average for the week of 9 May was 4.2% [1].", AVERAGES, "4.2%", True),
    # who is willing to do another thing foresees nothing
    ("Halden's orders fell 7% [1].", BUYERS, "7%", True),
    ("Halden's orders fell 7% as few were ready to build [1].", "Halden's orders fell 7%.", "7%", True),
    ("Halden paid $80 million for Orrin [1].", "Halden was willing to pay $80 million for Orrin.", "$80", "differs"),
    # what was done though more is expected is done
    ("The council spent $6 million on dredging [1].", DREDGED, "$6", True),
    # a verb parts a gap from the yield behind it
    (
        "The gap between Corin and Tolby shrank with the ten-year yield at 2.6% [1].",
        "Corin's ten-year yield is 2.6%.",
        "2.6%",
        True,
    ),
    as_of="2025-12-31",
    citations="sources",
)
