//! What a pool's second region answers (the developer guide on replication between regions, documented).
//!
//! Both regions are served by one cluster from one store, so that nothing lags behind. A request belongs to the region that it
//! is signed for, or, unsigned, to the one that its host names (`cognito-idp.<region>.…`), or else to that of the node.

use domain::{
    ids::Region,
    pool::{Pool, PoolSettings},
    replica::{Replica, ReplicaStatus},
};
use store::{
    db::{Batch, Done},
    imports, pools, replicas,
};
use wire::Operation;

use crate::{cx::Cx, operation::Failed, say};

/// The pool as the request's region has it: itself in its own region and, with what is set there, in that of its secondary.
/// `None` when a signed request comes from elsewhere (resources.md §2.9). An unsigned one finds the pool from everywhere: one
/// server stands for all regions.
///
/// # Errors
/// OperationNotEnabledException for what a secondary does not do.
pub async fn seen(cx: &Cx, pool: Pool) -> Result<Option<Pool>, Failed> {
    if pool.region() == cx.region {
        return Ok(Some(pool));
    }
    match here(cx, &pool).await? {
        Some(replica) => {
            admit(cx.operation, replica.status)?;
            Ok(Some(replica.seen(pool)))
        }
        None => Ok(Some(pool).filter(|_| cx.signer.is_none())),
    }
}

/// The pool's secondary, when the request is in its region.
///
/// # Errors
/// Only the store's.
pub async fn here(cx: &Cx, pool: &Pool) -> Result<Option<Replica>, Failed> {
    if pool.region() == cx.region {
        return Ok(None);
    }
    let replica = cx.house.store.replica(&pool.id).await?;
    Ok(replica.filter(|replica| replica.region == cx.region))
}

/// Writes the settings of a pool: as a whole in its own region, and in that of its secondary what may differ there.
///
/// # Errors
/// OperationNotEnabledException for a secondary that would change the primary; ConcurrentModificationException.
pub async fn write(cx: &Cx, before: &PoolSettings, next: &Pool) -> Result<(), Failed> {
    write_after(cx, Batch::new(), (before, next)).await
}

/// As [`write`], but not while users are being imported.
///
/// # Errors
/// As [`write`]; UserImportInProgressException.
pub async fn write_unless_importing(cx: &Cx, before: &PoolSettings, next: &Pool) -> Result<(), Failed> {
    write_after(cx, imports::none_running(&next.id), (before, next)).await
}

async fn write_after(cx: &Cx, first: Batch, (before, next): (&PoolSettings, &Pool)) -> Result<(), Failed> {
    let batch = match here(cx, next).await? {
        None => pools::update(next),
        Some(replica) => {
            let changed = replica.with(before, &next.settings);
            replicas::set_settings(&changed.ok_or_else(say::replicas::not_enabled)?)
        }
    };
    match cx.house.store.write(first.and(batch)).await? {
        Done::Written => Ok(()),
        Done::Refused(imports::IMPORT_RUNNING) => Err(say::imports::in_progress().into()),
        Done::Refused(_) => Err(say::pools::changed_meanwhile().into()),
    }
}

/// The ARN of a pool in a region.
pub fn arn(cx: &Cx, pool: &Pool, region: &Region) -> String {
    let account = &cx.house.settings.account;
    format!("arn:aws:cognito-idp:{region}:{account}:userpool/{}", pool.id)
}

/// A page of the hosted sign-in has no operation: it is for users.
fn admit(operation: Option<Operation>, status: ReplicaStatus) -> Result<(), Failed> {
    let active = status == ReplicaStatus::Active;
    let open = match operation {
        Some(operation) => is_for_administrators(operation) || (active && is_for_users(operation)),
        None => active,
    };
    match open {
        true => Ok(()),
        false => Err(say::replicas::not_enabled().into()),
    }
}

/// What a secondary does in every state. DeleteUserPoolReplica stands in the guide's list, but the API reference has it called
/// from the primary region.
const fn is_for_administrators(operation: Operation) -> bool {
    use Operation as O;
    matches!(
        operation,
        O::AdminGetDevice
            | O::AdminGetUser
            | O::AdminListDevices
            | O::AdminListGroupsForUser
            | O::AdminListUserAuthEvents
            | O::CreateUserPoolDomain
            | O::DeleteUserPoolDomain
            | O::DescribeIdentityProvider
            | O::DescribeManagedLoginBranding
            | O::DescribeManagedLoginBrandingByClient
            | O::DescribeResourceServer
            | O::DescribeRiskConfiguration
            | O::DescribeTerms
            | O::DescribeUserPool
            | O::DescribeUserPoolClient
            | O::DescribeUserPoolDomain
            | O::GetGroup
            | O::GetLogDeliveryConfiguration
            | O::GetSigningCertificate
            | O::GetUICustomization
            | O::GetUserPoolMfaConfig
            | O::ListIdentityProviders
            | O::ListGroups
            | O::ListResourceServers
            | O::ListTagsForResource
            | O::ListTerms
            | O::ListUserPoolClients
            | O::ListUserPoolClientSecrets
            | O::ListUserPoolReplicas
            | O::ListUserPools
            | O::ListUsers
            | O::ListUsersInGroup
            | O::SetLogDeliveryConfiguration
            | O::SetRiskConfiguration
            | O::SetUserPoolMfaConfig
            | O::TagResource
            | O::UntagResource
            | O::UpdateUserPool
            | O::UpdateUserPoolDomain
            | O::UpdateUserPoolReplica
    )
}

/// What an active secondary does besides.
const fn is_for_users(operation: Operation) -> bool {
    use Operation as O;
    matches!(
        operation,
        O::AdminInitiateAuth
            | O::AdminRespondToAuthChallenge
            | O::AdminUpdateAuthEventFeedback
            | O::AdminUserGlobalSignOut
            | O::GetDevice
            | O::GetIdentityProviderByIdentifier
            | O::GetTokensFromRefreshToken
            | O::GetUser
            | O::GetUserAuthFactors
            | O::GlobalSignOut
            | O::InitiateAuth
            | O::ListDevices
            | O::ListWebAuthnCredentials
            | O::RespondToAuthChallenge
            | O::RevokeToken
            | O::UpdateAuthEventFeedback
    )
}
