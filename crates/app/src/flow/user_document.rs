//! A user as the API shows it (resources.md §4.1).

use domain::{
    attributes::permissions::may_read,
    client::Client,
    user::{User, UserStatus},
};
use wire::{
    Timestamp,
    shapes::{AttributeType, DeliveryMediumType, MFAOptionType, UserStatusType, UserType},
};

/// The user as AdminCreateUser and the lists show it.
pub fn summary(user: &User) -> UserType {
    UserType {
        attributes: Some(attributes(user)),
        enabled: Some(user.enabled),
        mfa_options: mfa_options(user),
        user_create_date: Some(Timestamp::from_micros(user.created.micros())),
        user_last_modified_date: Some(Timestamp::from_micros(user.modified.micros())),
        user_status: Some(status(user.status)),
        username: Some(user.username.clone()),
    }
}

/// All attributes, `sub` first (resources.md §4.1, observed).
pub fn attributes(user: &User) -> Vec<AttributeType> {
    let others = user
        .attributes
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    std::iter::once(("sub", user.sub.as_str()))
        .chain(others)
        .map(attribute)
        .collect()
}

/// The attributes that the client may read, `sub` always among them (resources.md §4.5).
pub fn readable_attributes(user: &User, client: &Client) -> Vec<AttributeType> {
    attributes(user)
        .into_iter()
        .filter(|attribute| may_read(&client.settings, &attribute.name))
        .collect()
}

/// Which second factors are on; absent when none is (resources.md §4.1, observed).
pub fn mfa_methods(user: &User) -> Option<Vec<String>> {
    let names: Vec<_> = user
        .mfa
        .enabled
        .iter()
        .map(|method| method.as_str().to_owned())
        .collect();
    (!names.is_empty()).then_some(names)
}

/// The preferred second factor; absent when there is none.
pub fn preferred_mfa(user: &User) -> Option<String> {
    user.mfa.preferred.map(|method| method.as_str().to_owned())
}

/// `MFAOptions`, only for users who were configured by the old SetUserSettings (resources.md §15, documented).
pub fn mfa_options(user: &User) -> Option<Vec<MFAOptionType>> {
    user.mfa.legacy_sms.then(|| {
        vec![MFAOptionType {
            attribute_name: Some("phone_number".to_owned()),
            delivery_medium: Some(DeliveryMediumType::Sms),
        }]
    })
}

/// The status as on the wire.
pub const fn status(status: UserStatus) -> UserStatusType {
    match status {
        UserStatus::Unconfirmed => UserStatusType::Unconfirmed,
        UserStatus::Confirmed => UserStatusType::Confirmed,
        UserStatus::ForceChangePassword => UserStatusType::ForceChangePassword,
        UserStatus::ResetRequired => UserStatusType::ResetRequired,
        UserStatus::ExternalProvider => UserStatusType::ExternalProvider,
    }
}

fn attribute((name, value): (&str, &str)) -> AttributeType {
    AttributeType {
        name: name.to_owned(),
        value: Some(value.to_owned()),
    }
}
