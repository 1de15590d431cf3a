from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.market.fake_fred import Fred


@pytest.fixture
def own_yfinance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """yfinance keeps one client, its caches and a cache file per process: the test starts without."""
    import yfinance
    from yfinance import cache, data

    yfinance.set_tz_cache_location(str(tmp_path_factory.mktemp("yfinance")))
    for store in (cache.get_tz_cache(), cache.get_cookie_cache()):
        store.dummy = True
    data.SingletonMeta._instances.clear()
    data.YfData.cache_get.cache_clear()
    yield
    data.SingletonMeta._instances.clear()
    cache._TzDBManager.close_db()
    cache._CookieDBManager.close_db()


@pytest.fixture
def fred() -> Iterator[Fred]:
    """A running server that speaks FRED's protocol."""
    server = Fred()
    yield server
    server.server.shutdown()
    server.server.server_close()
