//! How sure a sign-in is: the levels of assurance, and the claims that tell of them (auth.md §11.6, documented).

use serde::{Deserialize, Serialize};

use super::family::Factor;

/// A level of assurance. A higher one satisfies whoever asks for a lower one (guess).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A password.
    One,
    /// A code by text message or e-mail.
    Two,
    /// A passkey, or a password and a code by text message or e-mail.
    Three,
    /// A password and a code of an authenticator app.
    Four,
}

impl Level {
    /// All of them, the lowest first: the order of `AcrConfiguration`.
    pub const ALL: [Self; 4] = [Self::One, Self::Two, Self::Three, Self::Four];

    /// The level that these factors reach together; none when they are of no kind that counts.
    pub fn reached(factors: &[Factor]) -> Option<Self> {
        let has = |factor| factors.contains(&factor);
        let code = has(Factor::SmsCode) || has(Factor::EmailCode);
        match has(Factor::Password) {
            true if has(Factor::Totp) => Some(Self::Four),
            _ if has(Factor::Passkey) => Some(Self::Three),
            true if code => Some(Self::Three),
            false if code => Some(Self::Two),
            true => Some(Self::One),
            false => None,
        }
    }

    /// The level with this name.
    pub fn named(names: &[String; 4], name: &str) -> Option<Self> {
        let of = Self::ALL.into_iter().zip(names);
        of.into_iter().find(|(_, known)| *known == name).map(|(level, _)| level)
    }

    /// Its name among those of a pool.
    pub fn name(self, names: &[String; 4]) -> &str {
        let [one, two, three, four] = names;
        match self {
            Self::One => one,
            Self::Two => two,
            Self::Three => three,
            Self::Four => four,
        }
    }
}

/// Where a passkey lives, as its authenticator said when it was registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasskeyHome {
    /// In the device itself; also where the authenticator did not say (guess).
    Platform,
    /// In something that is carried about.
    Roaming,
}

/// What tokens say of how their user signed in, for a client that asked for a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assurance {
    /// The level that was reached: `acr`, by the name that the pool has for it when a token is made.
    pub level: Level,
    /// `amr`.
    pub methods: Vec<String>,
}

impl Assurance {
    /// Of what was proven; none when it reaches no level. `home` is that of the passkey, if one was used.
    pub fn of(factors: &[Factor], home: Option<PasskeyHome>) -> Option<Self> {
        let mut methods: Vec<String> = Vec::new();
        for name in factors.iter().filter_map(|factor| method(*factor, home)) {
            if !methods.iter().any(|known| known == name) {
                methods.push(name.to_owned());
            }
        }
        if methods.len() > 1 {
            methods.push("mfa".to_owned());
        }
        let level = Level::reached(factors)?;
        Some(Self { level, methods })
    }
}

/// The name of a factor in `amr`. A remembered device and the functions of a pool have none.
const fn method(factor: Factor, home: Option<PasskeyHome>) -> Option<&'static str> {
    match (factor, home) {
        (Factor::Password, _) => Some("pwd"),
        (Factor::SmsCode, _) => Some("sms"),
        (Factor::EmailCode, _) => Some("email_otp"),
        (Factor::Totp, _) => Some("otp"),
        (Factor::Passkey, Some(PasskeyHome::Roaming)) => Some("hwk"),
        (Factor::Passkey, _) => Some("swk"),
        (Factor::Federated, _) => Some("fed"),
        (Factor::Custom | Factor::Device, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_by_what_was_proven() {
        use Factor::{Custom, Device, EmailCode, Passkey, Password, SmsCode, Totp};
        let levels: [(&[Factor], Option<Level>); 9] = [
            (&[], None),
            (&[Custom, Device], None),
            (&[Password], Some(Level::One)),
            (&[Password, Device], Some(Level::One)),
            (&[EmailCode], Some(Level::Two)),
            (&[Passkey], Some(Level::Three)),
            (&[Password, SmsCode], Some(Level::Three)),
            (&[Password, Totp], Some(Level::Four)),
            (&[Password, EmailCode, Totp], Some(Level::Four)),
        ];
        for (factors, level) in levels {
            assert_eq!(Level::reached(factors), level, "{factors:?}");
        }
    }

    #[test]
    fn methods_by_what_was_proven() {
        let methods = |factors: &[Factor], home| Assurance::of(factors, home).map(|told| told.methods);
        assert_eq!(methods(&[Factor::Password], None), Some(vec!["pwd".to_owned()]));
        assert_eq!(
            methods(&[Factor::Password, Factor::Totp, Factor::Device], None),
            Some(["pwd", "otp", "mfa"].map(str::to_owned).to_vec())
        );
        assert_eq!(
            methods(&[Factor::Passkey], Some(PasskeyHome::Roaming)),
            Some(vec!["hwk".to_owned()])
        );
        assert_eq!(methods(&[Factor::Custom], None), None);
    }
}
