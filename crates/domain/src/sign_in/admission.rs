//! Which flow may begin where (auth.md §3.2).

use crate::{client::ClientSettings, pool::Tier};

/// At which door a client asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Door {
    /// InitiateAuth and RespondToAuthChallenge: unsigned.
    Public,
    /// The Admin twins: signed.
    Admin,
    /// The hosted pages: the server itself asks, for a browser.
    Hosted,
}

/// A way to begin; the synonyms of the API are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Opening {
    /// USER_SRP_AUTH.
    Srp,
    /// USER_PASSWORD_AUTH.
    Password,
    /// ADMIN_USER_PASSWORD_AUTH and ADMIN_NO_SRP_AUTH.
    AdminPassword,
    /// CUSTOM_AUTH.
    Custom,
    /// USER_AUTH.
    Choice,
    /// REFRESH_TOKEN_AUTH and REFRESH_TOKEN.
    Refresh,
}

/// Why a sign-in may not begin so. Each has its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAdmitted {
    /// Not at this door.
    WrongDoor,
    /// The client's `ExplicitAuthFlows` do not have it.
    NotEnabled(Opening),
    /// The client's refresh tokens rotate, and this way cannot hand out a new one.
    Rotates,
    /// The pool's tier does not have it.
    Tier,
}

/// Whether a sign-in may begin so: first the door, then the client's flows (auth.md §3.4 step 3).
///
/// # Errors
/// [`NotAdmitted`].
pub fn admit(opening: Opening, door: Door, client: &ClientSettings, tier: Tier) -> Result<(), NotAdmitted> {
    match (opening, door) {
        (Opening::Password, Door::Admin) | (Opening::AdminPassword, Door::Public) => {
            return Err(NotAdmitted::WrongDoor);
        }
        // The pages take a password whatever `ExplicitAuthFlows` says, and know nothing but that and the choice of a first
        // factor (oauth.md §6.3, documented; that no flow has to be enabled for the password is observed).
        (Opening::Password, Door::Hosted) => return Ok(()),
        (Opening::Srp | Opening::AdminPassword | Opening::Custom | Opening::Refresh, Door::Hosted) => {
            return Err(NotAdmitted::WrongDoor);
        }
        (Opening::Refresh, _) if client.rotates() => return Err(NotAdmitted::Rotates),
        (Opening::Choice, _) if tier == Tier::Lite => return Err(NotAdmitted::Tier),
        _ => {}
    }
    if is_enabled(opening, client.auth_flows.as_deref().unwrap_or_default()) {
        Ok(())
    } else {
        Err(NotAdmitted::NotEnabled(opening))
    }
}

/// Without any flows a client has the three of the default (documented). The old names stand for more than they say
/// (observed and guess, table in auth.md §3.2).
fn is_enabled(opening: Opening, flows: &[String]) -> bool {
    let has = |name: &str| flows.iter().any(|flow| flow == name);
    let by_default = flows.is_empty();
    let old = !by_default && flows.iter().all(|flow| !flow.starts_with("ALLOW_"));
    match opening {
        Opening::Srp => has("ALLOW_USER_SRP_AUTH") || by_default || (old && !has("CUSTOM_AUTH_FLOW_ONLY")),
        Opening::Password => has("ALLOW_USER_PASSWORD_AUTH") || has("USER_PASSWORD_AUTH"),
        Opening::AdminPassword => has("ALLOW_ADMIN_USER_PASSWORD_AUTH") || has("ADMIN_NO_SRP_AUTH"),
        Opening::Custom => has("ALLOW_CUSTOM_AUTH") || by_default || old,
        Opening::Choice => has("ALLOW_USER_AUTH"),
        Opening::Refresh => has("ALLOW_REFRESH_TOKEN_AUTH") || by_default || old,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Rotation;

    const ALL: [Opening; 6] = [
        Opening::Srp,
        Opening::Password,
        Opening::AdminPassword,
        Opening::Custom,
        Opening::Choice,
        Opening::Refresh,
    ];

    fn enabled(flows: &[&str]) -> Vec<Opening> {
        let flows: Vec<String> = flows.iter().map(|flow| (*flow).to_owned()).collect();
        ALL.into_iter().filter(|opening| is_enabled(*opening, &flows)).collect()
    }

    #[test]
    fn flows_by_their_names_old_and_new() {
        use Opening::{AdminPassword, Choice, Custom, Password, Refresh, Srp};
        assert_eq!(enabled(&[]), [Srp, Custom, Refresh]);
        assert_eq!(enabled(&["ALLOW_USER_AUTH"]), [Choice]);
        assert_eq!(
            enabled(&["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]),
            [Password, Refresh]
        );
        assert_eq!(enabled(&["ALLOW_ADMIN_USER_PASSWORD_AUTH"]), [AdminPassword]);
        assert_eq!(enabled(&["USER_PASSWORD_AUTH"]), [Srp, Password, Custom, Refresh]);
        assert_eq!(enabled(&["ADMIN_NO_SRP_AUTH"]), [Srp, AdminPassword, Custom, Refresh]);
        assert_eq!(enabled(&["CUSTOM_AUTH_FLOW_ONLY"]), [Custom, Refresh]);
        assert_eq!(enabled(&["SOMETHING_ELSE_WITHOUT_MEANING"]), [Srp, Custom, Refresh]);
    }

    #[test]
    fn the_door_comes_first() {
        let client = ClientSettings::default();
        let at = |opening, door| admit(opening, door, &client, Tier::Essentials);
        assert_eq!(at(Opening::AdminPassword, Door::Public), Err(NotAdmitted::WrongDoor));
        assert_eq!(at(Opening::Password, Door::Admin), Err(NotAdmitted::WrongDoor));
        assert_eq!(
            at(Opening::Password, Door::Public),
            Err(NotAdmitted::NotEnabled(Opening::Password))
        );
        assert_eq!(at(Opening::Srp, Door::Admin), Ok(()));
        assert_eq!(at(Opening::Password, Door::Hosted), Ok(()));
        assert_eq!(
            at(Opening::Choice, Door::Hosted),
            Err(NotAdmitted::NotEnabled(Opening::Choice))
        );
        for other in [Opening::Srp, Opening::AdminPassword, Opening::Custom, Opening::Refresh] {
            assert_eq!(at(other, Door::Hosted), Err(NotAdmitted::WrongDoor));
        }
    }

    #[test]
    fn rotation_and_tier() {
        let mut client = ClientSettings {
            auth_flows: Some(vec!["ALLOW_USER_AUTH".into()]),
            rotation: Some(Rotation {
                enabled: true,
                grace_seconds: 0,
            }),
            ..ClientSettings::default()
        };
        let refresh = |client: &ClientSettings| admit(Opening::Refresh, Door::Public, client, Tier::Lite);
        assert_eq!(refresh(&client), Err(NotAdmitted::Rotates));
        client.rotation = None;
        assert_eq!(refresh(&client), Err(NotAdmitted::NotEnabled(Opening::Refresh)));
        assert_eq!(
            admit(Opening::Choice, Door::Public, &client, Tier::Lite),
            Err(NotAdmitted::Tier)
        );
        assert_eq!(admit(Opening::Choice, Door::Public, &client, Tier::Plus), Ok(()));
    }
}
