//! Who signs in: a user with everything that a sign-in asks about it, or the pretence of one (auth.md §5.3).

use domain::{
    decoy::Decoy,
    device::Device,
    ids::{DeviceKey, Sub},
    moment::Moment,
    passkey::{Passkey, RelyingParty},
    password::{foreign::ForeignHash, verifier::Verifier},
    pool::{MfaRequirement, Pool},
    sign_in::{
        envelope::{Who, WhoKind},
        facts::{Facts, PasswordRecord, Records, UserRecords},
    },
};
use store::{
    Subject,
    authenticators::Authenticator,
    logins::{Lockout, Proof},
    users::{Candidates, SignInView},
};

use super::Through;
use crate::{
    cx::Cx,
    flow::{decoy, relying_party, resolve_user},
    operation::Failed,
};

/// Who signs in.
pub struct Whom {
    /// The records of the user, when there is one.
    pub view: Option<SignInView>,
    /// Name and subject, real or made up.
    pub who: Who,
    /// The confirmed device whose key the client gave.
    pub device: Option<Device>,
    /// The authenticator app that counts. Only read where the pool has second factors.
    pub authenticator: Option<Authenticator>,
    /// The passkeys for the relying party of the pool. Only read in choice-based sign-ins.
    pub passkeys: Vec<Passkey>,
    /// Whom they are for. Looked up with them.
    pub party: Option<RelyingParty>,
    /// The failed passwords and codes of a missing user; those of a user are in its view.
    missing_lockouts: (Lockout, Lockout),
}

impl Whom {
    /// Whoever the client names at the beginning.
    ///
    /// # Errors
    /// Only the house's.
    pub async fn named(cx: &Cx, pool: &Pool, given: &str) -> Result<Self, Failed> {
        let candidates = resolve_user::candidates(pool, given);
        let view = cx.house.store.sign_in_view(&pool.id, &candidates).await?;
        match view {
            Some(view) => Ok(Self::known(view)),
            None => Self::missing(cx, pool, made_up(cx, pool, given)).await,
        }
    }

    /// Whoever a Session is about, if the client names the same one: by the name that it was given, or by any other that
    /// leads to the user (auth.md §9).
    ///
    /// # Errors
    /// Only the house's.
    pub async fn of_session(cx: &Cx, pool: &Pool, given: &str, who: &Who) -> Result<Option<Self>, Failed> {
        let candidates = resolve_user::candidates(pool, given);
        let view = cx.house.store.sign_in_view(&pool.id, &candidates).await?;
        match (view, who.kind) {
            (Some(view), WhoKind::Known) if view.user.sub == who.sub => Ok(Some(Self::known(view))),
            (None, kind) if kind == WhoKind::MadeUp || given == who.username => {
                let same = given == who.username || made_up(cx, pool, given).sub == who.sub;
                match same {
                    true => Ok(Some(Self::missing(cx, pool, who.clone()).await?)),
                    false => Ok(None),
                }
            }
            _ => Ok(None),
        }
    }

    fn known(view: SignInView) -> Self {
        let who = Who {
            username: view.user.username.clone(),
            sub: view.user.sub.clone(),
            kind: WhoKind::Known,
        };
        Self {
            view: Some(view),
            who,
            device: None,
            authenticator: None,
            passkeys: Vec::new(),
            party: None,
            missing_lockouts: (Lockout::NONE, Lockout::NONE),
        }
    }

    async fn missing(cx: &Cx, pool: &Pool, who: Who) -> Result<Self, Failed> {
        let subject = Subject::Missing(who.sub.as_str());
        let store = &cx.house.store;
        let missing_lockouts = (
            store.lockout(&pool.id, subject, Proof::Password).await?,
            store.lockout(&pool.id, subject, Proof::Mfa).await?,
        );
        Ok(Self {
            view: None,
            who,
            device: None,
            authenticator: None,
            passkeys: Vec::new(),
            party: None,
            missing_lockouts,
        })
    }

    /// Reads the user once more, who was changed or deleted since, with what was looked up of it.
    ///
    /// # Errors
    /// Only the house's.
    pub async fn read_again(&mut self, cx: &Cx, pool: &Pool) -> Result<(), Failed> {
        let same = Candidates::default().with_sub(self.who.sub.as_str());
        self.view = cx.house.store.sign_in_view(&pool.id, &same).await?;
        let device = self.device.take().map(|device| device.key);
        self.bring_device(cx, pool, device.as_ref().map(DeviceKey::as_str))
            .await?;
        self.authenticator = None;
        self.bring_authenticator(cx, pool).await?;
        if self.party.is_some() {
            self.bring_passkeys(cx, pool).await?;
        }
        Ok(())
    }

    /// Which password the user has.
    pub fn password_version(&self) -> Option<&str> {
        let credential = self.view.as_ref().and_then(|view| view.credential.as_ref());
        credential.map(|credential| credential.version.as_str())
    }

    /// Whose failures are counted.
    pub fn subject(&self) -> Subject<'_> {
        match &self.view {
            Some(view) => Subject::User(&view.user.sub),
            None => Subject::Missing(self.who.sub.as_str()),
        }
    }

    /// Whether wrong passwords have locked a missing user's name.
    pub fn is_locked(&self, now: Moment) -> bool {
        self.missing_lockouts.0.locks_at(now)
    }

    /// Looks the device up whose key the client gave.
    ///
    /// # Errors
    /// Only the house's.
    pub async fn bring_device(&mut self, cx: &Cx, pool: &Pool, key: Option<&str>) -> Result<(), Failed> {
        let (Some(view), Some(_), Some(key)) = (&self.view, &pool.settings.devices, key) else {
            return Ok(());
        };
        let owner = (&pool.id, &view.user.sub);
        self.device = cx.house.store.device(owner, &DeviceKey::new(key)).await?;
        Ok(())
    }

    /// Looks the authenticator app up, where it could matter.
    ///
    /// # Errors
    /// Only the house's.
    pub async fn bring_authenticator(&mut self, cx: &Cx, pool: &Pool) -> Result<(), Failed> {
        if let Some(view) = self.view.as_ref().filter(|_| pool.settings.mfa != MfaRequirement::Off) {
            self.authenticator = cx.house.store.authenticator(&pool.id, &view.user.sub).await?;
        }
        Ok(())
    }

    /// Looks the passkeys up.
    ///
    /// # Errors
    /// Only the house's.
    pub async fn bring_passkeys(&mut self, cx: &Cx, pool: &Pool) -> Result<(), Failed> {
        (self.party, self.passkeys) = passkeys(cx, pool, &self.who.sub).await?;
        Ok(())
    }

    /// What the machine decides upon.
    pub fn facts(&self, through: &Through, device_key: Option<&str>, now: Moment) -> Facts {
        let view = self.view.as_ref();
        let password_lock = view.map_or(self.missing_lockouts.0, |view| view.password_lockout);
        let mfa_lock = view.map_or(self.missing_lockouts.1, |view| view.mfa_lockout);
        let records = Records {
            pool: &through.pool,
            client: &through.client,
            user: view.map(|view| UserRecords {
                user: &view.user,
                password: view.credential.as_ref().map(|credential| PasswordRecord {
                    version: &credential.version,
                    set_at: credential.set_at,
                    temporary: credential.temporary,
                }),
                totp: self.authenticator.is_some(),
                passkey: !self.passkeys.is_empty(),
            }),
            password_locked_until: password_lock.ends(),
            mfa_locked_until: mfa_lock.ends(),
            device_key,
            device: self.device.as_ref(),
        };
        Facts::gather(&records, now)
    }

    /// The version of the user's password, and the verifier to compare with: a made-up one, which nothing matches, when
    /// there is no password, or only a hash that the user was imported with. All take the same work.
    pub fn verifier(&self, cx: &Cx, pool: &Pool) -> (Option<String>, Verifier) {
        let credential = self.view.as_ref().and_then(|view| view.credential.as_ref());
        let version = credential.map(|credential| credential.version.clone());
        let verifier = credential.and_then(|credential| credential.kept.verifier());
        let verifier = verifier.cloned().unwrap_or_else(|| {
            let key = decoy::key(cx, pool);
            Decoy::new(&key, &pool.settings, &self.who.username).verifier()
        });
        (version, verifier)
    }

    /// The hash that the user was imported with, and the version of that password, as long as no verifier has replaced it.
    pub fn foreign_hash(&self) -> Option<(&str, &ForeignHash)> {
        let credential = self.view.as_ref()?.credential.as_ref()?;
        Some((&credential.version, credential.kept.foreign()?))
    }
}

/// The passkeys that a user has for the relying party of the pool; none where the pool has no passkeys.
///
/// # Errors
/// Only the house's.
pub async fn passkeys_of(cx: &Cx, pool: &Pool, sub: &Sub) -> Result<Vec<Passkey>, Failed> {
    Ok(passkeys(cx, pool, sub).await?.1)
}

async fn passkeys(cx: &Cx, pool: &Pool, sub: &Sub) -> Result<(Option<RelyingParty>, Vec<Passkey>), Failed> {
    let Ok(party) = relying_party::of(cx, pool).await? else {
        return Ok((None, Vec::new()));
    };
    let mut passkeys = cx.house.store.passkeys(&pool.id, sub).await?;
    passkeys.retain(|passkey| passkey.relying_party == party.id);
    Ok((Some(party), passkeys))
}

/// A user that is made up for a name: stable, and called as a user of that pool would be (auth.md §5.3).
fn made_up(cx: &Cx, pool: &Pool, given: &str) -> Who {
    let sub: Sub = Decoy::new(&decoy::key(cx, pool), &pool.settings, given).sub();
    let username = if pool.settings.username_attributes.is_empty() {
        given.to_owned()
    } else {
        sub.as_str().to_owned()
    };
    Who {
        username,
        sub,
        kind: WhoKind::MadeUp,
    }
}
