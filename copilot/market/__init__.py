"""Tickers, series and days in; prices, figures, series and meetings out, each cut at the as-of day.

`sources` opens what the settings name. A source gives only what was known by a day, and says what it lacks:
    prices      `files` (a folder: `tables` by `csvtable` or `parquet`), `sample`, `live` (`yahoo`, told `as_traded`); `months`
    figures     `yahoo_facts` of today; filed ones from `sec` or `filing_files`, read by `sec_facts`; `fact_names`
    series      `fred` or `series_files`, both of `series_csv`; `series_table` knows them, `series_matters` their words,
                `series_changes` their growth; `series_prices` takes them for an index
    decisions   `policy`; sessions, holidays, month ends: `calendar`
    in between  `pins` and `day_cache` keep what was fetched, `retrying` asks again, `warming` asks at once, `lenient_series` goes
                on without, `recorded` remembers for a receipt; `folder_check` and `staleness` say what is doubtful
"""
