//! Tests of the generator and of what it has committed.
