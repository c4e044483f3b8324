//! Importing users from a file (resources.md §12): the job, the form of the file, and what becomes of a row.

pub mod file;
pub mod job;
pub mod row;
