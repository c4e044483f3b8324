// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: mfa.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ADMIN_DELETE_SOFTWARE_TOKEN_REQUEST: Shape = Shape::new(
    "AdminDeleteSoftwareTokenRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
    ]),
);

pub static ADMIN_DELETE_SOFTWARE_TOKEN_RESPONSE: Shape =
    Shape::new("AdminDeleteSoftwareTokenResponse", Secrecy::Open, Kind::Structure(&[]));

pub static ADMIN_SET_USER_MFA_PREFERENCE_REQUEST: Shape = Shape::new(
    "AdminSetUserMFAPreferenceRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("SMSMfaSettings", "sMSMfaSettings", &SMS_MFA_SETTINGS_TYPE),
        Member::optional(
            "SoftwareTokenMfaSettings",
            "softwareTokenMfaSettings",
            &SOFTWARE_TOKEN_MFA_SETTINGS_TYPE,
        ),
        Member::optional("EmailMfaSettings", "emailMfaSettings", &EMAIL_MFA_SETTINGS_TYPE),
        Member::optional(
            "WebAuthnMfaSettings",
            "webAuthnMfaSettings",
            &WEB_AUTHN_MFA_SETTINGS_TYPE,
        ),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
    ]),
);

pub static ADMIN_SET_USER_MFA_PREFERENCE_RESPONSE: Shape =
    Shape::new("AdminSetUserMFAPreferenceResponse", Secrecy::Open, Kind::Structure(&[]));

pub static ADMIN_SET_USER_SETTINGS_REQUEST: Shape = Shape::new(
    "AdminSetUserSettingsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("MFAOptions", "mFAOptions", &MFA_OPTION_LIST_TYPE),
    ]),
);

pub static ADMIN_SET_USER_SETTINGS_RESPONSE: Shape =
    Shape::new("AdminSetUserSettingsResponse", Secrecy::Open, Kind::Structure(&[]));

pub static ASSOCIATE_SOFTWARE_TOKEN_REQUEST: Shape = Shape::new(
    "AssociateSoftwareTokenRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
    ]),
);

pub static ASSOCIATE_SOFTWARE_TOKEN_RESPONSE: Shape = Shape::new(
    "AssociateSoftwareTokenResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("SecretCode", "secretCode", &SECRET_CODE_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
    ]),
);

pub static EMAIL_MFA_CONFIG_TYPE: Shape = Shape::new(
    "EmailMfaConfigType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Message", "message", &EMAIL_MFA_MESSAGE_TYPE),
        Member::optional("Subject", "subject", &EMAIL_MFA_SUBJECT_TYPE),
    ]),
);

pub static EMAIL_MFA_SETTINGS_TYPE: Shape = Shape::new(
    "EmailMfaSettingsType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Enabled", "enabled", &BOOLEAN_TYPE),
        Member::optional("PreferredMfa", "preferredMfa", &BOOLEAN_TYPE),
    ]),
);

pub static GET_USER_POOL_MFA_CONFIG_REQUEST: Shape = Shape::new(
    "GetUserPoolMfaConfigRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE)]),
);

pub static GET_USER_POOL_MFA_CONFIG_RESPONSE: Shape = Shape::new(
    "GetUserPoolMfaConfigResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("SmsMfaConfiguration", "smsMfaConfiguration", &SMS_MFA_CONFIG_TYPE),
        Member::optional(
            "SoftwareTokenMfaConfiguration",
            "softwareTokenMfaConfiguration",
            &SOFTWARE_TOKEN_MFA_CONFIG_TYPE,
        ),
        Member::optional("EmailMfaConfiguration", "emailMfaConfiguration", &EMAIL_MFA_CONFIG_TYPE),
        Member::optional("MfaConfiguration", "mfaConfiguration", &USER_POOL_MFA_TYPE),
        Member::optional(
            "WebAuthnConfiguration",
            "webAuthnConfiguration",
            &WEB_AUTHN_CONFIGURATION_TYPE,
        ),
    ]),
);

pub static SMS_MFA_SETTINGS_TYPE: Shape = Shape::new(
    "SMSMfaSettingsType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Enabled", "enabled", &BOOLEAN_TYPE),
        Member::optional("PreferredMfa", "preferredMfa", &BOOLEAN_TYPE),
    ]),
);

pub static SET_USER_MFA_PREFERENCE_REQUEST: Shape = Shape::new(
    "SetUserMFAPreferenceRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("SMSMfaSettings", "sMSMfaSettings", &SMS_MFA_SETTINGS_TYPE),
        Member::optional(
            "SoftwareTokenMfaSettings",
            "softwareTokenMfaSettings",
            &SOFTWARE_TOKEN_MFA_SETTINGS_TYPE,
        ),
        Member::optional("EmailMfaSettings", "emailMfaSettings", &EMAIL_MFA_SETTINGS_TYPE),
        Member::optional(
            "WebAuthnMfaSettings",
            "webAuthnMfaSettings",
            &WEB_AUTHN_MFA_SETTINGS_TYPE,
        ),
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
    ]),
);

pub static SET_USER_MFA_PREFERENCE_RESPONSE: Shape =
    Shape::new("SetUserMFAPreferenceResponse", Secrecy::Open, Kind::Structure(&[]));

pub static SET_USER_POOL_MFA_CONFIG_REQUEST: Shape = Shape::new(
    "SetUserPoolMfaConfigRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("SmsMfaConfiguration", "smsMfaConfiguration", &SMS_MFA_CONFIG_TYPE),
        Member::optional(
            "SoftwareTokenMfaConfiguration",
            "softwareTokenMfaConfiguration",
            &SOFTWARE_TOKEN_MFA_CONFIG_TYPE,
        ),
        Member::optional("EmailMfaConfiguration", "emailMfaConfiguration", &EMAIL_MFA_CONFIG_TYPE),
        Member::optional("MfaConfiguration", "mfaConfiguration", &USER_POOL_MFA_TYPE),
        Member::optional(
            "WebAuthnConfiguration",
            "webAuthnConfiguration",
            &WEB_AUTHN_CONFIGURATION_TYPE,
        ),
    ]),
);

pub static SET_USER_POOL_MFA_CONFIG_RESPONSE: Shape = Shape::new(
    "SetUserPoolMfaConfigResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("SmsMfaConfiguration", "smsMfaConfiguration", &SMS_MFA_CONFIG_TYPE),
        Member::optional(
            "SoftwareTokenMfaConfiguration",
            "softwareTokenMfaConfiguration",
            &SOFTWARE_TOKEN_MFA_CONFIG_TYPE,
        ),
        Member::optional("EmailMfaConfiguration", "emailMfaConfiguration", &EMAIL_MFA_CONFIG_TYPE),
        Member::optional("MfaConfiguration", "mfaConfiguration", &USER_POOL_MFA_TYPE),
        Member::optional(
            "WebAuthnConfiguration",
            "webAuthnConfiguration",
            &WEB_AUTHN_CONFIGURATION_TYPE,
        ),
    ]),
);

pub static SET_USER_SETTINGS_REQUEST: Shape = Shape::new(
    "SetUserSettingsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::required("MFAOptions", "mFAOptions", &MFA_OPTION_LIST_TYPE),
    ]),
);

pub static SET_USER_SETTINGS_RESPONSE: Shape =
    Shape::new("SetUserSettingsResponse", Secrecy::Open, Kind::Structure(&[]));

pub static SMS_MFA_CONFIG_TYPE: Shape = Shape::new(
    "SmsMfaConfigType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional(
            "SmsAuthenticationMessage",
            "smsAuthenticationMessage",
            &SMS_VERIFICATION_MESSAGE_TYPE,
        ),
        Member::optional("SmsConfiguration", "smsConfiguration", &SMS_CONFIGURATION_TYPE),
    ]),
);

pub static SOFTWARE_TOKEN_MFA_CONFIG_TYPE: Shape = Shape::new(
    "SoftwareTokenMfaConfigType",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Enabled", "enabled", &BOOLEAN_TYPE)]),
);

pub static SOFTWARE_TOKEN_MFA_SETTINGS_TYPE: Shape = Shape::new(
    "SoftwareTokenMfaSettingsType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Enabled", "enabled", &BOOLEAN_TYPE),
        Member::optional("PreferredMfa", "preferredMfa", &BOOLEAN_TYPE),
    ]),
);

pub static VERIFY_SOFTWARE_TOKEN_REQUEST: Shape = Shape::new(
    "VerifySoftwareTokenRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
        Member::required("UserCode", "userCode", &SOFTWARE_TOKEN_MFA_USER_CODE_TYPE),
        Member::optional("FriendlyDeviceName", "friendlyDeviceName", &STRING_TYPE),
    ]),
);

pub static VERIFY_SOFTWARE_TOKEN_RESPONSE: Shape = Shape::new(
    "VerifySoftwareTokenResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Status", "status", &VERIFY_SOFTWARE_TOKEN_RESPONSE_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
    ]),
);

pub static WEB_AUTHN_CONFIGURATION_TYPE: Shape = Shape::new(
    "WebAuthnConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("RelyingPartyId", "relyingPartyId", &RELYING_PARTY_ID_TYPE),
        Member::optional("UserVerification", "userVerification", &USER_VERIFICATION_TYPE),
        Member::optional(
            "FactorConfiguration",
            "factorConfiguration",
            &WEB_AUTHN_FACTOR_CONFIGURATION_TYPE,
        ),
    ]),
);

pub static WEB_AUTHN_MFA_SETTINGS_TYPE: Shape = Shape::new(
    "WebAuthnMfaSettingsType",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Enabled", "enabled", &BOOLEAN_TYPE)]),
);
