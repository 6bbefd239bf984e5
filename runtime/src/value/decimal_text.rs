//! The grammar of JSON's numbers, and numbers compared by their digits.

/// A number taken apart, so that equal numbers are equal values: `1.50`, `1.5` and `15e-1` alike.
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Canonical {
    negative: bool,
    /// Without zeros at either end; empty for zero.
    digits: String,
    /// The power of ten of the last digit.
    exponent: i64,
}

/// The parts of a JSON number.
pub(crate) struct Parts<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
    exponent: i32,
}

/// Takes a JSON number apart; `None` if the text is none, or its exponent is out of all proportion.
pub(crate) fn parts(text: &str) -> Option<Parts<'_>> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = match rest.find(['e', 'E']) {
        Some(at) => (&rest[..at], Some(&rest[at + 1..])),
        None => (rest, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) if digits(fraction) => (whole, fraction),
        Some(_) => return None,
        None => (mantissa, ""),
    };
    if !digits(whole) || (whole.len() > 1 && whole.starts_with('0')) {
        return None;
    }
    let exponent = match exponent {
        Some(text) if digits(text.strip_prefix(['+', '-']).unwrap_or(text)) => text.parse().ok()?,
        Some(_) => return None,
        None => 0,
    };
    Some(Parts {
        negative,
        whole,
        fraction,
        exponent,
    })
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Parts<'_> {
    pub(crate) fn canonical(&self) -> Canonical {
        let all = format!("{}{}", self.whole, self.fraction);
        let significant = all.trim_end_matches('0');
        let dropped = all.len() - significant.len();
        let digits = significant.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Canonical {
                negative: false,
                digits,
                exponent: 0,
            };
        }
        let length = |size: usize| i64::try_from(size).unwrap_or(i64::MAX);
        let exponent = i64::from(self.exponent) - length(self.fraction.len()) + length(dropped);
        Canonical {
            negative: self.negative,
            digits,
            exponent,
        }
    }
}
