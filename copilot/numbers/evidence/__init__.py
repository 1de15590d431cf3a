"""Sources and metrics → figures found by value (`pools`).

`source`; `metric_reading`; `amounts` on one scale; `glance`, by its digits, whether a source can hold a size
`printed_value` as a reason shows it
`citations`, which of them governs a number
`claims`, what the checked text itself says, for callers who hold it against prices
"""
