//! What several operations, and later the hosted pages, do alike.

pub mod find;
