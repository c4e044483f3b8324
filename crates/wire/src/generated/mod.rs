// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! What follows from the API model.

pub mod call;
pub mod code;
pub mod enums;
pub mod facts;
pub mod operation;
pub mod shapes;
