from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

import copilot
from copilot.clock import new_york_today
from copilot.errors import UsageError
from copilot.home import user_folder
from copilot.settings import Settings, load_settings, parse_day


def test_flag_beats_environment_beats_file_beats_default(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().max_tokens == 1200
    own_home.mkdir()
    (own_home / "copilot.toml").write_text('max_tokens = 200\nmodel = "file"\nprices = "/file"\n')
    monkeypatch.setenv("COPILOT_MODEL", "environment")
    monkeypatch.setenv("COPILOT_PRICES", "/environment")
    found = load_settings({"prices": "/flag"})
    assert (found.max_tokens, found.model, found.prices) == (200, "environment", "/flag")


def test_the_file_of_the_folder_named_by_flag_is_read(own_home: Path, tmp_path: Path) -> None:
    other = tmp_path / "desk"
    other.mkdir()
    (other / "copilot.toml").write_text("max_tokens = 70\n")
    assert load_settings({"home": other}).max_tokens == 70
    assert load_settings().max_tokens == 1200


def test_a_file_in_the_current_directory_is_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "copilot.toml").write_text('base_url = "http://elsewhere.example/v1"\n')
    monkeypatch.chdir(tmp_path)
    assert load_settings().base_url is None


@pytest.mark.parametrize(
    "content",
    [
        "max_token = 3\n",
        "max_tokens = 0\n",
        'as_of = "2025-02-30"\n',
        "max_tokens = \n",
        'base_url = "localhost:1"\n',
        "[model]\nname = 'x'\n",
    ],
)
def test_a_bad_file_is_named_with_a_way_out(own_home: Path, content: str) -> None:
    own_home.mkdir()
    (own_home / "copilot.toml").write_text(content)
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert "copilot.toml" in caught.value.problem
    assert caught.value.fix


def test_a_file_that_is_not_text_is_named(own_home: Path) -> None:
    own_home.mkdir()
    (own_home / "copilot.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match=r"copilot\.toml"):
        load_settings()


def test_a_misspelt_variable_is_refused_and_a_foreign_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPILOT_AGENT_TOKEN", "somebody else's")
    load_settings()
    monkeypatch.setenv("COPILOT_MAX_TOKEN", "300")
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert "COPILOT_MAX_TOKENS" in caught.value.fix


def test_an_empty_variable_is_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPILOT_MODEL", "")
    monkeypatch.setenv("COPILOT_AS_OF", "")
    found = load_settings()
    assert (found.model, found.as_of) == (None, None)


def test_the_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    found = load_settings()
    assert isinstance(found.api_key, SecretStr) and found.api_key.get_secret_value() == "sk-secret"
    assert "sk-secret" not in repr(found) + str(found) + found.model_dump_json()
    monkeypatch.setenv("COPILOT_API_KEY", "sk-first")
    first = load_settings().api_key
    assert first is not None and first.get_secret_value() == "sk-first"


def test_an_error_never_repeats_a_value_that_could_be_a_key(own_home: Path) -> None:
    own_home.mkdir()
    (own_home / "copilot.toml").write_text('api_keyy = "sk-secret"\n')
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert "sk-secret" not in caught.value.problem + caught.value.fix


@pytest.mark.parametrize(
    "text", ["2025-13-01", "2025-02-29", "18.12.2025", "20251218", "2025-W01-1", "yesterday", "", "٢٠٢٥-٠١-٠١"]
)
def test_a_malformed_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        parse_day(text)


def test_a_day_that_has_not_begun_in_new_york_is_refused() -> None:
    today = new_york_today()
    assert parse_day(today.isoformat()) == today
    with pytest.raises(ValueError, match="future"):
        parse_day(today + timedelta(days=1))
    with pytest.raises(UsageError, match="--as-of"):
        load_settings({"as_of": "2999-01-01"})


def test_an_as_of_day_before_any_price_is_refused() -> None:
    with pytest.raises(ValueError, match="before any price"):
        parse_day("0001-01-01")


def test_an_as_of_day_is_a_date() -> None:
    assert load_settings({"as_of": "2025-11-04"}).as_of == date(2025, 11, 4)


def test_the_folder_is_home_else_the_users_data_folder(own_home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert load_settings().folder == own_home
    monkeypatch.delenv("COPILOT_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    if os.name == "posix" and os.uname().sysname == "Linux":
        assert load_settings().folder == tmp_path / "data" / "copilot" == user_folder()


@pytest.mark.parametrize("address", ["localhost:1", "http://", "http://[bad", "http://me:pa ss@x/v1", "http://me:pass@x:port/v1"])
def test_what_is_no_web_address_is_refused_without_repeating_it(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("COPILOT_BASE_URL", address)
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert caught.value.problem == "COPILOT_BASE_URL: not a web address"


def test_every_setting_is_read_by_the_program() -> None:
    package = Path(copilot.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py") if path.name != "settings.py")
    assert [name for name in Settings.model_fields if name != "home" and f"settings.{name}" not in text] == []


def test_every_field_is_described() -> None:
    assert all(field.description and len(field.description) > 20 for field in Settings.model_fields.values())


def test_settings_cannot_be_changed() -> None:
    from pydantic import ValidationError

    with pytest.raises(ValidationError):
        setattr(load_settings(), "max_tokens", 300)  # noqa: B010  (a plain assignment is refused by the type checker already)
