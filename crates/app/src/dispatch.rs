//! From a framed request to the answer of its operation.
//!
//! The order of checks is that of resources.md §1.7: target, JSON, signature and policy, request rate (GUESS at its place),
//! constraints of the model; everything after that is the operation's own.

use std::{net::IpAddr, sync::Arc};

use domain::ports::Boxed;
use serde_json::error::Category;
use uuid::Uuid;
use wire::{Code, Fault, Operation};

use crate::{
    cx::{Cx, House},
    operation::{self, Broken, Failed},
    ops,
    signature::{self, Admitted},
    trace::Attempt,
};

/// A request to the JSON API as it came through the socket.
pub struct Request {
    /// What it asks for: the result of [`operation`] on its `X-Amz-Target`.
    pub operation: Operation,
    /// The body.
    pub body: Vec<u8>,
    /// The parts that a signature covers, beside the body.
    pub head: Head,
    /// The address of the client.
    pub ip: Option<IpAddr>,
    /// The request id that the answer will carry.
    pub request_id: Uuid,
}

/// The head of a request.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The method, such as `POST`.
    pub method: String,
    /// The path as it was sent.
    pub path: String,
    /// The query as it was sent, without its `?`.
    pub query: String,
    /// Header fields in the order in which they came; names in lower case, values that are no UTF-8 left out.
    pub headers: Vec<(String, String)>,
}

impl Head {
    /// The value of the first header field of this name (lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The operation that an `X-Amz-Target` names (resources.md §1.1).
///
/// # Errors
///
/// UnknownOperationException when there is none, or none that is known.
pub fn operation(target: Option<&str>) -> Result<Operation, Fault> {
    let name = target.and_then(|target| target.strip_prefix(TARGET_PREFIX));
    name.and_then(Operation::parse)
        .ok_or(Fault::bare(Code::UnknownOperationException))
}

/// What a request names, beside its operation, as far as the doors ask for it. Read when it is asked for.
pub struct Named<'a> {
    body: &'a [u8],
}

impl<'a> Named<'a> {
    /// Of a body that has not been held against the model.
    pub const fn new(body: &'a [u8]) -> Self {
        Self { body }
    }

    /// The pool: `UserPoolId`, or the id in a `ResourceArn`.
    pub fn pool(&self) -> Option<String> {
        let document = wire::json(self.body).ok()?;
        if let Some(id) = document.get("UserPoolId").and_then(serde_json::Value::as_str) {
            return Some(id.to_owned());
        }
        let arn = document.get("ResourceArn")?.as_str()?;
        arn.split_once(":userpool/").map(|(_, id)| id.to_owned())
    }

    /// The challenge that it answers: `ChallengeName`.
    pub fn challenge(&self) -> Option<String> {
        let document = wire::json(self.body).ok()?;
        Some(document.get("ChallengeName")?.as_str()?.to_owned())
    }
}

/// What stands before the operation's name in `X-Amz-Target`.
const TARGET_PREFIX: &str = "AWSCognitoIdentityProviderService.";

/// The body of the answer, or why there is none.
pub type Answer = Result<Vec<u8>, Failed>;

/// Does what the request asks. The answer is the body of a 200.
///
/// # Errors
///
/// A fault for the client, or a failure of the house.
pub async fn dispatch(house: &Arc<House>, request: Request) -> Answer {
    perform(
        request.operation,
        Call {
            house,
            request: &request,
        },
    )
    .await
}

/// One request on its way to its operation.
#[derive(Clone, Copy)]
struct Call<'a> {
    house: &'a Arc<House>,
    request: &'a Request,
}

/// Every operation has its arm: one that is missing does not compile.
fn perform(operation: Operation, call: Call<'_>) -> Boxed<'_, Answer> {
    match operation {
        // sign_in
        Operation::InitiateAuth => call.run::<ops::sign_in::InitiateAuth>(),
        Operation::AdminInitiateAuth => call.run::<ops::sign_in::AdminInitiateAuth>(),
        Operation::RespondToAuthChallenge => call.run::<ops::sign_in::RespondToAuthChallenge>(),
        Operation::AdminRespondToAuthChallenge => call.run::<ops::sign_in::AdminRespondToAuthChallenge>(),
        Operation::GetUserAuthFactors => call.run::<ops::sign_in::GetUserAuthFactors>(),
        Operation::AdminGetUserAuthFactors => call.run::<ops::sign_in::AdminGetUserAuthFactors>(),
        // sign_up
        Operation::SignUp => call.run::<ops::sign_up::SignUp>(),
        Operation::ConfirmSignUp => call.run::<ops::sign_up::ConfirmSignUp>(),
        Operation::AdminConfirmSignUp => call.run::<ops::sign_up::AdminConfirmSignUp>(),
        Operation::ResendConfirmationCode => call.run::<ops::sign_up::ResendConfirmationCode>(),
        // passwords
        Operation::ForgotPassword => call.run::<ops::passwords::ForgotPassword>(),
        Operation::ConfirmForgotPassword => call.run::<ops::passwords::ConfirmForgotPassword>(),
        Operation::ChangePassword => call.run::<ops::passwords::ChangePassword>(),
        Operation::AdminResetUserPassword => call.run::<ops::passwords::AdminResetUserPassword>(),
        Operation::AdminSetUserPassword => call.run::<ops::passwords::AdminSetUserPassword>(),
        // tokens
        Operation::RevokeToken => call.run::<ops::tokens::RevokeToken>(),
        Operation::GetTokensFromRefreshToken => call.run::<ops::tokens::GetTokensFromRefreshToken>(),
        Operation::GlobalSignOut => call.run::<ops::tokens::GlobalSignOut>(),
        Operation::AdminUserGlobalSignOut => call.run::<ops::tokens::AdminUserGlobalSignOut>(),
        Operation::GetClientToken => call.run::<ops::tokens::GetClientToken>(),
        Operation::GetDerivedToken => call.run::<ops::tokens::GetDerivedToken>(),
        Operation::GetSigningCertificate => call.run::<ops::tokens::GetSigningCertificate>(),
        // sessions
        Operation::ListUserSessions => call.run::<ops::sessions::ListUserSessions>(),
        Operation::AdminListUserSessions => call.run::<ops::sessions::AdminListUserSessions>(),
        Operation::RevokeUserSession => call.run::<ops::sessions::RevokeUserSession>(),
        Operation::AdminRevokeUserSession => call.run::<ops::sessions::AdminRevokeUserSession>(),
        Operation::GetUserPoolSessionConfiguration => call.run::<ops::sessions::GetUserPoolSessionConfiguration>(),
        Operation::SetUserPoolSessionConfiguration => call.run::<ops::sessions::SetUserPoolSessionConfiguration>(),
        Operation::GetUserPoolClientSessionConfiguration => {
            call.run::<ops::sessions::GetUserPoolClientSessionConfiguration>()
        }
        Operation::SetUserPoolClientSessionConfiguration => {
            call.run::<ops::sessions::SetUserPoolClientSessionConfiguration>()
        }
        // mfa
        Operation::AssociateSoftwareToken => call.run::<ops::mfa::AssociateSoftwareToken>(),
        Operation::VerifySoftwareToken => call.run::<ops::mfa::VerifySoftwareToken>(),
        Operation::AdminDeleteSoftwareToken => call.run::<ops::mfa::AdminDeleteSoftwareToken>(),
        Operation::SetUserMFAPreference => call.run::<ops::mfa::SetUserMFAPreference>(),
        Operation::AdminSetUserMFAPreference => call.run::<ops::mfa::AdminSetUserMFAPreference>(),
        Operation::SetUserSettings => call.run::<ops::mfa::SetUserSettings>(),
        Operation::AdminSetUserSettings => call.run::<ops::mfa::AdminSetUserSettings>(),
        Operation::GetUserPoolMfaConfig => call.run::<ops::mfa::GetUserPoolMfaConfig>(),
        Operation::SetUserPoolMfaConfig => call.run::<ops::mfa::SetUserPoolMfaConfig>(),
        // passkeys
        Operation::StartWebAuthnRegistration => call.run::<ops::passkeys::StartWebAuthnRegistration>(),
        Operation::CompleteWebAuthnRegistration => call.run::<ops::passkeys::CompleteWebAuthnRegistration>(),
        Operation::ListWebAuthnCredentials => call.run::<ops::passkeys::ListWebAuthnCredentials>(),
        Operation::DeleteWebAuthnCredential => call.run::<ops::passkeys::DeleteWebAuthnCredential>(),
        // devices
        Operation::ConfirmDevice => call.run::<ops::devices::ConfirmDevice>(),
        Operation::ForgetDevice => call.run::<ops::devices::ForgetDevice>(),
        Operation::GetDevice => call.run::<ops::devices::GetDevice>(),
        Operation::ListDevices => call.run::<ops::devices::ListDevices>(),
        Operation::UpdateDeviceStatus => call.run::<ops::devices::UpdateDeviceStatus>(),
        Operation::AdminForgetDevice => call.run::<ops::devices::AdminForgetDevice>(),
        Operation::AdminGetDevice => call.run::<ops::devices::AdminGetDevice>(),
        Operation::AdminListDevices => call.run::<ops::devices::AdminListDevices>(),
        Operation::AdminUpdateDeviceStatus => call.run::<ops::devices::AdminUpdateDeviceStatus>(),
        // users
        Operation::AdminCreateUser => call.run::<ops::users::AdminCreateUser>(),
        Operation::AdminGetUser => call.run::<ops::users::AdminGetUser>(),
        Operation::AdminDeleteUser => call.run::<ops::users::AdminDeleteUser>(),
        Operation::AdminEnableUser => call.run::<ops::users::AdminEnableUser>(),
        Operation::AdminDisableUser => call.run::<ops::users::AdminDisableUser>(),
        Operation::ListUsers => call.run::<ops::users::ListUsers>(),
        Operation::GetUser => call.run::<ops::users::GetUser>(),
        Operation::DeleteUser => call.run::<ops::users::DeleteUser>(),
        // attributes
        Operation::AddCustomAttributes => call.run::<ops::attributes::AddCustomAttributes>(),
        Operation::UpdateUserAttributes => call.run::<ops::attributes::UpdateUserAttributes>(),
        Operation::AdminUpdateUserAttributes => call.run::<ops::attributes::AdminUpdateUserAttributes>(),
        Operation::DeleteUserAttributes => call.run::<ops::attributes::DeleteUserAttributes>(),
        Operation::AdminDeleteUserAttributes => call.run::<ops::attributes::AdminDeleteUserAttributes>(),
        Operation::GetUserAttributeVerificationCode => call.run::<ops::attributes::GetUserAttributeVerificationCode>(),
        Operation::VerifyUserAttribute => call.run::<ops::attributes::VerifyUserAttribute>(),
        // groups
        Operation::CreateGroup => call.run::<ops::groups::CreateGroup>(),
        Operation::GetGroup => call.run::<ops::groups::GetGroup>(),
        Operation::UpdateGroup => call.run::<ops::groups::UpdateGroup>(),
        Operation::DeleteGroup => call.run::<ops::groups::DeleteGroup>(),
        Operation::ListGroups => call.run::<ops::groups::ListGroups>(),
        Operation::ListUsersInGroup => call.run::<ops::groups::ListUsersInGroup>(),
        Operation::AdminAddUserToGroup => call.run::<ops::groups::AdminAddUserToGroup>(),
        Operation::AdminRemoveUserFromGroup => call.run::<ops::groups::AdminRemoveUserFromGroup>(),
        Operation::AdminListGroupsForUser => call.run::<ops::groups::AdminListGroupsForUser>(),
        // pools
        Operation::CreateUserPool => call.run::<ops::pools::CreateUserPool>(),
        Operation::DescribeUserPool => call.run::<ops::pools::DescribeUserPool>(),
        Operation::UpdateUserPool => call.run::<ops::pools::UpdateUserPool>(),
        Operation::DeleteUserPool => call.run::<ops::pools::DeleteUserPool>(),
        Operation::ListUserPools => call.run::<ops::pools::ListUserPools>(),
        Operation::TagResource => call.run::<ops::pools::TagResource>(),
        Operation::UntagResource => call.run::<ops::pools::UntagResource>(),
        Operation::ListTagsForResource => call.run::<ops::pools::ListTagsForResource>(),
        Operation::GetProvisionedLimit => call.run::<ops::pools::GetProvisionedLimit>(),
        Operation::UpdateProvisionedLimit => call.run::<ops::pools::UpdateProvisionedLimit>(),
        // replicas
        Operation::CreateUserPoolReplica => call.run::<ops::replicas::CreateUserPoolReplica>(),
        Operation::UpdateUserPoolReplica => call.run::<ops::replicas::UpdateUserPoolReplica>(),
        Operation::DeleteUserPoolReplica => call.run::<ops::replicas::DeleteUserPoolReplica>(),
        Operation::ListUserPoolReplicas => call.run::<ops::replicas::ListUserPoolReplicas>(),
        // clients
        Operation::CreateUserPoolClient => call.run::<ops::clients::CreateUserPoolClient>(),
        Operation::DescribeUserPoolClient => call.run::<ops::clients::DescribeUserPoolClient>(),
        Operation::UpdateUserPoolClient => call.run::<ops::clients::UpdateUserPoolClient>(),
        Operation::DeleteUserPoolClient => call.run::<ops::clients::DeleteUserPoolClient>(),
        Operation::ListUserPoolClients => call.run::<ops::clients::ListUserPoolClients>(),
        Operation::AddUserPoolClientSecret => call.run::<ops::clients::AddUserPoolClientSecret>(),
        Operation::DeleteUserPoolClientSecret => call.run::<ops::clients::DeleteUserPoolClientSecret>(),
        Operation::ListUserPoolClientSecrets => call.run::<ops::clients::ListUserPoolClientSecrets>(),
        // providers
        Operation::CreateIdentityProvider => call.run::<ops::providers::CreateIdentityProvider>(),
        Operation::DescribeIdentityProvider => call.run::<ops::providers::DescribeIdentityProvider>(),
        Operation::UpdateIdentityProvider => call.run::<ops::providers::UpdateIdentityProvider>(),
        Operation::DeleteIdentityProvider => call.run::<ops::providers::DeleteIdentityProvider>(),
        Operation::ListIdentityProviders => call.run::<ops::providers::ListIdentityProviders>(),
        Operation::GetIdentityProviderByIdentifier => call.run::<ops::providers::GetIdentityProviderByIdentifier>(),
        Operation::AdminLinkProviderForUser => call.run::<ops::providers::AdminLinkProviderForUser>(),
        Operation::AdminDisableProviderForUser => call.run::<ops::providers::AdminDisableProviderForUser>(),
        // resource_servers
        Operation::CreateResourceServer => call.run::<ops::resource_servers::CreateResourceServer>(),
        Operation::DeleteResourceServer => call.run::<ops::resource_servers::DeleteResourceServer>(),
        Operation::DescribeResourceServer => call.run::<ops::resource_servers::DescribeResourceServer>(),
        Operation::ListResourceServers => call.run::<ops::resource_servers::ListResourceServers>(),
        Operation::UpdateResourceServer => call.run::<ops::resource_servers::UpdateResourceServer>(),
        // domains
        Operation::CreateUserPoolDomain => call.run::<ops::domains::CreateUserPoolDomain>(),
        Operation::DeleteUserPoolDomain => call.run::<ops::domains::DeleteUserPoolDomain>(),
        Operation::DescribeUserPoolDomain => call.run::<ops::domains::DescribeUserPoolDomain>(),
        Operation::UpdateUserPoolDomain => call.run::<ops::domains::UpdateUserPoolDomain>(),
        // branding
        Operation::CreateManagedLoginBranding => call.run::<ops::branding::CreateManagedLoginBranding>(),
        Operation::DeleteManagedLoginBranding => call.run::<ops::branding::DeleteManagedLoginBranding>(),
        Operation::DescribeManagedLoginBranding => call.run::<ops::branding::DescribeManagedLoginBranding>(),
        Operation::DescribeManagedLoginBrandingByClient => {
            call.run::<ops::branding::DescribeManagedLoginBrandingByClient>()
        }
        Operation::GetUICustomization => call.run::<ops::branding::GetUICustomization>(),
        Operation::SetUICustomization => call.run::<ops::branding::SetUICustomization>(),
        Operation::UpdateManagedLoginBranding => call.run::<ops::branding::UpdateManagedLoginBranding>(),
        // terms
        Operation::CreateTerms => call.run::<ops::terms::CreateTerms>(),
        Operation::DeleteTerms => call.run::<ops::terms::DeleteTerms>(),
        Operation::DescribeTerms => call.run::<ops::terms::DescribeTerms>(),
        Operation::DescribeTermsByClient => call.run::<ops::terms::DescribeTermsByClient>(),
        Operation::ListTerms => call.run::<ops::terms::ListTerms>(),
        Operation::UpdateTerms => call.run::<ops::terms::UpdateTerms>(),
        // imports
        Operation::CreateUserImportJob => call.run::<ops::imports::CreateUserImportJob>(),
        Operation::DescribeUserImportJob => call.run::<ops::imports::DescribeUserImportJob>(),
        Operation::GetCSVHeader => call.run::<ops::imports::GetCSVHeader>(),
        Operation::ListUserImportJobs => call.run::<ops::imports::ListUserImportJobs>(),
        Operation::StartUserImportJob => call.run::<ops::imports::StartUserImportJob>(),
        Operation::StopUserImportJob => call.run::<ops::imports::StopUserImportJob>(),
        // risk
        Operation::AdminListUserAuthEvents => call.run::<ops::risk::AdminListUserAuthEvents>(),
        Operation::AdminUpdateAuthEventFeedback => call.run::<ops::risk::AdminUpdateAuthEventFeedback>(),
        Operation::DescribeRiskConfiguration => call.run::<ops::risk::DescribeRiskConfiguration>(),
        Operation::GetLogDeliveryConfiguration => call.run::<ops::risk::GetLogDeliveryConfiguration>(),
        Operation::SetLogDeliveryConfiguration => call.run::<ops::risk::SetLogDeliveryConfiguration>(),
        Operation::SetRiskConfiguration => call.run::<ops::risk::SetRiskConfiguration>(),
        Operation::UpdateAuthEventFeedback => call.run::<ops::risk::UpdateAuthEventFeedback>(),
    }
}

impl<'a> Call<'a> {
    /// Runs the operation `O`.
    fn run<O: operation::Operation>(self) -> Boxed<'a, Answer> {
        Box::pin(async move {
            let input = wire::read::<O::Call>(&self.request.body);
            // What is no JSON is refused before the signature, what violates the model after it.
            let input = match input {
                Err(fault) if fault.code == Code::SerializationException => return Err(fault.into()),
                input => input,
            };
            let cx = self.admit().await?;
            let result = O::run(&cx, input?).await;
            cx.attempt.ends(&result);
            body(&result?)
        })
    }

    /// Lets the caller in, or does not.
    async fn admit(self) -> Result<Cx, Failed> {
        let Self { house, request } = self;
        let now = house.clock.now();
        let Admitted { signer, region } = signature::admit(house, request, now).await?;
        let cx = Cx {
            house: Arc::clone(house),
            operation: Some(request.operation),
            now,
            request_id: request.request_id,
            region,
            signer,
            ip: request.ip,
            user_agent: request.head.header("user-agent").map(str::to_owned),
            attempt: Attempt::begin(request.operation.name(), request.request_id, now),
            has_context: false,
        };
        house
            .rates
            .pass(&cx, request.operation, &Named::new(&request.body))
            .await?;
        Ok(cx)
    }
}

/// The output as JSON, its members in alphabetical order as on the real wire; no bytes where the model has no output (resources.md §1.3).
fn body(output: &impl serde::Serialize) -> Answer {
    let body = serde_json::to_vec(output).map_err(|error| Broken {
        doing: "writing an answer".into(),
        cause: match error.classify() {
            Category::Io => "no memory".into(),
            _ => "the output is no JSON".into(),
        },
    })?;
    match body.as_slice() {
        b"null" => Ok(Vec::new()),
        _ => Ok(body),
    }
}
