"""Times as pages state them: cut where knowledge ends, with an interval that holds the truth."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.readers.times import parse


@pytest.mark.parametrize(
    ("stated", "value", "precision"),
    [
        ("2031-03-04T18:20:05+01:00", "2031-03-04T18:20:05+01:00", "second"),
        ("2031-03-04T18:20:05.123456Z", "2031-03-04T18:20:05Z", "second"),
        ("2031-03-04T18:20+0530", "2031-03-04T18:20+05:30", "minute"),
        ("2031-03-04 18:20", "2031-03-04T18:20", "minute"),
        ("20310304T182005Z", "2031-03-04T18:20:05Z", "second"),
        ("2031-03-04", "2031-03-04", "day"),
        ("2031/3/4", "2031-03-04", "day"),
        ("2031-03", "2031-03", "month"),
        ("2031", "2031", "year"),
        ("2031-03-04T00:00:00Z", "2031-03-04", "day"),
        ("2031-03-04T00:00:00+01:00", "2031-03-04", "day"),
        ("Tue, 04 Mar 2031 18:20:00 -0300", "2031-03-04T18:20:00-03:00", "second"),
        ("1930415205", "2031-03-04T18:26:45Z", "second"),
        (1930415205000, "2031-03-04T18:26:45Z", "second"),
    ],
)
def test_what_is_known(stated, value, precision):
    time = parse(stated)
    assert (time.value, time.precision) == (value, precision)


@pytest.mark.parametrize(
    "stated",
    [
        None,
        "",
        "yesterday",
        "2031-13-01",
        "2031-02-30",
        True,
        [],
        {},
        "99-1-1",
        "x" * 1000,
        "0000-00-00",
        "9999999999999999",
        float("nan"),
    ],
)
def test_what_is_no_time(stated):
    assert parse(stated) is None


def test_a_zone_makes_a_point():
    time = parse("2031-03-04T18:20:05+01:00")
    assert time.earliest == time.latest == datetime(2031, 3, 4, 17, 20, 5, tzinfo=UTC)


def test_without_a_zone_all_zones_are_meant():
    time = parse("2031-03-04")
    assert time.earliest == datetime(2031, 3, 3, 10, tzinfo=UTC)
    assert time.latest == datetime(2031, 3, 5, 11, 59, 59, tzinfo=UTC)


def test_before_only_when_sure():
    assert parse("2031-03-04T10:00Z").before(parse("2031-03-04T10:01Z"))
    assert not parse("2031-03-04").before(parse("2031-03-05"))
    assert parse("2031-03-04").before(parse("2031-03-07"))


@given(st.integers(40_000_000, 4_000_000_000), st.integers(-12 * 60, 14 * 60))
def test_the_interval_holds_the_moment(seconds, minutes):
    moment = datetime.fromtimestamp(seconds, timezone(timedelta(minutes=minutes)))
    text = moment.isoformat()
    for stated in (text, text[:16], text[:10], text[:7], text[:4]):
        time = parse(stated)
        assert time.earliest <= moment <= time.latest + timedelta(hours=26)
        if len(stated) <= 10:
            assert time.earliest <= moment <= time.latest


@given(st.text(max_size=60))
def test_anything_else_is_none(text):
    time = parse(text)
    assert time is None or time.earliest <= time.latest
