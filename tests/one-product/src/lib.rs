//! Holds the tests of `tests/ui/one-product`, with as few dependencies as a consumer has.
