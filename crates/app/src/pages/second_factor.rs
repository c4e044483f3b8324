//! Second factors at the pages: answering, choosing, setting up.

use domain::user::MfaMethod;
use wire::shapes::ChallengeNameType;

use super::{
    At, Next,
    carried::{Asked, SettingUp},
    sign_in,
};
use crate::{
    operation::{Broken, Failed},
    ops::mfa::{AssociateSoftwareToken, VerifySoftwareToken, software_token::Setter},
};

/// The methods that a challenge lets choose from.
pub fn methods(asked: &Asked) -> Vec<MfaMethod> {
    let list = match asked.challenge {
        ChallengeNameType::MfaSetup => "MFAS_CAN_SETUP",
        _ => "MFAS_CAN_CHOOSE",
    };
    let listed = asked.parameters.get(list);
    listed
        .and_then(|list| serde_json::from_str(list).ok())
        .unwrap_or_default()
}

/// Begins to set a method up.
///
/// # Errors
/// As AssociateSoftwareToken.
pub async fn set_up(at: At<'_>, asked: &Asked, method: MfaMethod) -> Result<Asked, Failed> {
    let mut asked = asked.clone();
    asked.setting_up = Some(match method {
        MfaMethod::Sms => SettingUp::Phone,
        MfaMethod::Email => SettingUp::Email,
        MfaMethod::Totp => {
            let setter = Setter::at_the_pages(at.cx, &asked.session).await?;
            let given = AssociateSoftwareToken::of(at.cx, &setter).await?;
            asked.session = given.session.ok_or_else(no_session)?;
            SettingUp::Totp(given.secret_code.unwrap_or_default())
        }
    });
    Ok(asked)
}

/// Shows that the authenticator app works, and goes on with the sign-in.
///
/// # Errors
/// As VerifySoftwareToken and RespondToAuthChallenge.
pub async fn verify_app(at: At<'_>, asked: &Asked, code: &str) -> Result<Next, Failed> {
    let setter = Setter::at_the_pages(at.cx, &asked.session).await?;
    let verified = VerifySoftwareToken::of(at.cx, &setter, code, None).await?;
    let asked = Asked {
        session: verified.session.ok_or_else(no_session)?,
        ..asked.clone()
    };
    sign_in::answer(at, &asked, &[]).await
}

fn no_session() -> Broken {
    Broken {
        doing: "setting a second factor up at the pages".into(),
        cause: "an answer without a Session".into(),
    }
}
