"""Files in, articles out: reading, normalising, dating, storing.

`ingest` takes each file through `reading`: bytes → text (of a web page or PDF by `pages`, in a process that runs `page_worker` on
`html_text` or `pdf_text`) → `normalising`, once → `headers` and `dating` → `boilerplate` marked → article; then `chunking`, and
into `store` (`database`, `rows`).
"""
