//! Which second factors a user switches on, whoever asks: the user itself or an administrator (auth.md §16.3).

use domain::{
    pool::{MfaRequirement, Pool},
    ports::Channel,
    sign_in::facts::PoolMfa,
    user::{MfaMethod, User},
};
use store::users;
use wire::{Fault, shapes};

use crate::{
    cx::Cx,
    flow::change_user::{Changing, Round},
    operation::{Broken, Failed},
    say::mfa as say,
};

/// What is said about one method.
#[derive(Clone, Copy)]
pub struct Wish {
    /// The method.
    method: MfaMethod,
    /// Switched on or off.
    enabled: bool,
    /// It is to be the preferred one.
    preferred: bool,
}

/// What is said about all of them. A method that is not mentioned stays as it is.
pub struct Wishes {
    methods: Vec<Wish>,
    passkey: Option<bool>,
}

/// The two operations have the same members.
macro_rules! wishes {
    ($input:expr) => {
        $crate::ops::mfa::preference::Wishes::of(
            $input.sms_mfa_settings,
            $input.email_mfa_settings,
            $input.software_token_mfa_settings,
            $input.web_authn_mfa_settings,
        )
    };
}
pub(super) use wishes;

impl Wishes {
    /// From the members of the operation.
    pub fn of(
        sms: Option<shapes::SMSMfaSettingsType>,
        email: Option<shapes::EmailMfaSettingsType>,
        totp: Option<shapes::SoftwareTokenMfaSettingsType>,
        passkey: Option<shapes::WebAuthnMfaSettingsType>,
    ) -> Self {
        let wish = |method, (enabled, preferred): (Option<bool>, Option<bool>)| Wish {
            method,
            enabled: enabled == Some(true),
            preferred: preferred == Some(true),
        };
        let methods = [
            sms.map(|it| wish(MfaMethod::Sms, (it.enabled, it.preferred_mfa))),
            email.map(|it| wish(MfaMethod::Email, (it.enabled, it.preferred_mfa))),
            totp.map(|it| wish(MfaMethod::Totp, (it.enabled, it.preferred_mfa))),
        ];
        Self {
            methods: methods.into_iter().flatten().collect(),
            passkey: passkey.map(|it| it.enabled == Some(true)),
        }
    }

    /// What is wrong whoever the user is.
    fn check(&self) -> Result<(), Fault> {
        if self.methods.iter().any(|wish| wish.preferred && !wish.enabled) {
            return Err(say::preferred_but_disabled());
        }
        if self.methods.iter().filter(|wish| wish.preferred).count() > 1 {
            return Err(say::two_preferred());
        }
        Ok(())
    }
}

/// Does as the user wishes.
///
/// # Errors
/// InvalidParameterException.
pub async fn prefer(cx: &Cx, pool: &Pool, user: User, wishes: &Wishes) -> Result<(), Failed> {
    wishes.check()?;
    let has_app = cx.house.store.authenticator(&pool.id, &user.sub).await?.is_some();
    let mut changing = Changing::new(user);
    loop {
        let mut after = changing.user().clone();
        apply(pool, &mut after, wishes, has_app)?;
        after.modified = cx.now;
        match changing.write(cx, users::update(changing.user(), &after)).await? {
            Round::Written => return Ok(()),
            Round::Again => {}
            Round::Refused(guard) => {
                return Err(Broken {
                    doing: "writing a preference".into(),
                    cause: format!("unexpected guard: {guard}"),
                }
                .into());
            }
        }
    }
}

fn apply(pool: &Pool, user: &mut User, wishes: &Wishes, has_app: bool) -> Result<(), Fault> {
    for wish in &wishes.methods {
        if wish.enabled {
            usable(pool, user, wish.method, has_app)?;
            crate::flow::sign_in::second_factor::enable(user, wish.method);
        } else {
            user.mfa.enabled.retain(|method| *method != wish.method);
        }
        if wish.preferred {
            user.mfa.preferred = Some(wish.method);
        } else if user.mfa.preferred == Some(wish.method) {
            user.mfa.preferred = None;
        }
        if wish.method == MfaMethod::Sms && !wish.enabled {
            user.mfa.legacy_sms = false;
        }
    }
    if let Some(passkey) = wishes.passkey {
        let multi = pool
            .settings
            .passkeys
            .as_ref()
            .is_some_and(|passkeys| passkeys.multi_factor == Some(true));
        if passkey && (!multi || user.mfa.enabled.is_empty()) {
            return Err(say::passkeys_are_no_second_factor());
        }
        user.mfa.passkey = passkey;
    }
    let switched_off = wishes.methods.iter().any(|wish| !wish.enabled);
    if pool.settings.mfa == MfaRequirement::On && switched_off && user.mfa.enabled.is_empty() {
        return Err(say::last_method());
    }
    Ok(())
}

/// A method can be switched on when the pool offers it and the user could answer its challenge. In a pool where second
/// factors are off, settings can be stored and have no effect (guess).
fn usable(pool: &Pool, user: &User, method: MfaMethod, has_app: bool) -> Result<(), Fault> {
    let has = |channel: Channel| {
        user.attributes
            .get(channel.attribute())
            .is_some_and(|value| !value.is_empty())
    };
    let able = match method {
        MfaMethod::Sms => has(Channel::Sms),
        MfaMethod::Email => has(Channel::Email),
        MfaMethod::Totp => has_app,
    };
    if !able {
        return Err(say::no_delivery_config(method));
    }
    if pool.settings.mfa != MfaRequirement::Off && !PoolMfa::of(pool).offers(method) {
        return Err(say::not_offered(method));
    }
    Ok(())
}

/// Does what the old SetUserSettings says: text messages on, or everything of the kind off (auth.md §16.4, documented).
///
/// # Errors
/// InvalidParameterException.
pub async fn set_sms(cx: &Cx, pool: &Pool, user: User, options: &[shapes::MFAOptionType]) -> Result<(), Failed> {
    let is_sms = |option: &shapes::MFAOptionType| {
        option.delivery_medium == Some(shapes::DeliveryMediumType::Sms)
            && option.attribute_name.as_deref() == Some(Channel::Sms.attribute())
    };
    if !options.iter().all(is_sms) {
        return Err(say::only_sms().into());
    }
    let wishes = Wishes {
        methods: vec![Wish {
            method: MfaMethod::Sms,
            enabled: !options.is_empty(),
            preferred: false,
        }],
        passkey: None,
    };
    let mut changing = Changing::new(user);
    loop {
        let mut after = changing.user().clone();
        apply(pool, &mut after, &wishes, false)?;
        after.mfa.legacy_sms = !options.is_empty();
        after.modified = cx.now;
        if let Round::Written = changing.write(cx, users::update(changing.user(), &after)).await? {
            return Ok(());
        }
    }
}
