"""Words that say a direction, an order or a record without a figure: what of, and whether evidence bears them out.

`reading` of them in a text; `judging` against evidence
"""

from copilot.numbers.directions.judging import DirectionCheck, check_directions, judge_directions
from copilot.numbers.directions.reading import Directed, read_directions

__all__ = ["Directed", "DirectionCheck", "check_directions", "judge_directions", "read_directions"]
