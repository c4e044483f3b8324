//! Where the structures live: those of one room with the room, those of several by subject.

use std::collections::{BTreeMap, BTreeSet};

use super::walk;
use crate::model::{Kind, Model};

/// The rooms and the endings of their operations' names, most particular first; `Admin` in front does not count.
const ROOMS: [(&str, &[&str]); 21] = [
    (
        "sign_in",
        &["InitiateAuth", "RespondToAuthChallenge", "GetUserAuthFactors"],
    ),
    ("sign_up", &["SignUp", "ConfirmSignUp", "ResendConfirmationCode"]),
    (
        "passwords",
        &[
            "ForgotPassword",
            "ConfirmForgotPassword",
            "ChangePassword",
            "ResetUserPassword",
            "SetUserPassword",
        ],
    ),
    (
        "tokens",
        &[
            "RevokeToken",
            "GetTokensFromRefreshToken",
            "GlobalSignOut",
            "UserGlobalSignOut",
            "GetClientToken",
            "GetDerivedToken",
            "GetSigningCertificate",
        ],
    ),
    (
        "sessions",
        &[
            "ListUserSessions",
            "RevokeUserSession",
            "GetUserPoolSessionConfiguration",
            "SetUserPoolSessionConfiguration",
            "GetUserPoolClientSessionConfiguration",
            "SetUserPoolClientSessionConfiguration",
        ],
    ),
    (
        "mfa",
        &[
            "AssociateSoftwareToken",
            "VerifySoftwareToken",
            "DeleteSoftwareToken",
            "SetUserMFAPreference",
            "SetUserSettings",
            "GetUserPoolMfaConfig",
            "SetUserPoolMfaConfig",
        ],
    ),
    (
        "passkeys",
        &[
            "StartWebAuthnRegistration",
            "CompleteWebAuthnRegistration",
            "ListWebAuthnCredentials",
            "DeleteWebAuthnCredential",
        ],
    ),
    (
        "devices",
        &[
            "ConfirmDevice",
            "ForgetDevice",
            "GetDevice",
            "ListDevices",
            "UpdateDeviceStatus",
        ],
    ),
    (
        "users",
        &[
            "CreateUser",
            "GetUser",
            "DeleteUser",
            "EnableUser",
            "DisableUser",
            "ListUsers",
        ],
    ),
    (
        "attributes",
        &[
            "AddCustomAttributes",
            "UpdateUserAttributes",
            "DeleteUserAttributes",
            "GetUserAttributeVerificationCode",
            "VerifyUserAttribute",
        ],
    ),
    (
        "groups",
        &[
            "CreateGroup",
            "GetGroup",
            "UpdateGroup",
            "DeleteGroup",
            "ListGroups",
            "ListUsersInGroup",
            "AddUserToGroup",
            "RemoveUserFromGroup",
            "ListGroupsForUser",
        ],
    ),
    (
        "pools",
        &[
            "CreateUserPool",
            "DescribeUserPool",
            "UpdateUserPool",
            "DeleteUserPool",
            "ListUserPools",
            "TagResource",
            "UntagResource",
            "ListTagsForResource",
            "GetProvisionedLimit",
            "UpdateProvisionedLimit",
        ],
    ),
    (
        "replicas",
        &[
            "CreateUserPoolReplica",
            "UpdateUserPoolReplica",
            "DeleteUserPoolReplica",
            "ListUserPoolReplicas",
        ],
    ),
    (
        "clients",
        &[
            "CreateUserPoolClient",
            "DescribeUserPoolClient",
            "UpdateUserPoolClient",
            "DeleteUserPoolClient",
            "ListUserPoolClients",
            "AddUserPoolClientSecret",
            "DeleteUserPoolClientSecret",
            "ListUserPoolClientSecrets",
        ],
    ),
    (
        "providers",
        &[
            "CreateIdentityProvider",
            "DescribeIdentityProvider",
            "UpdateIdentityProvider",
            "DeleteIdentityProvider",
            "ListIdentityProviders",
            "GetIdentityProviderByIdentifier",
            "LinkProviderForUser",
            "DisableProviderForUser",
        ],
    ),
    (
        "resource_servers",
        &[
            "CreateResourceServer",
            "DescribeResourceServer",
            "UpdateResourceServer",
            "DeleteResourceServer",
            "ListResourceServers",
        ],
    ),
    (
        "domains",
        &[
            "CreateUserPoolDomain",
            "DescribeUserPoolDomain",
            "UpdateUserPoolDomain",
            "DeleteUserPoolDomain",
        ],
    ),
    (
        "branding",
        &[
            "CreateManagedLoginBranding",
            "DescribeManagedLoginBranding",
            "DescribeManagedLoginBrandingByClient",
            "UpdateManagedLoginBranding",
            "DeleteManagedLoginBranding",
            "GetUICustomization",
            "SetUICustomization",
        ],
    ),
    (
        "terms",
        &[
            "CreateTerms",
            "DescribeTerms",
            "DescribeTermsByClient",
            "UpdateTerms",
            "DeleteTerms",
            "ListTerms",
        ],
    ),
    (
        "imports",
        &[
            "GetCSVHeader",
            "CreateUserImportJob",
            "DescribeUserImportJob",
            "ListUserImportJobs",
            "StartUserImportJob",
            "StopUserImportJob",
        ],
    ),
    (
        "risk",
        &[
            "DescribeRiskConfiguration",
            "SetRiskConfiguration",
            "ListUserAuthEvents",
            "UpdateAuthEventFeedback",
            "GetLogDeliveryConfiguration",
            "SetLogDeliveryConfiguration",
        ],
    ),
];

/// Subjects of structures that several rooms share, by a word in the name; the first that fits wins.
const SUBJECTS: [(&str, &[&str]); 7] = [
    (
        "risk_shapes",
        &["Risk", "Compromised", "Takeover", "Notify", "Log", "Firehose", "S3"],
    ),
    ("session_shapes", &["Session"]),
    ("device_shapes", &["Device"]),
    ("mfa_shapes", &["Mfa", "MFA", "WebAuthn"]),
    (
        "client_shapes",
        &[
            "UserPoolClient",
            "Analytics",
            "ClientSecret",
            "TokenValidity",
            "RefreshToken",
            "Dcr",
            "Acr",
        ],
    ),
    (
        "user_shapes",
        &[
            "AttributeType",
            "UserType",
            "CodeDelivery",
            "ContextData",
            "HttpHeader",
            "AuthenticationResult",
        ],
    ),
    ("pool_shapes", &[""]),
];

/// The room of an operation.
///
/// # Errors
/// The name, when no room has it.
pub fn of_operation(operation: &str) -> Result<&'static str, String> {
    let twin = operation.strip_prefix("Admin").unwrap_or(operation);
    ROOMS
        .iter()
        .find(|(_, names)| names.contains(&twin))
        .map(|(room, _)| *room)
        .ok_or_else(|| format!("no room has the operation {operation}; see render/rooms.rs"))
}

/// Every structure's file.
///
/// # Errors
/// An operation without a room, or a name that the model lacks.
pub fn of_structures(model: &Model) -> Result<BTreeMap<String, &'static str>, String> {
    let mut users: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    for (name, operation) in model.operations.iter() {
        let room = of_operation(name)?;
        let mut shapes = BTreeSet::new();
        for shape in [Some(&operation.input), operation.output.as_ref()]
            .into_iter()
            .flatten()
        {
            walk(model, shape, &mut shapes)?;
        }
        for shape in shapes {
            users.entry(shape).or_default().insert(room);
        }
    }
    users.retain(|name, _| model.shape(name).is_ok_and(|s| s.kind == Kind::Structure));
    Ok(users
        .into_iter()
        .map(|(name, rooms)| (file(&name, &rooms), name))
        .map(|(file, name)| (name, file))
        .collect())
}

fn file(structure: &str, rooms: &BTreeSet<&'static str>) -> &'static str {
    let is_message = structure.ends_with("Request") || structure.ends_with("Response");
    match rooms.first() {
        // A pool has so many settings that they fill a file of their own.
        Some(&"pools") if rooms.len() == 1 && !is_message => return "pool_shapes",
        Some(room) if rooms.len() == 1 => return room,
        _ => {}
    }
    let fits = |words: &&[&str]| words.iter().any(|word| structure.contains(word));
    SUBJECTS
        .iter()
        .find(|(_, words)| fits(words))
        .map_or("pool_shapes", |(subject, _)| subject)
}
