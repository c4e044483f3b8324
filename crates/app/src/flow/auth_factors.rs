//! Which factors a user can use, as GetUserAuthFactors and its Admin twin show them (auth.md §16.7).

use domain::{
    pool::Pool,
    sign_in::{
        facts::{PasswordRecord, PoolMfa, Standing, UserRecords},
        first_factor::{self, Method, PoolFirst},
    },
    user::User,
};
use store::users::Candidates;
use wire::shapes::AuthFactorType;

use super::sign_in::whom::passkeys_of;
use crate::{cx::Cx, operation::Failed};

/// `ConfiguredUserAuthFactors`: the first factors that the user can use now, then the authenticator app (decision).
///
/// # Errors
/// Only the house's.
pub async fn of(cx: &Cx, pool: &Pool, user: &User) -> Result<Vec<AuthFactorType>, Failed> {
    let store = &cx.house.store;
    let candidates = Candidates::default().with_sub(user.sub.as_str());
    let view = store.sign_in_view(&pool.id, &candidates).await?;
    let credential = view.as_ref().and_then(|view| view.credential.as_ref());
    let records = UserRecords {
        user,
        password: credential.map(|credential| PasswordRecord {
            version: &credential.version,
            set_at: credential.set_at,
            temporary: credential.temporary,
        }),
        totp: store.authenticator(&pool.id, &user.sub).await?.is_some(),
        passkey: !passkeys_of(cx, pool, &user.sub).await?.is_empty(),
    };
    let standing = Standing::gather(&records, pool, cx.now);
    let mut factors: Vec<AuthFactorType> = first_factor::usable(&standing, &PoolFirst::of(pool), &PoolMfa::of(pool))
        .into_iter()
        .filter_map(named)
        .collect();
    if records.totp {
        factors.push(AuthFactorType::SoftwareToken);
    }
    Ok(factors)
}

/// The two forms of the password are one factor.
const fn named(method: Method) -> Option<AuthFactorType> {
    match method {
        Method::PasswordSrp => None,
        Method::Password => Some(AuthFactorType::Password),
        Method::EmailOtp => Some(AuthFactorType::EmailOtp),
        Method::SmsOtp => Some(AuthFactorType::SmsOtp),
        Method::Passkey => Some(AuthFactorType::WebAuthn),
    }
}
