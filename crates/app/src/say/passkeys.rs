//! What is said about passkeys. The exceptions are documented (auth.md §14.2); no text of the service is known, so all
//! texts are guesses.

use domain::passkey::{NoPasskeys, Refused};
use wire::{Code, Fault};

/// documented exceptions, guessed texts: auth.md §14.2.
pub fn none_here(why: NoPasskeys) -> Fault {
    match why {
        NoPasskeys::NotEnabled => Fault::new(
            Code::WebAuthnNotEnabledException,
            "WebAuthn is not enabled for the user pool.",
        ),
        NoPasskeys::NoRelyingParty => Fault::new(
            Code::WebAuthnConfigurationMissingException,
            "The user pool does not have a relying party id configured.",
        ),
    }
}

/// documented exceptions, guessed texts: auth.md §14.2.
pub fn refused(why: Refused) -> Fault {
    match why {
        Refused::Challenge => no_registration(),
        Refused::Origin => Fault::new(
            Code::WebAuthnOriginNotAllowedException,
            "The origin of the credential is not allowed.",
        ),
        Refused::RelyingParty => Fault::new(
            Code::WebAuthnRelyingPartyMismatchException,
            "The relying party of the credential does not match that of the user pool.",
        ),
        Refused::NotSupported => not_supported(),
    }
}

/// documented exception, guessed text: auth.md §14.2.
pub fn not_supported() -> Fault {
    Fault::new(
        Code::WebAuthnCredentialNotSupportedException,
        "The credential is not supported.",
    )
}

/// documented exception, guessed text: auth.md §14.2, a challenge that was never given, was used, or is old.
pub fn no_registration() -> Fault {
    Fault::new(
        Code::WebAuthnChallengeNotFoundException,
        "The challenge of the credential was not found.",
    )
}

/// documented exception, guessed text: auth.md §14.2.
pub fn other_client() -> Fault {
    Fault::new(
        Code::WebAuthnClientMismatchException,
        "The registration was started by another app client.",
    )
}

/// documented exception, guessed text: auth.md §14.2, more than 20.
pub fn too_many() -> Fault {
    Fault::limit_exceeded("The user has the maximum number of passkeys.")
}

/// guess: auth.md §§12.6, 14.2, a document that no browser sends.
pub fn malformed() -> Fault {
    Fault::invalid_parameter("Invalid credential.")
}

/// documented exception, guessed text: auth.md §14.2.
pub fn no_such_passkey() -> Fault {
    Fault::resource_not_found("Credential does not exist.")
}
