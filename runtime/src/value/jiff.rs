//! Times as those of jiff, in all forms in which services write them.

use std::fmt;

use jiff::civil;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use jiff::{Timestamp as Instant, Zoned};

use super::{Date, Timestamp};

/// A text is not the time that was asked for. It does not show the text: a date may be personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeError(Problem);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Form,
    NoOffset,
    Range,
}

impl fmt::Display for TimeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.0 {
            Problem::Form => {
                "not a time such as 2016-06-05, 2016-06-05T02:30:08-0700 or \
                 2023-12-12T14:32:50+05:30: see the text by `as_str`"
            }
            Problem::NoOffset => {
                "a time without offset is no point in time: say where its clock is by \
                 `to_jiff_zoned_in`, or take it as it is by `to_jiff_datetime`"
            }
            Problem::Range => "a time outside of what jiff holds",
        })
    }
}

impl std::error::Error for TimeError {}

fn pieces(text: &str) -> Result<Pieces<'_>, TimeError> {
    Pieces::parse(text.trim_ascii()).map_err(|_| TimeError(Problem::Form))
}

/// The date and time as they are written.
fn datetime(pieces: &Pieces<'_>) -> civil::DateTime {
    let midnight = civil::Time::midnight();
    pieces.date().to_datetime(pieces.time().unwrap_or(midnight))
}

fn zoned(pieces: &Pieces<'_>, or: Option<TimeZone>) -> Result<Zoned, TimeError> {
    let zone = match pieces.to_numeric_offset() {
        Some(offset) => offset.to_time_zone(),
        None => or.ok_or(TimeError(Problem::NoOffset))?,
    };
    let zoned = datetime(pieces).to_zoned(zone);
    zoned.map_err(|_| TimeError(Problem::Range))
}

/// Behind the feature `jiff`.
impl Timestamp {
    /// The point in time.
    ///
    /// # Errors
    /// The text is not a time, or has no offset, as a date alone.
    pub fn to_jiff(&self) -> Result<Instant, TimeError> {
        Ok(self.to_jiff_zoned()?.timestamp())
    }

    /// The point in time, with the offset that the service wrote.
    ///
    /// # Errors
    /// As [`to_jiff`](Self::to_jiff).
    pub fn to_jiff_zoned(&self) -> Result<Zoned, TimeError> {
        zoned(&pieces(self.as_str())?, None)
    }

    /// The point in time, with the offset that the service wrote, or in this time zone where it wrote
    /// none. A date alone is the start of its day.
    ///
    /// # Errors
    /// The text is not a time.
    pub fn to_jiff_zoned_in(&self, zone: TimeZone) -> Result<Zoned, TimeError> {
        zoned(&pieces(self.as_str())?, Some(zone))
    }

    /// The date and time as they are written, without regard to an offset. A date alone is the start
    /// of its day.
    ///
    /// # Errors
    /// The text is not a time.
    pub fn to_jiff_datetime(&self) -> Result<civil::DateTime, TimeError> {
        Ok(datetime(&pieces(self.as_str())?))
    }

    /// The date as it is written, without regard to an offset.
    ///
    /// # Errors
    /// The text is not a time.
    pub fn to_jiff_date(&self) -> Result<civil::Date, TimeError> {
        Ok(pieces(self.as_str())?.date())
    }
}

/// Behind the feature `jiff`.
impl Date {
    /// The date as it is written, without regard to a time after it.
    ///
    /// # Errors
    /// The text is not a date.
    pub fn to_jiff(&self) -> Result<civil::Date, TimeError> {
        Ok(pieces(self.as_str())?.date())
    }
}

impl TryFrom<&Timestamp> for Instant {
    type Error = TimeError;

    fn try_from(time: &Timestamp) -> Result<Self, TimeError> {
        time.to_jiff()
    }
}

impl TryFrom<&Timestamp> for Zoned {
    type Error = TimeError;

    fn try_from(time: &Timestamp) -> Result<Self, TimeError> {
        time.to_jiff_zoned()
    }
}

impl TryFrom<&Date> for civil::Date {
    type Error = TimeError;

    fn try_from(date: &Date) -> Result<Self, TimeError> {
        date.to_jiff()
    }
}

/// In UTC: `2016-06-05T09:30:08Z`.
impl From<Instant> for Timestamp {
    fn from(time: Instant) -> Self {
        Self::new(time.to_string())
    }
}

/// With the offset, without the name of the time zone: `2023-12-12T14:32:50+05:30`.
impl From<&Zoned> for Timestamp {
    fn from(time: &Zoned) -> Self {
        Self::new(
            time.timestamp()
                .display_with_offset(time.offset())
                .to_string(),
        )
    }
}

/// With the offset, without the name of the time zone: `2023-12-12T14:32:50+05:30`.
impl From<Zoned> for Timestamp {
    fn from(time: Zoned) -> Self {
        Self::from(&time)
    }
}

/// Without offset: `2016-06-05T02:30:08`.
impl From<civil::DateTime> for Timestamp {
    fn from(time: civil::DateTime) -> Self {
        Self::new(time.to_string())
    }
}

/// The date alone: `2016-06-05`.
impl From<civil::Date> for Timestamp {
    fn from(date: civil::Date) -> Self {
        Self::new(date.to_string())
    }
}

/// `2016-06-05`
impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Self::new(date.to_string())
    }
}
