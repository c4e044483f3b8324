//! Which category an operation belongs to (the service's quotas page, documented).

use domain::rates::Category;
use wire::Operation;

/// The challenge whose answers count as changes of a password (documented).
const NEW_PASSWORD: &str = "NEW_PASSWORD_REQUIRED";

/// The category of an operation. `challenge` is the one that a request answers, when it answers one.
pub fn category(operation: Operation, challenge: Option<&str>) -> Category {
    match operation {
        Operation::RespondToAuthChallenge | Operation::AdminRespondToAuthChallenge => match challenge {
            Some(NEW_PASSWORD) => Category::UserAccountRecovery,
            _ => Category::UserAuthentication,
        },
        operation => of_users(operation)
            .or_else(|| of_pools(operation))
            .unwrap_or_else(|| unlisted(operation)),
    }
}

/// Operations on users.
fn of_users(operation: Operation) -> Option<Category> {
    use Operation as O;
    Some(match operation {
        O::AdminInitiateAuth | O::GetTokensFromRefreshToken | O::InitiateAuth => Category::UserAuthentication,
        O::AdminConfirmSignUp | O::AdminCreateUser | O::ConfirmSignUp | O::SignUp => Category::UserCreation,
        O::AdminResetUserPassword
        | O::AdminSetUserPassword
        | O::ChangePassword
        | O::ConfirmForgotPassword
        | O::ForgotPassword => Category::UserAccountRecovery,
        O::AdminGetUser | O::AdminGetUserAuthFactors | O::GetUser => Category::UserRead,
        O::AdminAddUserToGroup
        | O::AdminDeleteUser
        | O::AdminDeleteUserAttributes
        | O::AdminDisableProviderForUser
        | O::AdminDisableUser
        | O::AdminEnableUser
        | O::AdminLinkProviderForUser
        | O::AdminRemoveUserFromGroup
        | O::AdminUpdateUserAttributes
        | O::AdminUserGlobalSignOut
        | O::DeleteUser
        | O::DeleteUserAttributes
        | O::GlobalSignOut
        | O::UpdateUserAttributes
        | O::VerifyUserAttribute => Category::UserUpdate,
        O::RevokeToken => Category::UserToken,
        O::AdminGetDevice
        | O::AdminListDevices
        | O::AdminListGroupsForUser
        | O::AdminListUserAuthEvents
        | O::GetDevice
        | O::GetUserAttributeVerificationCode
        | O::ListDevices
        | O::ResendConfirmationCode => Category::UserResourceRead,
        O::AdminDeleteSoftwareToken
        | O::AdminForgetDevice
        | O::AdminSetUserMFAPreference
        | O::AdminSetUserSettings
        | O::AdminUpdateAuthEventFeedback
        | O::AdminUpdateDeviceStatus
        | O::AssociateSoftwareToken
        | O::ConfirmDevice
        | O::ForgetDevice
        | O::SetUserMFAPreference
        | O::SetUserSettings
        | O::UpdateAuthEventFeedback
        | O::UpdateDeviceStatus
        | O::VerifySoftwareToken => Category::UserResourceUpdate,
        O::ListUsers | O::ListUsersInGroup => Category::UserList,
        O::GetClientToken => Category::ClientAuthentication,
        _ => return None,
    })
}

/// Operations on pools and what is in them.
fn of_pools(operation: Operation) -> Option<Category> {
    use Operation as O;
    Some(match operation {
        O::DescribeUserPool | O::ListUserPools => Category::UserPoolRead,
        O::CreateUserPool | O::DeleteUserPool | O::UpdateUserPool => Category::UserPoolUpdate,
        O::DescribeIdentityProvider
        | O::DescribeManagedLoginBranding
        | O::DescribeManagedLoginBrandingByClient
        | O::DescribeResourceServer
        | O::DescribeRiskConfiguration
        | O::DescribeUserImportJob
        | O::DescribeUserPoolDomain
        | O::GetCSVHeader
        | O::GetGroup
        | O::GetIdentityProviderByIdentifier
        | O::GetSigningCertificate
        | O::GetUICustomization
        | O::GetUserPoolMfaConfig
        | O::ListGroups
        | O::ListIdentityProviders
        | O::ListResourceServers
        | O::ListTagsForResource
        | O::ListUserImportJobs => Category::UserPoolResourceRead,
        O::AddCustomAttributes
        | O::CreateGroup
        | O::CreateIdentityProvider
        | O::CreateManagedLoginBranding
        | O::CreateResourceServer
        | O::CreateUserImportJob
        | O::CreateUserPoolDomain
        | O::DeleteGroup
        | O::DeleteIdentityProvider
        | O::DeleteManagedLoginBranding
        | O::DeleteResourceServer
        | O::DeleteUserPoolDomain
        | O::SetRiskConfiguration
        | O::SetUICustomization
        | O::SetUserPoolMfaConfig
        | O::StartUserImportJob
        | O::StopUserImportJob
        | O::TagResource
        | O::UntagResource
        | O::UpdateGroup
        | O::UpdateIdentityProvider
        | O::UpdateManagedLoginBranding
        | O::UpdateResourceServer
        | O::UpdateUserPoolDomain => Category::UserPoolResourceUpdate,
        O::DescribeUserPoolClient | O::ListUserPoolClients => Category::UserPoolClientRead,
        O::CreateUserPoolClient | O::DeleteUserPoolClient | O::UpdateUserPoolClient => Category::UserPoolClientUpdate,
        O::GetProvisionedLimit | O::UpdateProvisionedLimit => Category::LimitManagement,
        _ => return None,
    })
}

/// Operations that the page does not list yet: GUESS, by their likeness to those that it lists.
fn unlisted(operation: Operation) -> Category {
    use Operation as O;
    match operation {
        O::GetUserAuthFactors => Category::UserRead,
        O::AdminRevokeUserSession | O::GetDerivedToken | O::RevokeUserSession => Category::UserToken,
        O::AdminListUserSessions | O::ListUserSessions | O::ListWebAuthnCredentials => Category::UserResourceRead,
        O::CompleteWebAuthnRegistration | O::DeleteWebAuthnCredential | O::StartWebAuthnRegistration => {
            Category::UserResourceUpdate
        }
        O::CreateUserPoolReplica | O::DeleteUserPoolReplica | O::UpdateUserPoolReplica => Category::UserPoolUpdate,
        O::DescribeTerms
        | O::DescribeTermsByClient
        | O::GetLogDeliveryConfiguration
        | O::GetUserPoolSessionConfiguration
        | O::ListTerms => Category::UserPoolResourceRead,
        O::CreateTerms
        | O::DeleteTerms
        | O::SetLogDeliveryConfiguration
        | O::SetUserPoolSessionConfiguration
        | O::UpdateTerms => Category::UserPoolResourceUpdate,
        O::GetUserPoolClientSessionConfiguration | O::ListUserPoolClientSecrets => Category::UserPoolClientRead,
        O::AddUserPoolClientSecret | O::DeleteUserPoolClientSecret | O::SetUserPoolClientSessionConfiguration => {
            Category::UserPoolClientUpdate
        }
        _ => Category::UserPoolRead,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_password_is_no_sign_in() {
        let of = |challenge| category(Operation::RespondToAuthChallenge, challenge);
        assert_eq!(of(Some(NEW_PASSWORD)), Category::UserAccountRecovery);
        assert_eq!(of(Some("SMS_MFA")), Category::UserAuthentication);
        assert_eq!(of(None), Category::UserAuthentication);
    }

    #[test]
    fn only_one_operation_is_left_to_the_last_resort() {
        let left = |operation: &Operation| {
            let listed = of_users(*operation).or(of_pools(*operation)).is_some();
            !listed && category(*operation, None) == Category::UserPoolRead
        };
        let left: Vec<_> = Operation::ALL.iter().copied().filter(left).collect();
        assert_eq!(left, [Operation::ListUserPoolReplicas]);
    }
}
