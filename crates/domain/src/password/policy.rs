//! `PasswordPolicy`: what a password must look like (resources.md §§2.4, 4.7).

use serde::{Deserialize, Serialize};

use crate::moment::{Moment, Span};

/// What counts as a symbol, beside the space within a password (resources.md §4.7, documented).
const SYMBOLS: &str = r##"^$*.[]{}()?"!@#%&/\,><':;|_~`=+-"##;

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

/// What a password lacks. Only the first of them is reported, in this order (resources.md §4.7: that there is one is
/// observed, the order is a guess).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shortcoming {
    /// Fewer characters than `MinimumLength`.
    TooShort,
    /// No upper-case letter.
    NoUppercase,
    /// No lower-case letter.
    NoLowercase,
    /// No digit.
    NoNumber,
    /// No symbol.
    NoSymbol,
}

impl PasswordPolicy {
    /// Whether `password` will do. Its greatest length is the model's affair.
    ///
    /// # Errors
    ///
    /// The first [`Shortcoming`].
    pub fn check(&self, password: &str) -> Result<(), Shortcoming> {
        let has = |class: fn(char) -> bool| password.chars().any(class);
        let demands = [
            (password.chars().count() >= self.minimum_length, Shortcoming::TooShort),
            (!self.uppercase || has(is_uppercase), Shortcoming::NoUppercase),
            (!self.lowercase || has(is_lowercase), Shortcoming::NoLowercase),
            (!self.numbers || has(is_number), Shortcoming::NoNumber),
            (!self.symbols || has_symbol(password), Shortcoming::NoSymbol),
        ];
        match demands.into_iter().find(|(is_met, _)| !is_met) {
            Some((_, shortcoming)) => Err(shortcoming),
            None => Ok(()),
        }
    }

    /// Until when a temporary password that was set at `set` may be used (resources.md §4.7, documented).
    pub fn temporary_until(&self, set: Moment) -> Moment {
        set + Span::days(self.temporary_days)
    }

    /// How many passwords may not come back, the present one included; 0 when the pool keeps no history.
    pub fn history(&self) -> usize {
        self.history_size.unwrap_or(0)
    }
}

/// Guess: the classes are those of Basic Latin, as the list of symbols is.
fn is_uppercase(character: char) -> bool {
    character.is_ascii_uppercase()
}

fn is_lowercase(character: char) -> bool {
    character.is_ascii_lowercase()
}

fn is_number(character: char) -> bool {
    character.is_ascii_digit()
}

/// A space counts, but not at either end (resources.md §4.7, documented).
fn has_symbol(password: &str) -> bool {
    password.contains(|character| SYMBOLS.contains(character)) || password.trim_matches(' ').contains(' ')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_default_wants_eight_characters_of_every_class() {
        let check = |password| PasswordPolicy::default().check(password);
        assert_eq!(check("Passw0rd!"), Ok(()));
        assert_eq!(check("Pas0rd!"), Err(Shortcoming::TooShort));
        assert_eq!(check("passw0rd!"), Err(Shortcoming::NoUppercase));
        assert_eq!(check("PASSW0RD!"), Err(Shortcoming::NoLowercase));
        assert_eq!(check("Password!"), Err(Shortcoming::NoNumber));
        assert_eq!(check("Passw0rd1"), Err(Shortcoming::NoSymbol));
    }

    #[test]
    fn the_first_of_many_shortcomings_is_reported() {
        let check = |password| PasswordPolicy::default().check(password);
        assert_eq!(check(""), Err(Shortcoming::TooShort));
        assert_eq!(check("--------"), Err(Shortcoming::NoUppercase));
        assert_eq!(check("AAAAAAAA"), Err(Shortcoming::NoLowercase));
        assert_eq!(check("AAAAaaaa"), Err(Shortcoming::NoNumber));
    }

    #[test]
    fn a_pool_may_ask_for_less() {
        let policy = PasswordPolicy {
            minimum_length: 6,
            uppercase: false,
            lowercase: false,
            numbers: false,
            symbols: false,
            ..PasswordPolicy::default()
        };
        assert_eq!(policy.check("äöü日本語"), Ok(()));
        assert_eq!(policy.check("äöü日本"), Err(Shortcoming::TooShort));
    }

    #[test]
    fn every_symbol_counts_and_nothing_else_does() {
        let policy = PasswordPolicy::default();
        for symbol in "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-".chars() {
            assert_eq!(policy.check(&format!("Passw0rd{symbol}")), Ok(()), "{symbol}");
        }
        for other in ["é", "€", "§", "\u{a0}", "\t"] {
            assert_eq!(
                policy.check(&format!("Passw{other}0rd")),
                Err(Shortcoming::NoSymbol),
                "{other:?}"
            );
        }
    }

    #[test]
    fn a_space_is_a_symbol_only_within() {
        let check = |password| PasswordPolicy::default().check(password);
        assert_eq!(check("Passw 0rd"), Ok(()));
        assert_eq!(check(" Passw0rd"), Err(Shortcoming::NoSymbol));
        assert_eq!(check("Passw0rd "), Err(Shortcoming::NoSymbol));
    }

    #[test]
    fn a_temporary_password_lives_for_days() {
        let set = Moment::from_micros(5);
        assert_eq!(PasswordPolicy::default().temporary_until(set), set + Span::days(7));
    }

    proptest! {
        #[test]
        fn never_panics(password in any::<String>()) {
            let _ = PasswordPolicy::default().check(&password);
        }
    }
}
