//! See `tests/targets`.
