"""Which reading feeds a definition: the names that definitions give as `needs`."""

from __future__ import annotations

from collections.abc import Mapping

from copilot.metrics.breadth_readings import ListReading
from copilot.metrics.decisions import DecisionReading, MovesReading, RunReading
from copilot.metrics.fact_readings import FactReading, GrowthReading, LastQuarterReading, TwoFactsReading
from copilot.metrics.level_readings import (
    DividendsReading,
    GapReading,
    HistoryReading,
    RangeReading,
    TwoAveragesReading,
    TwoClosesReading,
)
from copilot.metrics.readings import EndsReading, FieldReading, PathReading, Reading
from copilot.metrics.series import PairReading, ReturnsReading
from copilot.metrics.series_readings import RealReading, SeriesReading, SpanReading
from copilot.metrics.special import DistanceReading, DrawdownReading, TwoPathsReading
from copilot.metrics.trailing import (
    AmountReading,
    EndsAndYearsReading,
    LastClosesReading,
    MomentumReading,
    PreviousReading,
    RecoveryReading,
    SmoothedReading,
    WeeklyClosesReading,
    YearsReading,
)

READINGS: Mapping[str, Reading] = {
    "open of a session": FieldReading("open", whole_window=False),
    "close of a session": FieldReading("close", whole_window=False),
    "lows": FieldReading("low"),
    "highs": FieldReading("high"),
    "closes": FieldReading("close"),
    "highs and last close": DistanceReading(),
    "ends": EndsReading(),
    "path": PathReading(),
    "amount and path": AmountReading(),
    "two paths": TwoPathsReading(),
    "daily returns": ReturnsReading("daily"),
    "weekly returns": ReturnsReading("weekly"),
    "monthly returns": ReturnsReading("monthly"),
    "pair of returns": PairReading(),
    "returns and risk-free rate": ReturnsReading(None, "risk_free_annual"),
    "returns and target": ReturnsReading(None, "target_annual"),
    "path and years": YearsReading(),
    "ends and years": EndsAndYearsReading(),
    "last weekly closes": WeeklyClosesReading(),
    "closes to smooth": SmoothedReading(),
    "months but the latest": MomentumReading(),
    "last closes": LastClosesReading(),
    "highs or closes": PreviousReading(),
    "peaks, troughs and days": RecoveryReading(),
    "peaks and troughs": DrawdownReading(),
    "adjusted close of a session": FieldReading("adjusted_close", whole_window=False),
    "close before and open": GapReading(),
    "lows and last close": DistanceReading("low"),
    "highs and lows": RangeReading(),
    "levels up to a day": HistoryReading(),
    "pair of returns and risk-free rate": PairReading("risk_free_annual"),
    "two closes": TwoClosesReading(),
    "last closes, short count": TwoAveragesReading(),
    "dividends and last close": DividendsReading(),
    "last closes of each": ListReading(),
    "two closes of each": ListReading(sessions="2"),
    "figure": FactReading(None),
    "trailing P/E": FactReading("trailing P/E"),
    "forward P/E": FactReading("forward P/E"),
    "EV/EBITDA": FactReading("EV/EBITDA"),
    "dividend yield": FactReading("dividend yield"),
    "figure of both": TwoFactsReading(),
    "figure and the one of a year before": GrowthReading(),
    "figure of a year and of its nine months": LastQuarterReading(),
    "observation": SeriesReading(("id",)),
    "observations of two series": SeriesReading(("long", "short")),
    "observations of two ends": SpanReading(),
    "yield, index and index a year before": RealReading(),
    "decision on a day: lower": DecisionReading("lower"),
    "decision on a day: upper": DecisionReading("upper"),
    "decision of a meeting: change_bps": DecisionReading("change_bps", on_the_day=True),
    "decision of a meeting: votes_for": DecisionReading("votes_for", on_the_day=True),
    "decision of a meeting: votes_against": DecisionReading("votes_against", on_the_day=True),
    "decisions of a window": MovesReading(),
    "run of decisions: -1": RunReading(-1),
    "run of decisions: 0": RunReading(0),
    "run of decisions: 1": RunReading(1),
}
