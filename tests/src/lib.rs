//! Tests that see the other crates only from outside.
