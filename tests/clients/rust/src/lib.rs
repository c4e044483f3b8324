//! The AWS SDK for Rust, unmodified, against a running server: see `tests/`.
