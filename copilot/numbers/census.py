"""Text in, quantities out: every numeral of a text found once, sorted into kinds, read exactly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from copilot.numbers.types import Direction, Kind, Qualifier, Quantity, Role

_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_YEAR = r"(?:1[6-9]|20|21)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_GLYPHS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875", "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8", "⅙": "0.1667", "⅚": "0.8333"}
_G = "[" + "".join(_GLYPHS) + "]"
_NUM = rf"(?:(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?(?:[ -]?{_G})?|\.\d+|{_G})"
_UNITS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALE_WORDS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "mln": 10**6, "bln": 10**9, "mn": 10**6, "bn": 10**9, "tn": 10**12, "trn": 10**12, "m": 10**6, "b": 10**9, "k": 1000, "t": 10**12, "mm": 10**6, "crore": 10**7, "lakh": 10**5, "dozen": 12}
_CARD = r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_ORD_WORD = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)"
_ORDS = {w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), 1)}
_SCALE = r"(?:\s?(?:trillion|billion|million|thousand|hundred thousand|hundred|mln|bln|crore|lakh|dozen)\b|[ ]?(?:bn|tn|trn|mn|mm|k|m|b|t|K|M|B|T)(?![A-Za-z\d]))"
_CODES = "USD EUR GBP JPY CHF CAD AUD NZD SEK NOK DKK CNY INR BRL MXN KRW HKD SGD ZAR TRY PLN TWD RUB ILS THB IDR CZK HUF".split()
_SYMBOLS = {"US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD", "S$": "SGD", "R$": "BRL", "NT$": "TWD", "Mex$": "MXN", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "Rs.": "INR", "Rs": "INR", "CNY": "CNY", "RMB": "CNY", "Fr.": "CHF", "SFr": "CHF"}
_CUR_PRE = r"(?:US\$|AU\$|CA\$|HK\$|NZ\$|NT\$|Mex\$|A\$|C\$|S\$|R\$|\$|€|£|¥|₹|₩|₽|₺|₪|Rs\.?(?=\s?\d)|SFr\.?|RMB|(?:" + "|".join(_CODES) + r")(?=\s?[-−]?\d))"
_CUR_WORDS = {"dollar": "USD", "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD", "canadian dollar": "CAD", "australian dollar": "AUD", "hong kong dollar": "HKD", "singapore dollar": "SGD", "new zealand dollar": "NZD", "taiwan dollar": "TWD", "euro": "EUR", "pound": "GBP", "pounds sterling": "GBP", "sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "real": "BRL", "reai": "BRL", "franc": "CHF", "swiss franc": "CHF", "krona": "SEK", "kronor": "SEK", "swedish krona": "SEK", "swedish kronor": "SEK", "norwegian krone": "NOK", "norwegian kroner": "NOK", "danish krone": "DKK", "danish kroner": "DKK", "kroner": "NOK", "won": "KRW", "peso": "MXN", "mexican peso": "MXN", "rand": "ZAR", "lira": "TRY", "zloty": "PLN", "rouble": "RUB", "ruble": "RUB", "shekel": "ILS", "baht": "THB", "buck": "USD"}
_CUR_POST = r"(?:(?:U\.S\.|US|American|Canadian|Australian|Hong Kong|Singapore|New Zealand|Taiwan) dollars?|dollars?|euros?|pounds sterling|pounds?|sterling|yen|yuan|renminbi|rupees?|reais|reals?|(?:Swiss )?francs?|(?:Swedish )?(?:kronor|krona)|(?:Norwegian |Danish )?(?:kroner|krone)|won|(?:Mexican )?pesos?|rand|lira|zloty|roubles?|rubles?|shekels?|baht|bucks|" + "|".join(_CODES) + r")\b"
_UNIT_POST = (
    r"(?:\s?%(?![\w%])|\s?%|\s?(?:percentage[- ]points?|percent(?:age)? points?|pct points?|ppts?|pp)\b|[\s-]?(?:per ?cent|percent|pct)\b|[\s-]?(?:basis[- ]points?|bps?)\b"
    r"|[\s-]?(?:times)\b(?! in | as | a )|[xX×](?![\w])|\s?¢|p(?![\w.])|[\s-](?:US |U\.S\. )?(?:cents?|pence|pennies)\b|[\s-](?:index )?points?\b|[\s-](?:ordinary |common )?shares?\b|[\s-]?" + _CUR_POST + ")"
)
_AMOUNT = rf"(?:(?P<sgn{{n}}>[-−–+](?=[\d.$€£¥{''.join(_GLYPHS)}A-Z]))?(?:(?P<cur{{n}}>{_CUR_PRE})\s?)?(?P<sgb{{n}}>[-−])?(?P<num{{n}}>{_NUM})(?P<scl{{n}}>{_SCALE})?(?P<unt{{n}}>{_UNIT_POST})?)"


def _amount(n: str) -> str:
    return _AMOUNT.replace("{n}", n)


_NAMES = [
    r"S&P[ /]?(?:MidCap |SmallCap )?(?:\d{3,4}|/[A-Z]+ \d+)(?:[ -]?index)?\b(?=\D|$)", r"(?:Russell|Wilshire|Nikkei|FTSE|Stoxx|STOXX|Euro Stoxx|CAC|DAX|IBEX|Ibex|ASX|CSI|TSX|Nasdaq|NASDAQ|Dow Jones|Dow|TOPIX|Topix|SMI|AEX|OMX|BEL|PSI|WIG|KOSPI|Kospi|Hang Seng|MSCI|S&P/ASX|SSE|Nifty|NIFTY|Sensex|BSE|RTS|ATX|MDAX|Fortune|Forbes|Formula|Nifty Bank|Bovespa|Composite|Air|Euro|Level|Tier|Phase|Type|Class|Chapter|Title|Section|Article|Schedule|Form|Rule|Regulation|Boeing|Airbus|Apollo|Windows|iPhone|Galaxy|Model|Route|Highway|Interstate|Flight|Gate|Room|Figure|Table|Exhibit|Note|Item|Page|Part|Area|Channel|Pier|Covid|COVID|Stage|Basel|Solvency|Grade|G|Group of|PlayStation|Xbox|Mission|Agenda|Vision|Club|Studio|Terminal|Century)[ -]\d[\dA-Za-z.()/]*(?<![.,(/])",
    r"3M\b(?! (?:USD|EUR|people|shares))|7-Eleven|20th Century|Century 21|Forever 21|Motel 6|Phillips 66|23andMe|24/7|9/11|401\(k\)s?|403\(b\)|529 plans?|10-K(?:/A|s)?|10-Q(?:/A|s)?|8-K(?:/A|s)?|20-F|6-K|S-1|13[DFG]\b|\d{1,2}s\d{1,2}s\b|1099|144A|W-2\b",
    r"(?:737|747|757|767|777|787|A3[12345]0)(?: (?:MAX|Max|Dreamliner)|-\d+(?:ER)?|neo|X)?(?=s?\b)(?!\.\d|,\d| (?:million|billion|percent|points|shares|people))",
    r"(?:Aaa|Aa|Baa|Ba|Caa|A|B)[123]\b", r"[A-Z][A-Za-z]*-?\d+[A-Za-z]*(?:-\d+)*(?![\w%])(?<!H1)(?<!H2)",
    r"\b(?:\d{1,3}|one|two|three|five|ten|thirty|twenty)[- ](?:year|month|yr|week)s?[- ](?:US |U\.S\. |German |UK |Japanese |government |sovereign |benchmark )?(?:Treasur(?:y|ies)|gilts?|bunds?|bonds?|notes?|bills?|yields?|T-bills?|JGBs?|swaps?|OATs?|BTPs?|paper|breakevens?|TIPS|mortgages?|SOFR|Libor|Euribor|real yields?|fixed)\b",
    r"\b(?:\d{1,3})[- ](?:week|month|day|year|session|yr)[- ](?:high|low|peak|trough|range|(?:simple |exponential )?(?:moving )?average|MA\b|SMA|EMA|DMA|line)s?",
    r"\b\d{1,3}-day (?=moving|average)|\b\d{1,3}(?:DMA|SMA|EMA)\b", r"\b5G\b|\b4G\b|\bG7\b|\bG20\b|\bCO2\b|\bB2B\b|\bH-?1B\b|\bQ&A\b", r"\b\d+(?:-|/)(?:and-)?\d+ (?:club)\b",
]
_PERIODS = [
    rf"\b(?:[Qq][1-4]|[1-4]Q|[HhFf][12]H?|[12]H)[ ']?[’']?(?:FY ?)?(?:{_YEAR}|\d\d)?[EeFA]?\b(?!%)", r"\b(?:FY|CY|fiscal(?: year)?|financial year|calendar) ?[’']?(?:(?:19|20)\d\d|\d\d)(?:[/-]\d\d(?:\d\d)?)?[EFeA]?\b", r"\bFY[’']?\d\d[EFA]?\b",
    rf"\b(?:the )?(?:first|second|third|fourth|1st|2nd|3rd|4th)[- ](?:fiscal[- ])?(?:quarter|half)(?: of)?(?: (?:fiscal |the )?{_YEAR})?\b(?=\s)" if False else rf"\b(?:first|second|third|fourth|1st|2nd|3rd|4th)[- ](?:fiscal[- ])?(?:quarter|half)(?:,? (?:of )?(?:fiscal |fiscal year |FY)?{_YEAR})?\b(?! point)",
    rf"\b{_MONTH},? {_YEAR}\b", rf"\b(?:19|20)\d0s\b|\b[’']?\d0s\b", rf"\b{_YEAR}[/–-]\d\d(?!\d)(?![-/–]\d)", r"\b(?:\d{1,3}|" + _CARD + r")[- ](?:year|month|week|day|quarter|decade|session|hour|minute|yr|trading day|business day|night|second)s?(?![- ]old)\b(?! yield| of experience)",
    rf"\b{_YEAR}(?:[EF]\b)?(?![\d,.]*\d)(?!\s?(?:%|percent|per cent|points?\b|million|billion|bps|basis|shares|people|dollars|euros|jobs|stores|employees|barrels|units|tons|tonnes|km|miles|homes|cars|vehicles))",
]
_DATES = [
    rf"\b{_MONTH} {_DAY}(?:,? {_YEAR})?(?![\d%]|\.\d| (?:percent|million|billion|%))\b", rf"\b{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?\b", rf"\b{_YEAR}[-/.](?:1[0-2]|0[1-9])[-/.](?:3[01]|[12]\d|0[1-9])(?!\d)", r"\b(?:3[01]|[12]\d|0?[1-9])[/.](?:3[01]|[12]\d|0?[1-9])[/.](?:19|20)?\d\d\b", rf"\b{_MONTH} (?:3[01]|[12]\d|[1-9])[-–](?:3[01]|[12]\d|[1-9])(?:, {_YEAR})?\b", r"\bthe (?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b(?= |,|\.|$)(?! (?:century|anniversary|time|century|largest|biggest|floor|amendment|straight|consecutive|percentile|place|quarter))",
]
_TIMES = [r"\b(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?(?:a\.?m\.?|p\.?m\.?|AM|PM))?(?: ?(?:E[SD]?T|GMT|UTC|BST|CET|P[SD]?T|C[SD]T))?\b", r"\b(?:1[0-2]|[1-9])\s?(?:a\.m\.|p\.m\.|am|pm|AM|PM)(?![a-z])"]
_VAGUE = [r"\b(?:(?:low|mid|high)[- ](?:to[- ](?:low|mid|high)[- ])?)?(?:single|double|triple)[- ]digits?\b", r"\b(?:low|mid|high)[- ](?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|\d0s)\b", r"\b(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)(?: of (?:thousands|millions|billions))? of\b", r"\ba handful\b|\bhandful of\b|\bdozens\b"]
_FRACTION = r"(?:(?P<fn>a|one|two|three|four|half a)[- ](?P<fd>half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|tenths?)(?= of| as| the| its| more| less| higher| lower| to|[ ,.;]|$)|(?P<fh>[Hh]alf)(?= of| its| the| that| their| as| a (?:million|billion|percent|dozen)|\b))"
_QUARTER_POINT = r"(?:(?:a )?(?P<qp>quarter|half|three-quarters?)(?: of a)?(?: percentage)?[- ](?:percentage[- ])?points?\b)"
_MULT = r"(?i:\b(?P<mult>doubled?|doubles|doubling|tripled?|triples|tripling|trebled?|quadrupled?|quadrupling|halved|halves|halving|twice|twofold|two-fold|threefold|three-fold)\b)"
_MULTS = {"doubl": "2", "twofo": "2", "two-f": "2", "tripl": "3", "trebl": "3", "three": "3", "quadr": "4", "halve": "0.5", "halvi": "0.5", "twice": "2"}
_WORDNUM = rf"(?<![\w-])(?P<wn>(?:a |half a )?(?:{_CARD}(?:[- ](?:and[- ])?(?:hundred|thousand|dozen))?(?:(?: and|-and)? {_CARD})?|hundred|dozen|a (?=million|billion|trillion)))(?P<ws>\s(?:thousand|million|billion|trillion|dozen))?(?P<wu>(?:[- ]and a half)?{_UNIT_POST})?(?![\w])"

_ALTS: list[tuple[str, str]] = [
    ("citation", r"\[\s*M?\d{1,3}(?:\s*[,;–-]\s*M?\d{1,3})*(?:\s*:[^\]\n]{0,40})?\s*\]"),
    ("name", r"https?://[^\s)\]]+|www\.[^\s)\]]+|\b[\w.+-]+@[\w-]+\.[\w.]+\b"),
    ("list_marker", r"(?m:^[ \t]*\(?\d{1,2}[.)](?=\s))"),
    ("vague", "(?i:" + "|".join(_VAGUE) + ")"),
    ("date", "|".join(_DATES)),
    ("time", "|".join(_TIMES)),
    ("period", "|".join(_PERIODS[:3])),
    ("name", "|".join(_NAMES)),
    ("period", "|".join(_PERIODS[3:])),
    ("pair", r"(?<![\d.,-])\d{1,3}(?:-to-\d{1,3}|-for-\d{1,3}|:\d{1,3})(?!\d|:|\.\d)|(?<=vote )\d{1,3}[-–]\d{1,3}|(?<=voted )\d{1,3}[-–]\d{1,3}|(?<=was )\d{1,2}[-–]\d{1,2}(?=\.|,|;| )(?! (?:million|billion|percent|%))|\d{1,3}[-–]\d{1,3}(?= (?:vote|split|decision|majority|margin))|(?<=split )\d{1,3}[-–]\d{1,3}"),
    ("ordinal", rf"(?i:\b\d{{1,3}}(?:st|nd|rd|th)\b|\b{_ORD_WORD}\b)"),
    ("qpoint", _QUARTER_POINT),
    ("accounting", rf"\((?P<ac>{_CUR_PRE})?(?P<an>\d[\d,]*(?:\.\d+)?)\)(?P<as>{_SCALE})?(?P<au>{_UNIT_POST})?"),
    ("between", r"(?<=between )" + _amount("x") + r" and " + _amount("y")),
    ("range", _amount("a") + r"(?:\s?[-–—]\s?|\s+to\s+|-to-)" + _amount("b")),
    ("amount", _amount("c") + r"\+?(?P<plusunit>\s(?:ordinary |common )?shares\b)?"),
    ("fraction", r"(?i:(?<![\w-])" + _FRACTION + ")"),
    ("mult", _MULT),
    ("words", "(?i:" + _WORDNUM + ")"),
]
_SCAN = re.compile("|".join(f"(?P<k{i}_{name}>{pattern})" for i, (name, pattern) in enumerate(_ALTS)), re.UNICODE)

_UP = set("rise rises rose risen rising gain gains gained gaining climb climbs climbed climbing grow grows grew grown growing growth jump jumps jumped surge surges surged advance advances advanced add adds added increase increases increased increasing up higher rally rallied soar soared expand expanded expands widen widened widens improve improved lift lifted lifts raise raised raises hike hiked hikes boost boosted strengthen strengthened accelerated upped outperformed outperform beat beats outpaced returned appreciate appreciated rebound rebounded recover recovered increase above ahead exceed exceeded leapt swelled spiked".split())
_DOWN = set("fall falls fell fallen falling decline declines declined declining drop drops dropped dropping lose loses lost losing slip slips slipped slide slid sink sank tumble tumbled plunge plunged decrease decreases decreased down lower shed sheds cut cuts cutting reduce reduced reduces trim trimmed trims ease eased eases shrink shrank shrunk contract contracted contracts narrow narrowed dip dipped slump slumped retreat retreated weaken weakened lowered slashed trailed missed misses lagged underperformed crash crashed fewer less below pared halved squeeze slowed slash backed".split())
_NOUN_AFTER = {"gain": "up", "rise": "up", "increase": "up", "jump": "up", "surge": "up", "growth": "up", "advance": "up", "rally": "up", "climb": "up", "hike": "up", "decline": "down", "drop": "down", "fall": "down", "loss": "down", "decrease": "down", "cut": "down", "cuts": "down", "reduction": "down", "slump": "down", "dip": "down", "slide": "down", "retreat": "down", "tumble": "down", "plunge": "down", "contraction": "down", "hikes": "up", "higher": "up", "lower": "down", "more": "up", "fewer": "down", "less": "down", "above": "up", "below": "down", "increases": "up", "declines": "down"}
_QUAL: list[tuple[str, Qualifier]] = [
    (r"(?:no less than|not less than|at least|a minimum of|minimum)", "at_least"), (r"(?:no more than|not more than|at most|up to|as much as|as many as|a maximum of)", "at_most"),
    (r"(?:just under|just shy of|nearly|almost|close to|just below|approaching|shy of)", "nearly"), (r"(?:about|around|near|roughly|approximately|some|approx\.?|circa|~|≈|c\.)", "about"),
    (r"(?:more than|over|above|exceeding|exceeds?|exceeded|topped|tops|topping|surpassed|surpasses|surpassing|in excess of|just over|upwards of|greater than|>)", "over"),
    (r"(?:less than|fewer than|under|below|lower than|<)", "under"),
]
_QUALIFIERS = [(re.compile(rf"(?:^|[\s(—–-]){pattern}\s?(?:a |the |an )?$", re.IGNORECASE), q) for pattern, q in _QUAL]
_LEVEL = re.compile(r"\b(?:at|is|was|are|were|stands?|stood|closed?|settled|finished|ended|trades?|traded|of|reached|hit|touched|ran|printed|totall?ed|be|yields?)\s(?:(?:about|around|nearly|only|just|roughly|some|a|an|the|annualised|annualized|record|high|low|attractive|currently|now) ?)*$", re.IGNORECASE)


def find_quantities(text: str) -> list[Quantity]:
    """Every numeral of `text` in exactly one item, sorted, not overlapping; text[start:end] == item.text."""
    found = [item for item in _scan(text) if item is not None]
    found = _fill_gaps(text, found)
    found = _share_units(text, found)
    return [_in_context(text, found, index) for index in range(len(found))]


def _scan(text: str) -> Iterator[Quantity | None]:
    at = 0
    while match := _SCAN.search(text, at):
        kind = (match.lastgroup or "")
        key = next(name for name, value in match.groupdict().items() if name.startswith("k") and "_" in name and value is not None)
        item = _READERS[key.split("_", 1)[1]](text, match, key)
        at = max(match.end() if item is None else item.end, at + 1)
        del kind
        yield item


def _plain(kind: Kind) -> Callable[[str, re.Match[str], str], Quantity | None]:
    def read(text: str, match: re.Match[str], key: str) -> Quantity | None:
        start, end = match.span()
        if kind == "list_marker":
            start += len(match.group()) - len(match.group().lstrip())
        return Quantity(start, end, text[start:end], kind)

    return read


def _number(text: str) -> tuple[Decimal, Decimal]:
    glyph = next((g for g in text if g in _GLYPHS), None)
    digits = re.sub(r"[^\d.]", "", text.replace(glyph or "\0", ""))
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in digits).strip(".")
    whole = Decimal(digits) if digits else Decimal(0)
    if glyph:
        return whole + Decimal(_GLYPHS[glyph]), Decimal("0.01")
    return whole, Decimal(1).scaleb(-len(digits.partition(".")[2]))


def _scale(text: str | None) -> int:
    value = 1
    for word in re.findall(r"[A-Za-z]+", text or ""):
        value *= _SCALE_WORDS.get(word.lower(), 1)
    return value


def _unit(cur: str | None, unit: str | None) -> tuple[str, Decimal]:
    """Unit id and the factor of the printed number in it."""
    post = re.sub(r"[-\s]+", " ", unit or "").strip().lower().rstrip(".")
    one = Decimal(1)
    if cur:
        return _SYMBOLS.get(cur.rstrip("."), _SYMBOLS.get(cur, cur)), one
    if not post:
        return "none", one
    if post in ("%", "percent", "per cent", "pct"):
        return "percent", one
    if post.startswith(("percentage point", "percent point", "pct point", "pp")):
        return "percentage_point", one
    if post.startswith(("basis", "bp")):
        return "basis_point", one
    if post in ("times", "x", "×"):
        return "ratio_x", one
    if post in ("¢",) or re.search(r"\bcents?$", post):
        return "USD", Decimal("0.01")
    if post == "p" or post in ("pence", "pennies"):
        return "GBP", Decimal("0.01")
    if post.endswith(("point", "points")):
        return "index_point", one
    if post.endswith(("share", "shares")):
        return "share", one
    return _CUR_WORDS.get(post) or _CUR_WORDS.get(post.rstrip("s")) or post.upper(), one


def _read_amount(text: str, match: re.Match[str], n: str, start: int | None = None) -> Quantity:
    num, cur, scl, unt = match[f"num{n}"], match[f"cur{n}"], match[f"scl{n}"], match[f"unt{n}"]
    value, ulp = _number(num)
    unit, factor = _unit(cur, unt)
    if cur and unt and unit != _unit(None, unt)[0] and not unt.strip().lower().startswith(("dollar",)):
        pass
    scale = _scale(scl) * factor
    sign = -1 if (match[f"sgn{n}"] or match[f"sgb{n}"] or "") in ("-", "−", "–") else 1
    begin = match.start(f"sgn{n}") if match[f"sgn{n}"] else match.start(f"cur{n}") if cur else match.start(f"sgb{n}") if match[f"sgb{n}"] else match.start(f"num{n}")
    end = match.end(f"unt{n}") if unt else match.end(f"scl{n}") if scl else match.end(f"num{n}")
    if sign < 0 and match[f"sgn{n}"] and begin and (text[begin - 1].isalnum()):
        sign, begin = 1, begin + 1
    return Quantity(begin, end, text[begin:end], "quantity", value=sign * value * scale, unit=unit, ulp=ulp * scale)


def _amount_item(text: str, match: re.Match[str], key: str) -> Quantity | None:
    item = _read_amount(text, match, "c")
    end = match.end()
    if match["plusunit"]:
        item = replace(item, end=end, text=text[item.start : end], unit="share" if item.unit == "none" else item.unit)
    if text[item.end : item.end + 1] == "+" or "+" in item.text[-8:]:
        item = replace(item, qualifier="over")
    return item


def _range_item(text: str, match: re.Match[str], key: str) -> Quantity | None:
    low, high = ("x", "y") if key.endswith("between") else ("a", "b")
    one, two = _read_amount(text, match, low), _read_amount(text, match, high)
    before = text[max(0, one.start - 40) : one.start]
    linker = text[one.end : match.start(f"cur{high}") if match[f"cur{high}"] else match.start(f"num{high}")]
    if "to" in linker and re.search(r"(?:\bfrom\s(?:a |an |the )?(?:\w+ )?)$", before) and re.search(_MOVE, text[max(0, one.start - 90) : one.start]):
        return one
    if "to" in linker and (re.search(r"\b(?:by|rose|fell|up|down|gained|lost|grew|climbed|dropped|slipped|dipped|cut|raised|jumped|shed|added)\s(?:\w+\s)?$", before) and one.unit != two.unit):
        return one
    if one.unit != "none" and two.unit != "none" and one.unit != two.unit and not (match[f"cur{low}"] and two.unit == one.unit):
        return one
    if two.value is None or one.value is None:
        return one
    if linker.strip() == "-" and one.unit == "none" and two.unit == "none" and not (match[f"scl{high}"]) and not linker.startswith(" "):
        return replace(two, start=one.start, text=text[one.start : two.end], value=None, low=min(one.value, abs(two.value)), high=max(one.value, abs(two.value)), ulp=two.ulp) if re.match(r"\s[a-z]", text[two.end : two.end + 2]) and one.value < abs(two.value) else Quantity(one.start, two.end, text[one.start : two.end], "quantity", unit="none")
    unit = two.unit if one.unit == "none" else one.unit
    a, b = one.value, two.value
    if match[f"unt{high}"] and not match[f"unt{low}"] and not match[f"cur{low}"]:
        a *= _unit(None, match[f"unt{high}"])[1]
    if match[f"scl{high}"] and not match[f"scl{low}"]:
        a *= _scale(match[f"scl{high}"])
    if a > b and b < 0 < a:
        b = -b
    if a > b:
        return one
    return Quantity(one.start, two.end, text[one.start : two.end], "quantity", low=a, high=b, unit=unit, ulp=min(one.ulp or Decimal(1), two.ulp or Decimal(1)))


_MOVE = re.compile(r"\b(?:" + "|".join(sorted(_UP | _DOWN | {"moved", "went", "changed", "change", "move", "swung", "came", "goes", "taking", "revised", "bringing", "decline", "gain", "low", "advance"})) + r")\b", re.IGNORECASE)


def _pair(text: str, match: re.Match[str], key: str) -> Quantity | None:
    return Quantity(match.start(), match.end(), match.group(), "quantity")


def _ordinal(text: str, match: re.Match[str], key: str) -> Quantity | None:
    word = match.group().lower()
    value = _ORDS.get(word) or int(re.sub(r"\D", "", word) or 0)
    after = text[match.end() : match.end() + 60]
    run = re.match(r"[\s-](?:\w+[\s-]){0,3}?(?:consecutive|straight|successive)\b|[\s-](?:\w+[\s-]){1,4}in a row\b", after)
    if word == "second" and re.match(r"s?\b", after) and re.search(r"\b(?:per|a|each|every) $", text[max(0, match.start() - 6) : match.start()]) and not run:
        return None
    if run:
        return Quantity(match.start(), match.end(), match.group(), "ordinal", value=Decimal(value), unit="count:run", ulp=Decimal(1))
    return Quantity(match.start(), match.end(), match.group(), "ordinal")


def _qpoint(text: str, match: re.Match[str], key: str) -> Quantity | None:
    value = {"q": "0.25", "h": "0.5", "t": "0.75"}[match["qp"][0].lower()]
    return Quantity(match.start(), match.end(), match.group(), "quantity", value=Decimal(value), unit="percentage_point", ulp=Decimal("0.01"))


def _accounting(text: str, match: re.Match[str], key: str) -> Quantity | None:
    column = match["as"] or match["au"] or re.search(r"[:|\t][^.;\n]{0,30}$|\)\s+$", text[max(0, match.start() - 32) : match.start()])
    value, ulp = _number(match["an"])
    unit, factor = _unit(match["ac"], match["au"])
    scale = _scale(match["as"]) * factor
    if column and not match["ac"] and (match["as"] or match["au"] or "," in match["an"] or "." in match["an"]) or (column and match["as"]):
        return Quantity(match.start(), match.end(), match.group(), "quantity", value=-value * scale, unit=unit, ulp=ulp * scale)
    start = match.start("ac") if match["ac"] else match.start("an")
    end = match.end("an")
    return Quantity(start, end, text[start:end], "quantity", value=value, unit=_unit(match["ac"], None)[0], ulp=ulp)


def _fraction(text: str, match: re.Match[str], key: str) -> Quantity | None:
    word = match.group().lower()
    after = text[match.end() : match.end() + 30]
    if word.startswith("half"):
        if not re.match(r" (?:of|its|the|that|their|his|a|as)\b", after) or re.search(r"\b(?:first|second|and a) $", text[max(0, match.start() - 8) : match.start()]):
            return None
        return Quantity(match.start(), match.end(), match.group(), "count_word", value=Decimal("0.5"), unit="ratio_x", ulp=Decimal("0.01"))
    parts = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
    name = match["fd"].lower().rstrip("s") if match["fd"].lower() != "half" else "half"
    top = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "half a": 0.5}[match["fn"].lower()]
    before = text[max(0, match.start() - 14) : match.start()].lower()
    if re.match(r" (?:of an? (?:hour|century)|ago|earlier|century|hour|century|later|before|to |after)", after) or (name == "quarter" and top == 1 and not re.match(r" (?:of|to|more|less|higher|lower)|[,.;]? ?(?:of)", after) and not re.search(r"\bby $", before)):
        return None
    if name in ("third", "fifth", "quarter") and top == 1 and not (re.match(r" (?:of|more|less|higher|lower|to)\b", after) or re.search(r"(?:by|up|down|under|over|about|than|nearly|almost|roughly|rose|fell) $", before)):
        return None
    value = (Decimal(str(top)) / parts[name]).quantize(Decimal("0.0001"))
    return Quantity(match.start(), match.end(), match.group(), "count_word", value=value.normalize() if value == value.to_integral_value() else value, unit="ratio_x", ulp=Decimal("0.01"))


def _mult(text: str, match: re.Match[str], key: str) -> Quantity | None:
    word = match["mult"].lower()
    if word in ("double", "triple") and not re.search(r"\b(?:to|will|would|could|may|might|can|nearly|almost|more than)\s$|than\s$", text[max(0, match.start() - 10) : match.start()]):
        return None
    value = Decimal(_MULTS[word[:5]])
    moving = word not in ("twice", "twofold", "two-fold")
    direction: Direction = ("down" if value < 1 else "up") if moving else "none"
    return Quantity(match.start(), match.end(), match.group(), "count_word", value=value, unit="ratio_x", ulp=Decimal(1) if value >= 1 else Decimal("0.01"), direction=direction, role="change" if moving else "none")


def _word_value(words: str) -> Decimal:
    total, current = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in ("hundred", "dozen"):
            current = max(current, 1) * _SCALE_WORDS[word]
        elif word in _SCALE_WORDS and len(word) > 3:
            total, current = total + max(current, 1) * _SCALE_WORDS[word], 0
    return Decimal(total + current)


def _words(text: str, match: re.Match[str], key: str) -> Quantity | None:
    body, unit_text = match["wn"], match["wu"]
    start = match.start() + (len(body) - len(re.sub(r"^(?:half a |a )", "", body)) if body.lower().startswith("a ") and match["ws"] is None else 0)
    value = _word_value(body + (match["ws"] or ""))
    after = text[match.end() : match.end() + 24]
    if unit_text:
        unit, factor = _unit(None, unit_text)
        return Quantity(start, match.end(), text[start : match.end()], "quantity", value=value * factor, unit=unit, ulp=factor * _scale(match["ws"]))
    if value < 2 or after[:1] == "-" or re.match(r"[- ](?:way|party|off|fold|handed|sided|time)\b", after):
        return None
    if not re.match(r"\s+[a-z(]|\s+of\s|\s+[A-Z][a-z]|[,.;]|$", after) or re.match(r"\s+(?:and|or|is|was|to|in|on|at|by|for|the)\b", after) and not re.match(r"\s+(?:of|to)\b", after):
        if not re.match(r"\s+of\b", after) and not re.search(r"(?:of|all|the|only|by|to) $", text[max(0, start - 6) : start]):
            return None
    head = re.match(r"\s+(?:[a-z]+-)*(?:more |other |new |large |regional |quarter-point )?([a-z]+)", after)
    lemma = (head[1].rstrip("s") if head else "item")
    return Quantity(start, match.end(), text[start : match.end()], "count_word", value=value, unit=f"count:{lemma}", ulp=Decimal(1))


_READERS: dict[str, Callable[[str, re.Match[str], str], Quantity | None]] = {
    "citation": _plain("citation"), "name": _plain("name"), "list_marker": _plain("list_marker"), "vague": _plain("vague"), "date": _plain("date"),
    "time": _plain("time"), "period": _plain("period"), "pair": _pair, "ordinal": _ordinal, "qpoint": _qpoint, "accounting": _accounting,
    "between": _range_item, "range": _range_item, "amount": _amount_item, "fraction": _fraction, "mult": _mult, "words": _words,
}


def _fill_gaps(text: str, found: list[Quantity]) -> list[Quantity]:
    """Digits that no item holds become items of their own."""
    held, out = 0, []
    for item in [*found, None]:
        stop = item.start if item else len(text)
        for match in re.finditer(r"[^\W\d_]*\d+[\w]*", text[held:stop]):
            start = held + match.start()
            out.append(Quantity(start, start + len(match.group()), match.group(), "name"))
        for match in re.finditer(r"(?<!\w)[^\w\s](?!\w)", ""):
            del match
        if item:
            out.append(item)
            held = item.end
    return out


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """List items take the unit, and the currency, of the item that ends the list."""
    out = list(found)
    for index in range(len(out) - 2, -1, -1):
        item, after = out[index], out[index + 1]
        if item.kind == "quantity" and item.unit == "none" and item.value is not None and after.kind == "quantity" and after.unit not in ("none",) and after.value is not None:
            between = text[item.end : after.start]
            simple = re.fullmatch(r",? (?:and |or |& )?|, |/", between)
            named = re.fullmatch(r",(?: and)? (?:[A-Z][\w&.-]*\s?){1,3}", between) and not after.unit.startswith(("percent",))
            if simple or named:
                scaled = item.ulp and after.ulp
                factor = Decimal(1)
                if simple and scaled and _scale(re.sub(r"[\d.,$€£]", "", after.text)) > 1 and _scale(re.sub(r"[\d.,]", "", item.text)) == 1:
                    factor = Decimal(_scale(re.sub(r"[\d.,$€£]", "", after.text)))
                out[index] = replace(item, unit=after.unit, value=item.value * factor, ulp=(item.ulp or Decimal(1)) * factor)
    return out


def _in_context(text: str, items: list[Quantity], index: int) -> Quantity:
    item = items[index]
    if item.kind not in ("quantity", "count_word") or item.text.startswith("["):
        return item
    before = text[max(0, item.start - 90) : item.start]
    cut = max(before.rfind(c) for c in (". ", "; ", "? ", "! ", "\n")) + 1
    before = before[cut:]
    after = text[item.end : item.end + 40]
    qualifier = item.qualifier
    if qualifier == "none":
        qualifier = next((q for pattern, q in _QUALIFIERS if pattern.search(before)), "none")
        if re.match(r"\s(?:or so)\b", after):
            qualifier = "about"
        if re.match(r"\s(?:or more|or higher|or above)\b", after):
            qualifier = "at_least"
        if re.match(r"\s(?:or less|or fewer|or lower)\b", after):
            qualifier = "at_most"
    unit = item.unit
    if unit == "none" and item.kind == "quantity" and (item.value is not None) and (head := re.match(r"[\s-]+([a-z]{3,})|(?=\s7\d7 )", after)) and (head[1] or "item") not in _STOPHEADS and not _LEVEL_OF_INDEX.search(before):
        unit = f"count:{(head[1] or 'item').rstrip('s')}"
    if item.role != "none":
        return replace(item, qualifier=qualifier, unit=unit)
    role, direction = _role(text, items, index, before, after)
    return replace(item, qualifier=qualifier, unit=unit, role=role, direction=direction)


_STOPHEADS = set("and the for from with per after before over under than that this while but was were are has have had its their his her who which when where against compared versus points annualised annualized respectively times percent today yesterday last next earlier later year month week day".split())
_LEVEL_OF_INDEX = re.compile(r"\b(?:index|gauge|closed at|level)\b[^.]{0,20}$", re.IGNORECASE)


def _role(text: str, items: list[Quantity], index: int, before: str, after: str) -> tuple[Role, Direction]:
    tail = re.sub(r"(?:\b(?:about|around|near|nearly|almost|roughly|approximately|some|over|more than|less than|just|only|at least|an?|the|another|up|as much as|close to|under|annualised|annualized|seasonally|adjusted|further|record|net|of|by|than|still|to a|fewer than|up to|no more than|quarterly|modest|whopping|low|high|intraday)\b|[~$(])\s*$", "", before.rstrip(), flags=re.IGNORECASE).rstrip()
    words = re.findall(r"[A-Za-z'-]+", before)
    last = words[-1].lower() if words else ""
    if re.search(r"\bfrom (?:[a-z' ]{0,24})$", before, re.IGNORECASE) and not re.search(r"\bfrom (?:its|the|a) (?:year|month)", before):
        return "from", "none"
    if re.search(r"\b(?:to|reaching|hitting|into)\s(?:(?:a|an|about|around|nearly|some|the|as low as|as high as|just|only|record|level of|roughly|almost|more than|over|below|above|under)\s?){0,3}$", before, re.IGNORECASE) and _MOVE.search(before):
        return "to", "none"
    if last == "to" and re.search(r"\b(?:goes|went|moved|set|brought|bringing|taking)\b", before):
        return "to", "none"
    mark = re.match(r"[\s-](?:(?:annualised|annualized|quarterly|annual|monthly|daily|weekly|sales|revenue|price|one-day|rate|profit|earnings|year-on-year|steep|sharp|further|point|net|interest|interest-rate|rate-) ?){0,2}([a-z]+)", after)
    if mark and mark[1] in _NOUN_AFTER and item_is_change(items[index]):
        return "change", _NOUN_AFTER[mark[1]]  # type: ignore[return-value]
    for back in range(1, 9):
        if back > len(words):
            break
        word = words[-back].lower()
        if back > 4 and word in ("and", "which"):
            break
        if word in _UP or word in _DOWN:
            if back > 1 and re.search(r"\b(?:at|was|is|stood|to|reached|from)\s(?:\S+\s){0,2}$", before) and not re.search(r"\b(?:by|was up|is up|was down|is down)\b", before):
                break
            if items[index].unit == "USD" and word in ("beat", "beats"):
                pass
            if re.search(rf"\b{word}\b[^,;]*\bto\b", before) and not re.search(r"\bby\b", before):
                break
            return "change", "up" if word in _UP else "down"
    del tail
    if _LEVEL.search(before):
        return "level", "none"
    return "none", "none"


def item_is_change(item: Quantity) -> bool:
    """Whether the unit can be that of a by-amount."""
    return item.unit != "ratio_x"
