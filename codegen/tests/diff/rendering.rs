//! How differences are written.

#[test]
fn nothing() {}
