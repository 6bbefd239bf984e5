//! Values of paths, queries and headers.

use crate::value::{Date, Decimal, Secret, Timestamp};

/// A value that goes into a path, a query or a header.
/// A type of your own, for an [`Operation`](crate::Operation) of your own:
///
/// ```
/// use clientwright_runtime::Parameter;
///
/// enum Order {
///     Newest,
///     Cheapest,
/// }
///
/// impl Parameter for Order {
///     fn texts(&self, visit: &mut dyn FnMut(&str)) {
///         visit(match self {
///             Self::Newest => "-created",
///             Self::Cheapest => "price",
///         });
///     }
/// }
///
/// let mut texts = Vec::new();
/// vec![Order::Cheapest, Order::Newest].texts(&mut |text| texts.push(text.to_owned()));
/// assert_eq!(texts, ["price", "-created"]);
/// ```
pub trait Parameter {
    /// Hands over the value's text: never for a value that is left out, once for a scalar, and once
    /// per item for a list.
    fn texts(&self, visit: &mut dyn FnMut(&str));
}

macro_rules! shown {
    ($($type:ty),*) => {$(
        impl Parameter for $type {
            fn texts(&self, visit: &mut dyn FnMut(&str)) {
                visit(&self.to_string());
            }
        }
    )*};
}

shown!(bool, i32, i64, u32, u64, f64);

impl Parameter for str {
    fn texts(&self, visit: &mut dyn FnMut(&str)) {
        visit(self);
    }
}

impl Parameter for String {
    fn texts(&self, visit: &mut dyn FnMut(&str)) {
        visit(self);
    }
}

impl Parameter for Timestamp {
    fn texts(&self, visit: &mut dyn FnMut(&str)) {
        visit(self.as_str());
    }
}

impl Parameter for Date {
    fn texts(&self, visit: &mut dyn FnMut(&str)) {
        visit(self.as_str());
    }
}

impl Parameter for Decimal {
    fn texts(&self, visit: &mut dyn FnMut(&str)) {
        visit(self.as_str());
    }
}

impl Parameter for Secret {
    fn texts(&self, visit: &mut dyn FnMut(&str)) {
        visit(self.expose());
    }
}

impl<T: Parameter> Parameter for Option<T> {
    fn texts(&self, visit: &mut dyn FnMut(&str)) {
        if let Some(value) = self {
            value.texts(visit);
        }
    }
}

impl<T: Parameter> Parameter for Vec<T> {
    fn texts(&self, visit: &mut dyn FnMut(&str)) {
        for value in self {
            value.texts(visit);
        }
    }
}

impl<T: Parameter + ?Sized> Parameter for &T {
    fn texts(&self, visit: &mut dyn FnMut(&str)) {
        (**self).texts(visit);
    }
}
