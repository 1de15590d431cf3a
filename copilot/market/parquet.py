"""Parquet files as the same tables as CSV: cells as text under the file's own column names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from copilot.errors import PrerequisiteError, SourceError

INDEX_COLUMN = "__index_level_0__"  # what pandas calls an index without a name
_LARGEST_ROWS = 2_000_000


def parquet_columns(path: Path) -> list[str]:
    """The column names of a file; empty where it is no Parquet. Raises PrerequisiteError without pyarrow."""
    parquet = _library(path)
    try:
        return [_named(name) for name in parquet.read_schema(path).names]
    except (OSError, ValueError):  # pyarrow's errors are kinds of these
        return []


def parquet_rows(path: Path, names: list[str]) -> Iterator[list[str]]:
    """The cells of these columns as text, row by row; a missing one is empty. Raises SourceError, PrerequisiteError."""
    parquet = _library(path)
    try:
        file = parquet.ParquetFile(path)
        if file.metadata.num_rows > _LARGEST_ROWS:
            raise SourceError(f"{path.name} cannot be read: it is larger than any price table", fix=f"Replace {path}.")
        written = {_named(name): name for name in file.schema_arrow.names}
        table = file.read(columns=[written[name] for name in names])
        columns = [_plain(table.column(written[name])).to_pylist() for name in names]
    except (OSError, ValueError) as error:
        raise SourceError(f"{path.name} cannot be read: it is damaged", fix=f"Replace {path} by a Parquet file.") from error
    for values in zip(*columns, strict=True):
        yield [_text(value) for value in values]


def _named(name: str) -> str:
    return "date" if name == INDEX_COLUMN else name


def _plain(column: Any) -> Any:
    """Nanoseconds as microseconds: the former are handed out as values of pandas, which is slow to load."""
    import pyarrow

    kind = column.type
    return column.cast(pyarrow.timestamp("us", kind.tz), safe=False) if pyarrow.types.is_timestamp(kind) else column


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return repr(value) if isinstance(value, float) else str(value)


def _library(path: Path) -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise PrerequisiteError(
            f"{path.name} is a Parquet file, and the library that reads it is not installed",
            fix='Install it with: pip install "checkable-copilot[parquet]", or save the table as CSV.',
        ) from None
    return pyarrow.parquet
