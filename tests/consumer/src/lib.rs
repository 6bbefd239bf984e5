//! Holds the tests of `tests/ui`, with as few dependencies as a consumer has.
