"""Figures told in other words than their evidence has, and those that the same words make wrong."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text


def is_right(source: str, text: str) -> bool:
    return not any(check.verdict in ("differs", "unsupported") for check in check_text(text, [source], citations="ignore"))


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        # an aside measures nothing but itself
        (
            "Corin's shares rose 2.3% in May 2025. Its assets were 27.4 billion dollars.",
            "Corin, with assets of 27.4 billion dollars, rose 2.3% in May 2025.",
            True,
        ),
        (
            "Corin's shares climbed 4.1% on Tuesday. Its market value is 3 billion dollars.",
            "Corin, which has a market value of 3 billion dollars, climbed 4.1% on Tuesday.",
            True,
        ),
        ("Corin's share price rose 2.3% in May 2025.", "Corin's assets rose 2.3% in May 2025.", False),
        # a report opens with its day
        ("PARIS, 4 March 2025. Tin fell 1.8% today to $31,200 a tonne.", "Tin fell 1.8% on 5 March 2025.", False),
        ("PARIS, 4 March 2025. Tin fell 1.8% today to $31,200 a tonne.", "Tin fell 1.8% on 4 March 2025.", True),
        # the mean and the extremes of a list
        ("The three sales drew cover ratios of 2.8, 3.1 and 3.7.", "The cover ratio averaged 3.2 over the three sales.", True),
        ("The three sales drew cover ratios of 2.8, 3.1 and 3.7.", "The cover ratio averaged 3.4 over the three sales.", False),
        ("The three sales drew cover ratios of 2.8, 3.1 and 3.7.", "The highest cover ratio of the three sales was 3.7.", True),
        ("The three sales drew cover ratios of 2.8, 3.1 and 3.7.", "The lowest cover ratio of the three sales was 3.7.", False),
        # a list that divides a whole
        (
            "Deliveries by depot in 2025: North 210, South 180 and West 120. A year earlier it delivered 480 vans.",
            "Deliveries came to 510.",
            True,
        ),
        (
            "Deliveries by depot in 2025: North 210, South 180 and West 120. A year earlier the firm delivered 480 vans.",
            "Deliveries rose 6.25% to 510 from 480.",
            True,
        ),
        (
            "Deliveries by depot in 2025: North 210, South 180 and West 120. A year earlier it delivered 480 vans.",
            "Deliveries came to 390.",
            False,
        ),
        (
            "The firm's deliveries by model: estates 14,000, vans 8,400 and buses 5,600.",
            "Vans were 30% of the firm's deliveries.",
            True,
        ),
        (
            "The firm's deliveries by model: estates 14,000, vans 8,400 and buses 5,600.",
            "Buses were 30% of the firm's deliveries.",
            False,
        ),
        (
            "The firm's deliveries by model: estates 14,000, vans 8,400 and buses 5,600.",
            "Deliveries of estates came to 8,400.",
            False,
        ),
        # a forecast is no earlier value
        (
            "Economists had forecast 120,000 new jobs in June; employers added 165,000.",
            "Job growth accelerated by 45,000 in June.",
            False,
        ),
        (
            "Economists had expected retail sales to grow 0.3% in June; they rose 0.7%.",
            "Retail sales growth picked up by 0.4 points in June.",
            False,
        ),
        (
            "Economists had forecast 120,000 new jobs in June; employers added 165,000.",
            "Job growth beat forecasts by 45,000 in June.",
            True,
        ),
        # a fall that undoes a rise
        (
            "Shares of Orlan are still 25% above their March low.",
            "A return to its March low would mean a fall of about 20% for Orlan.",
            True,
        ),
        (
            "Shares of Orlan are still 25% above their March low.",
            "To get back to its March low Orlan would have to lose 20%.",
            True,
        ),
        (
            "Shares of Orlan are still 25% above their March low.",
            "A return to its March low would mean a fall of about 25% for Orlan.",
            False,
        ),
    ],
)
def test_arithmetic_takes_what_its_words_allow(source: str, text: str, right: bool) -> None:
    assert is_right(source, text) == right


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        # what is denied
        (
            "Ferro denied that it had agreed to buy Marl for 900 million euros.",
            "Ferro has agreed to buy Marl for 900 million euros.",
            False,
        ),
        ("Ferro denied having paid 900 million euros for Marl.", "Ferro paid 900 million euros for Marl.", False),
        (
            "Ferro rejected reports that it had sold its stake for 900 million euros.",
            "Ferro sold its stake for 900 million euros.",
            False,
        ),
        (
            "Ferro denied that it had agreed to buy Marl for 900 million euros.",
            "Ferro denied it had agreed to buy Marl for 900 million euros.",
            True,
        ),
        # what flows in and out
        (
            "Outflows from bond funds were $4 billion in the week.",
            "Investors saw $4 billion flow out of bond funds in the week.",
            True,
        ),
        ("Bond funds had net outflows of $4 billion in the week.", "Some $4 billion flowed out of bond funds in the week.", True),
        ("Bond funds had net outflows of $4 billion in the week.", "Some $4 billion flowed into bond funds in the week.", False),
        ("Bond funds had net outflows of $4 billion in the week.", "Bond funds saw $4 billion flow in during the week.", False),
        # one noun joined by a hyphen or by "of"
        (
            "Sales of existing homes ran at an annual rate of 4.2 million in June, up 5% from May's 4.0 million.",
            "Existing-home sales in June: 4.2 million annualised (May: 4.0 million), a rise of 5%.",
            True,
        ),
        ("Sales of used cars were 3.1 million in June.", "Used-car sales were 3.1 million in June.", True),
        ("Sales of existing homes were 4.2 million in June.", "New-home sales were 4.2 million in June.", False),
        # what is saved
        ("The household saving rate was 5.1% in May.", "Households put aside 5.1% of their income in May.", True),
        ("The household saving rate was 5.1% in May.", "Families saved 5.1% of their disposable income in May.", True),
        ("The household saving rate was 5.1% in May.", "Households spent 5.1% of their income on food in May.", False),
        # where a listing began
        (
            "Shares of Orlan, which floated at 410p, ended the year at 350p.",
            "Orlan ended the year at 410p after floating at 350p.",
            False,
        ),
        (
            "Shares of Orlan, which floated at 410p, ended the year at 350p.",
            "Orlan ended the year at 410p after floating at 350p.",
            False,
        ),
        (
            "Shares of Orlan, which floated at 410p, ended the year at 350p.",
            "Orlan ended the year at 350p after floating at 410p.",
            True,
        ),
        ("Shares of Orlan, which floated at 410p, ended the year at 350p.", "Orlan listed at 350p.", False),
        ("Shares of Orlan, which floated at 410p, ended the year at 350p.", "Orlan's issue price was 410p.", True),
    ],
)
def test_other_words_for_one_thing_agree(source: str, text: str, right: bool) -> None:
    assert is_right(source, text) == right


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        # a part of the year that its clause tells later
        (
            "Valm posted sales of 2.3 billion euros for the first half of fiscal 2026.",
            "First-half sales at Valm were 2.3 billion euros in fiscal 2026.",
            True,
        ),
        (
            "Valm posted sales of 2.3 billion euros for the first half of fiscal 2026.",
            "Second-half sales at Valm were 2.3 billion euros in fiscal 2026.",
            False,
        ),
        (
            "Valm posted sales of 2.3 billion euros for the first half of fiscal 2026.",
            "First-half sales at Valm were 2.3 billion euros in fiscal 2025.",
            False,
        ),
        (
            "Valm had revenue of 900 million euros in the third quarter of 2025.",
            "Third-quarter revenue at Valm was 900 million euros in 2025.",
            True,
        ),
        # the size of a decline
        (
            "Valm's sales fell 4.7% organically in the first half of 2025.",
            "Valm's organic decline in the first half of 2025 was 4.7%.",
            True,
        ),
        (
            "Valm posted net sales of 2.3 billion euros for the first half of 2025, an organic decline of 4.73%.",
            "Valm's organic decline in the first half of 2025 was 4.7%.",
            True,
        ),
        (
            "Valm posted net sales of 2.3 billion euros for the first half of 2025, an organic decline of 4.73%.",
            "Valm's organic growth in the first half of 2025 was 4.7%.",
            False,
        ),
        # who foresees expects
        ("Lenders foresee loan growth of 12%.", "Lenders expect their loan books to grow by 12%.", True),
        ("Lenders expect loan growth of 12%.", "Lenders envisage loan growth of 12%.", True),
        # what was bought is not sold, nor all there is
        (
            "Orlan Partners bought 3.1 million shares of the insurer at $22 each.",
            "Orlan sold 3.1 million shares of the insurer.",
            False,
        ),
        (
            "Orlan Partners bought 3.1 million shares of the insurer at $22 each.",
            "Orlan owns 3.1 million shares of the insurer.",
            False,
        ),
        (
            "Orlan Partners bought 3.1 million shares of the insurer at $22 each.",
            "Orlan purchased 3.1 million shares of the insurer.",
            True,
        ),
        ("Used-van prices rose 3.9% in May, while new-van prices were flat.", "New-van prices rose 3.9% in May.", False),
        ("Used-van prices rose 3.9% in May, while new-van prices were flat.", "Prices of used vans rose 3.9% in May.", True),
        ("Tin set an intraday peak of $35,900 on 3 March 2025.", "Tin closed at $35,900 on 3 March 2025.", False),
        ("Tin set an intraday peak of $35,900 on 3 March 2025.", "Tin's high of 3 March 2025 was $35,900.", True),
        # what a part leaves, and what a plan starts from
        (
            "Potash brought Harl Mining $6.0 billion of its $8.0 billion of revenue.",
            "Other minerals brought Harl Mining $2.0 billion.",
            True,
        ),
        (
            "Potash brought Harl Mining $6.0 billion of its $8.0 billion of revenue.",
            "Some 25% of Harl Mining's revenue came from other minerals.",
            True,
        ),
        (
            "Harl expects revenue of $8.8 billion in 2026, after $8.0 billion in 2025.",
            "Harl expects revenue to grow by 10% in 2026.",
            True,
        ),
        (
            "Harl expects revenue of $8.8 billion in 2026, after $8.0 billion in 2025.",
            "Harl's revenue grew by 10% in 2025.",
            False,
        ),
        (
            "The spread of junk bonds over Bunds was 310 basis points.",
            "Junk bonds yielded 310 basis points more than Bunds.",
            True,
        ),
    ],
)
def test_times_sides_and_wholes_are_told_apart(source: str, text: str, right: bool) -> None:
    assert is_right(source, text) == right


VACANT = "The vacancy rate was 6.1% in May, compared with an average of 4.4% since 2010."
COUPONS = "The bank sold bonds with coupons of 2.25%, 3.10% and 3.75%."


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        (VACANT, "The vacancy rate was 6.1% in May.", True),
        (VACANT, "The vacancy rate has averaged 4.4% since 2010.", True),
        (VACANT, "The vacancy rate has averaged 6.1% since 2010.", False),
        (VACANT, "The vacancy rate was 4.4% in May.", False),
        (COUPONS, "The lowest of the coupons was 2.25%.", True),
        ("The fund holds 2.5 trillion won.", "The fund holds 2.5T won.", True),
        ("The fund holds 2.5 billion won.", "The fund holds 2.5T won.", False),
        ("The ship brought 40 tonnes of copper.", "The ship brought 40t of copper.", True),
        # a verb told once for two numbers
        ("Orrin Foods opened 12 shops in 2024 and 15 in 2025.", "Orrin Foods opened 15 shops in 2025.", True),
        ("Orrin Foods opened 12 shops in 2024 and 15 in 2025.", "Orrin Foods has 15 shops.", False),
        ("Orrin Foods had 12 shops in 2024 and 15 in 2025.", "Orrin Foods had 15 shops in 2025.", True),
    ],
)
def test_what_stands_beside_or_is_left_out_is_read_as_meant(source: str, text: str, right: bool) -> None:
    assert is_right(source, text) == right
