//! `PasswordPolicy`: what a password must look like (resources.md §§2.4, 4.7).

use serde::{Deserialize, Serialize};

/// `Policies.PasswordPolicy`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordPolicy {
    /// `MinimumLength`, 6 to 99 characters.
    pub minimum_length: usize,
    /// `RequireUppercase`.
    pub uppercase: bool,
    /// `RequireLowercase`.
    pub lowercase: bool,
    /// `RequireNumbers`.
    pub numbers: bool,
    /// `RequireSymbols`.
    pub symbols: bool,
    /// `PasswordHistorySize` as given, 0 to 24.
    pub history_size: Option<usize>,
    /// `TemporaryPasswordValidityDays`, 1 to 365.
    pub temporary_days: i64,
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self {
            minimum_length: 8,
            uppercase: true,
            lowercase: true,
            numbers: true,
            symbols: true,
            history_size: None,
            temporary_days: 7,
        }
    }
}
