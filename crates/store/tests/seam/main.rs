//! One suite for every engine: what the code above the seam relies on.

mod engines;
mod migrations;
mod postgres;
mod races;
mod sqlite;
mod statements;
mod values;
mod writes;
