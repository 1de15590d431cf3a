"""An answer, an audit, a replay: for a terminal and for programs. The only room that knows the terminal library.

A value goes through `wording` (how figures, days and states are said) to `screen`, or as it is to `json`:
    answers and audits   `terminal`, its text by `marked`; one number's reasons by `why`
    an audit as a file   `audit_page`, `audit_markdown`, both of `audit_parts`
    receipts             `receipts`: replay, drift, list, export; `differences` of two answers
    metrics, library     `metrics` with `chart`; `reports`
    an evaluation        `evaluation`, `evaluation_page`; and `progress` of long work, on stderr
"""
