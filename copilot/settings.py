"""Every option once: its name, unit, range and default. Flag > COPILOT_* > copilot.toml > default.

`copilot.toml` is read from the library folder only (`--library`, COPILOT_HOME, or the user's data folder). It is never read
from the current directory: a folder somebody sent must not choose where a key or a question goes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit, urlunsplit

from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from copilot.clock import new_york_today
from copilot.errors import UsageError
from copilot.home import user_folder

SETTINGS_FILE = "copilot.toml"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_DAY = date(1900, 1, 1)
LONGEST_TEXT_CHARS = 150_000  # of an audit: fifty pages; the check takes its time with many figures of many instruments


def parse_day(value: object) -> date:
    """A day that has begun in New York, written YYYY-MM-DD. Raises ValueError with one sentence saying what is wrong.

    >>> parse_day("2024-02-29")
    datetime.date(2024, 2, 29)
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        day = value
    else:
        text = str(value).strip()
        if not _DAY.fullmatch(text):
            raise ValueError(f"{text[:40]!r} is not a day")
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"{text!r} is not a day of the calendar") from None
    if day < _FIRST_DAY:
        raise ValueError(f"{day} lies before any price or article")
    if day > (today := new_york_today()):
        raise ValueError(f"{day} lies in the future (in New York it is {today})")
    return day


def _named_in_text(folder: Path | None) -> Path | None:
    """A folder whose name is not UTF-8 cannot be written into receipts and indexes. Raises ValueError."""
    if folder is not None and re.search("[\ud800-\udfff]", str(folder)):
        raise ValueError("the name of the folder is no UTF-8 text")
    return folder


def _web_address(value: str | None) -> str | None:
    """Raises ValueError where no request could be sent there. It does not repeat the address, which may hold a password."""
    with suppress(ValueError):
        parts = urlsplit(value or "")
        if value is None or (
            parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and value.split() == [value]
        ):
            return value
    raise ValueError("not a web address")


def shown_address(address: str) -> str:
    """A web address without what may be secret in it: a user's name and password, a query.

    >>> shown_address("https://me:pass@models.example:8443/v1?key=k")
    'https://models.example:8443/v1'
    """
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


class Settings(BaseSettings):
    """Validated options. Unknown names are refused; keys are never shown."""

    model_config = SettingsConfigDict(
        env_prefix="COPILOT_", extra="forbid", frozen=True, env_ignore_empty=True, populate_by_name=True, validate_default=False
    )

    home: Annotated[Path | None, AfterValidator(_named_in_text)] = Field(
        None,
        description="Library folder: articles, index, receipts (answers/), pins/, copilot.toml. None is the user's data folder. "
        "While the folder holds no library, the bundled sample library is read, and receipts are still written here.",
    )
    prices: str | None = Field(
        None,
        min_length=1,
        description='Source of prices: "yahoo" (live), "sample", "none", or a folder of one CSV per ticker. None is the sample '
        "for the sample library, and yahoo for a library of your own.",
    )
    series: str | None = Field(
        None,
        min_length=1,
        description='Source of rates and macro series: a folder of CSV files in FRED\'s format, or "fred" (live). None is none.',
    )
    filings: str | None = Field(
        None,
        min_length=1,
        description='Source of reported figures: "sec" (live), or a folder of the SEC\'s company facts, one TICKER.json each. '
        "None is the SEC where sec_contact is set.",
    )
    sec_contact: str | None = Field(
        None,
        min_length=3,
        description="Your name and e-mail address, which the SEC asks every program for. None leaves reported figures out.",
    )
    as_of: Annotated[date | None, BeforeValidator(lambda value: None if value is None else parse_day(value))] = Field(
        None, description="Last day that may enter an answer, YYYY-MM-DD, in New York. None is today, or the sample's own day."
    )
    model: str | None = Field(None, min_length=1, description="Chat model that writes the answer. None is the extractive engine.")
    base_url: Annotated[str | None, AfterValidator(_web_address)] = Field(
        None,
        description="OpenAI-compatible endpoint, http://localhost:11434/v1. None is OpenAI's own.",
    )
    api_key: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("COPILOT_API_KEY", "OPENAI_API_KEY"),
        description="Key of the endpoint, sent to base_url only. COPILOT_API_KEY, else OPENAI_API_KEY.",
    )
    model_timeout_s: float = Field(60.0, ge=1, le=600, description="Longest wait for the model, in seconds, 1 to 600.")
    model_calls: int = Field(8, ge=1, le=50, description="Most replies of the model for one answer, 1 to 50.")
    model_tokens: int = Field(
        60_000, ge=1000, le=5_000_000, description="Tokens after which the model has to answer, 1,000 to 5,000,000."
    )
    model_seconds: float = Field(180.0, ge=1, le=3600, description="Seconds after which the model has to answer, 1 to 3,600.")
    max_tokens: int = Field(1200, ge=64, le=32768, description="Longest reply of the model, in tokens, 64 to 32768.")
    embedder_dir: Path | None = Field(
        None,
        description="Folder of all-MiniLM-L6-v2 (three files, hash-checked). None is the installed package.",
    )

    @property
    def folder(self) -> Path:
        """The library folder in force: `home`, else the user's data folder. It need not exist yet."""
        return (self.home or user_folder()).expanduser()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then the environment, then the file of the folder that those two name."""
        home = init_settings().get("home") or env_settings().get("home") or user_folder()
        file = TomlConfigSettingsSource(settings_cls, Path(home).expanduser() / SETTINGS_FILE)
        return init_settings, env_settings, file


def load_settings(flags: Mapping[str, Any] | None = None) -> Settings:
    """Settings from flags (None values are absent), environment, file and defaults. Raises UsageError."""
    _refuse_misspelt_environment()
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    file = _settings_file(given)
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise _usage_error(error, given, file) from None
    except ValueError as error:  # the file is not TOML, or not text
        raise UsageError(f"{file} is not a settings file: {error}", fix="correct it, or move it away") from None
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}", fix="make it readable, or move it away") from None
    return settings


def _settings_file(given: Mapping[str, Any]) -> Path:
    home = given.get("home") or os.environ.get("COPILOT_HOME") or user_folder()
    return Path(home).expanduser() / SETTINGS_FILE


def _refuse_misspelt_environment() -> None:
    """COPILOT_MODLE would be ignored in silence; a name far from all of ours belongs to another program."""
    ours = {f"COPILOT_{name.upper()}" for name in Settings.model_fields} | {"COPILOT_QUESTION"}
    for name in sorted(os.environ):
        if name.startswith("COPILOT_") and name not in ours and (near := get_close_matches(name, ours, n=1, cutoff=0.9)):
            raise UsageError(f"{name} is not a setting", fix=f"did you mean {near[0]}? rename or unset it")


_PROBLEMS = {"string_too_short": "empty"}
_FLAGS = {"home": "--library", "as_of": "--as-of"}
_FIXES = {
    "as_of": "write the day as YYYY-MM-DD, no later than today, as --as-of 2025-12-18",
    "base_url": "write the whole address, as http://localhost:11434/v1",
    "model_timeout_s": "give seconds between 1 and 600",
    "model_calls": "give a whole number between 1 and 50",
    "model_tokens": "give a whole number between 1000 and 5000000",
    "model_seconds": "give seconds between 1 and 3600",
    "max_tokens": "give a whole number between 64 and 32768",
}


def _usage_error(error: ValidationError, given: Mapping[str, Any], file: Path) -> UsageError:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "settings"
    field = name.lower().removeprefix("copilot_")
    if first["type"] == "extra_forbidden":
        near = get_close_matches(name, Settings.model_fields, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        return UsageError(f"{name} is not a setting ({file})", fix=f"{hint}correct or remove that line")
    message = _PROBLEMS.get(first["type"]) or str(first["msg"]).removeprefix("Value error, ")
    problem = f"{_origin(field, given, file)}: {message[:1].lower()}{message[1:]}"
    return UsageError(problem, fix=_FIXES.get(field, "correct the value, or leave it out"))


def _origin(field: str, given: Mapping[str, Any], file: Path) -> str:
    if field in given:
        return _FLAGS.get(field, "--" + field.replace("_", "-"))
    variable = f"COPILOT_{field.upper()}"
    return variable if os.environ.get(variable) else f"{field} in {file}"
