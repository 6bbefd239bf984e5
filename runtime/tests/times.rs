//! Times and those of jiff.

use clientwright_runtime::{Date, Timestamp};
use jiff::civil::{date, datetime};
use jiff::tz::{TimeZone, offset};
use jiff::{Timestamp as Instant, Zoned};

fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

#[test]
fn a_date_alone() {
    let time = Timestamp::new("2016-06-05");
    assert_eq!(time.to_jiff_date().unwrap(), date(2016, 6, 5));
    let midnight = datetime(2016, 6, 5, 0, 0, 0, 0);
    assert_eq!(time.to_jiff_datetime().unwrap(), midnight);
    let zone = TimeZone::fixed(offset(2));
    let zoned = time.to_jiff_zoned_in(zone).unwrap();
    assert_eq!(zoned.timestamp(), instant("2016-06-04T22:00:00Z"));
    for error in [
        time.to_jiff().unwrap_err(),
        time.to_jiff_zoned().unwrap_err(),
    ] {
        assert_eq!(
            error.to_string(),
            "a time without offset is no point in time: say where its clock is by \
             `to_jiff_zoned_in`, or take it as it is by `to_jiff_datetime`"
        );
    }
}

#[test]
fn offsets_with_and_without_colon() {
    for (text, expected, hours, minutes) in [
        ("2016-06-05T02:30:08-0700", "2016-06-05T09:30:08Z", -7, 0),
        ("2023-12-12T14:32:50+05:30", "2023-12-12T09:02:50Z", 5, 30),
        ("2023-12-12T14:32:50Z", "2023-12-12T14:32:50Z", 0, 0),
        (
            "2016-06-05T02:30:08.25-0700",
            "2016-06-05T09:30:08.25Z",
            -7,
            0,
        ),
        (" 2016-06-05T02:30:08-07\n", "2016-06-05T09:30:08Z", -7, 0),
    ] {
        let time = Timestamp::new(text);
        assert_eq!(time.as_str(), text);
        assert_eq!(time.to_jiff().unwrap(), instant(expected), "{text}");
        assert_eq!(Instant::try_from(&time).unwrap(), instant(expected));
        let zoned = time.to_jiff_zoned().unwrap();
        assert_eq!(zoned.offset().seconds(), hours * 3600 + minutes * 60);
        assert_eq!(Zoned::try_from(&time).unwrap(), zoned);
        // The service's own offset goes before one that is suggested.
        let suggested = time.to_jiff_zoned_in(TimeZone::fixed(offset(3)));
        assert_eq!(suggested.unwrap(), zoned);
        assert_eq!(zoned.datetime(), time.to_jiff_datetime().unwrap());
        assert_eq!(zoned.date(), time.to_jiff_date().unwrap());
    }
}

#[test]
fn dates() {
    let day = date(2016, 6, 5);
    for text in ["2016-06-05", "2016-06-05T02:30:08-0700"] {
        assert_eq!(Date::new(text).to_jiff().unwrap(), day);
        assert_eq!(jiff::civil::Date::try_from(&Date::new(text)).unwrap(), day);
    }
    assert_eq!(Date::from(day).as_str(), "2016-06-05");
}

#[test]
fn texts_that_are_no_times() {
    for text in [
        "",
        "soon",
        "2016-13-05",
        "05/06/2016",
        "2016-06-05T25:00:00Z",
        "1465119008",
    ] {
        let time = Timestamp::new(text);
        let errors = [
            time.to_jiff().unwrap_err(),
            time.to_jiff_date().unwrap_err(),
            Date::new(text).to_jiff().unwrap_err(),
        ];
        for error in errors {
            assert_eq!(
                error.to_string(),
                "not a time such as 2016-06-05, 2016-06-05T02:30:08-0700 or \
                 2023-12-12T14:32:50+05:30: see the text by `as_str`",
                "{text}"
            );
        }
    }
    let error = Timestamp::new("9999-12-31T23:59:59-23:00").to_jiff();
    assert_eq!(
        error.unwrap_err().to_string(),
        "a time outside of what jiff holds"
    );
}

#[test]
fn times_from_jiff() {
    let point = instant("2016-06-05T09:30:08Z");
    assert_eq!(Timestamp::from(point).as_str(), "2016-06-05T09:30:08Z");
    let zoned = Timestamp::new("2023-12-12T14:32:50+05:30").to_jiff_zoned();
    let zoned = zoned.unwrap();
    assert_eq!(
        Timestamp::from(&zoned).as_str(),
        "2023-12-12T14:32:50+05:30"
    );
    assert_eq!(
        Timestamp::from(zoned.clone()).to_jiff_zoned().unwrap(),
        zoned
    );
    let clock = datetime(2016, 6, 5, 2, 30, 8, 0);
    assert_eq!(Timestamp::from(clock).as_str(), "2016-06-05T02:30:08");
    assert_eq!(Timestamp::from(clock.date()).as_str(), "2016-06-05");
}
