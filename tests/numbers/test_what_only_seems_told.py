"""Words of forecasts, deals, totals, bets and failures that belong to something else than the figure beside them."""

from __future__ import annotations

from tests.numbers.cited import judged, metric

test_a_forecast_moved_from_a_level_is_no_fact_and_an_expected_move_begins_at_one = judged(
    "source text number verdict",
    ("Brimmel's sales were $7 billion.", "Brimmel cut its sales forecast from $7 billion to $6 billion.", "$7 billion", "differs"),
    ("Brimmel's sales were $7 billion in 2025.", "Brimmel raised its 2025 outlook for sales from $7 billion to $8 billion.",
     "$7 billion", "differs"),
    ("Sales were $7 billion.", "Sales are forecast to rise from $7 billion to $8 billion.", "$7 billion", True),
    ("Brimmel cut its sales forecast from $7 billion.", "Brimmel cut its sales forecast from $7 billion to $6 billion.",
     "$7 billion", True),
    as_of="2025-12-31",
)  # fmt: skip

test_only_a_deal_that_its_source_tells_as_agreed_or_subject_to_approval_is_open = judged(
    "source text number verdict",
    ("The $7 billion takeover of Ferro took effect in May. Brimmel has proposed a dividend.",
     "Brimmel completed the $7 billion takeover of Ferro.", "$7 billion", True),
    ("Brimmel paid $7 billion for the acquisition of Ferro, subject to the usual adjustments.",
     "Brimmel closed its acquisition of Ferro for $7 billion.", "$7 billion", True),
    ("Brimmel's planned takeover for $7 billion was subject to approval.",
     "Shares of Brimmel closed the week up on its $7 billion takeover.", "$7 billion", True),
    ("Brimmel has agreed to buy Ferro for $7 billion.", "Brimmel completed its $7 billion takeover of Ferro.", "$7 billion", "differs"),
    as_of="2025-12-31",
)  # fmt: skip

test_what_is_added_to_something_else_may_come_to_so_much = judged(
    "source text number verdict",
    ("The economy added another 139,000 jobs in May.", "Job gains totaled 139,000 in May.", "139,000", True),
    ("Its bill is $7 million a month.", "Its monthly bill totals $7 million.", "$7 million", True),
    ("Brimmel spends $7 million a month.", "Brimmel spent $7 million in all.", "$7 million", "differs"),
    as_of="2025-12-31",
)

test_what_somebody_else_failed_to_do_and_another_clause_s_time_are_not_the_figure_s = judged(
    "source text number verdict",
    ("Brimmel shares closed 6% higher.", "Brimmel shares rose 6% after a rival failed to close a deal.", "6%", True),
    ("TIN rose 6% for the week.", "This month has been good: TIN rose 6% last week.", "6%", True),
    ("TIN rose 6% for the month.", "TIN rose 6% for the week.", "6%", "differs"),
    ("Copper\n- **YTD Performance:** -7% decline", "Copper was down 7% for the month.", "7%", False),
    (
        "A deal for 900 cooks and waiters averted a strike.",
        "A deal for 900 cooks and waiters failed to avert a strike.",
        "900",
        False,
    ),
    ("China took 60% of the total in 2021.", "China took 60% of the 2022 total.", "60%", "differs"),
    (
        "Garrick closed at 40.00 on 17 November 2025.",
        "Garrick closed at 40.00 on Monday, the 24th straight gain.",
        "40.00",
        False,
    ),
    as_of="2025-12-31",
)

ROSE = metric("price return", "0.0840", "2023-12-29", "2024-12-31", "TIN")  # M1

test_only_a_bet_against_the_fund_turns_what_it_made = judged(
    "text number verdict",
    ("After selling bonds, TIN gave investors 8.40% in 2024 [M1].", "8.40%", True),
    ("Shorting TIN cost investors 8.40% in 2024 [M1].", "8.40%", True),
    ("Selling TIN earned investors 8.40% in 2024 [M1].", "8.40%", "differs"),
    ("Over both years, TIN rose 8.40% in 2024 [M1].", "8.40%", True),
    ("Over both years, TIN rose 8.40% [M1].", "8.40%", "differs"),
    metrics=[ROSE],
    as_of="2025-12-31",
)
