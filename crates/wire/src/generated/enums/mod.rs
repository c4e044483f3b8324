// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Sets of named values.

mod a_to_l;
mod m_to_z;

pub use a_to_l::*;
pub use m_to_z::*;
