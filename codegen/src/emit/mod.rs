//! Emission: IR → Rust.
