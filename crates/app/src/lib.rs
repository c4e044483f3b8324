//! The operations of the API and the flows that they share with the hosted pages.
//!
//! A request comes in at [`dispatch`], which finds its operation under `ops/<room>/<operation>.rs`. An operation
//! reads through the store, decides through `domain`, writes one batch, and answers. It never holds a
//! transaction while it calls outside.

pub mod access;
pub mod crew;
pub mod cx;
pub mod dispatch;
pub mod ephemerals;
pub mod errands;
pub mod flow;
pub mod hosted;
pub mod ids;
pub mod keyring;
pub mod operation;
pub mod ops;
pub mod own_kms;
pub mod pages;
pub mod paging;
pub mod policy;
pub mod rates;
pub mod replica;
pub mod say;
pub mod signature;
pub mod slow_lane;
pub mod trace;
pub mod well_known;
