//! What is said about app clients, their settings and their secrets.

use domain::{
    client::rules::Clash,
    ids::{ClientId, PoolId, Region},
};
use wire::{Code, Fault};

use super::pools;

/// observed: auth.md §1.1, an unsigned operation; reported: resources.md §3.4, Update and DeleteUserPoolClient.
pub fn no_such_client(id: &str) -> Fault {
    Fault::resource_not_found(format!("User pool client {id} does not exist."))
}

/// observed: auth.md §1.1, an administrator's operation with a client that is elsewhere or nowhere.
pub fn no_such_client_in(id: &str, pool: &PoolId) -> Fault {
    Fault::resource_not_found(format!("User pool client {id} does not exist in user pool {pool}."))
}

/// observed: auth.md §1.1, DescribeUserPoolClient.
pub fn nothing_to_describe() -> Fault {
    Fault::resource_not_found("User pool client does not exist.")
}

/// observed: auth.md §5.1.
pub fn secret_hash_absent(client: &ClientId) -> Fault {
    Fault::not_authorized(format!(
        "Client {client} is configured with secret but SECRET_HASH was not received"
    ))
}

/// observed: auth.md §5.1.
pub fn secret_hash_wrong(client: &ClientId) -> Fault {
    Fault::not_authorized(format!("Unable to verify secret hash for client {client}"))
}

/// documented exception, guessed text: auth.md §§17.1–17.2, a wrong clear secret.
pub fn secret_wrong() -> Fault {
    Fault::not_authorized("Invalid client or secret")
}

/// guess: resources.md §16, the client was changed by somebody else meanwhile.
pub fn changed_meanwhile() -> Fault {
    pools::changed_meanwhile()
}

/// guess at the text, documented quota: resources.md §2.11.
pub fn too_many_clients() -> Fault {
    Fault::limit_exceeded("Maximum number of user pool clients reached.")
}

/// guess: resources.md §3.2.
pub fn two_sources_of_secret() -> Fault {
    Fault::invalid_parameter("Cannot specify both GenerateSecret and ClientSecret")
}

/// peer: resources.md §3.5.
pub fn too_many_secrets() -> Fault {
    Fault::limit_exceeded("Client secrets cannot exceed limit of 2 secrets.")
}

/// guess at the text, documented refusal: resources.md §3.5.
pub fn no_secret_to_add_to() -> Fault {
    Fault::invalid_parameter("Client secrets can only be added to an existing confidential client.")
}

/// peer: resources.md §3.5.
pub fn only_secret() -> Fault {
    Fault::invalid_parameter("Cannot delete the only client secret.")
}

/// peer: resources.md §3.5.
pub fn no_such_secret() -> Fault {
    Fault::resource_not_found("Client secret does not exist")
}

/// Whether a client is being made or changed: two sentences differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// CreateUserPoolClient.
    Creating,
    /// UpdateUserPoolClient.
    Updating,
}

impl Occasion {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Creating => "creating",
            Self::Updating => "updating",
        }
    }
}

/// The sentence for settings that do not go together.
pub fn clash(clash: Clash, occasion: Occasion, pool: &PoolId) -> Fault {
    match clash {
        Clash::Tier(tier, feature) => pools::feature_not_in_tier(tier, feature),
        Clash::UnknownRead => unknown_read(occasion),
        Clash::Unwritable => unwritable(occasion),
        Clash::MixedFlows => mixed_flows(),
        Clash::RotationWithRefreshFlow => rotation_with_refresh_flow(),
        Clash::Lifetime => lifetime(),
        Clash::OutlivesRefresh => outlives_refresh(),
        Clash::UnknownProvider(name) => unknown_provider(&name, pool),
        Clash::RelativeUrl(url) => relative_url(&url),
        Clash::HttpUrl(url) => http_url(&url),
        Clash::FragmentUrl(url) => fragment_url(&url),
        Clash::DefaultNotListed(uri) => default_not_listed(&uri),
        Clash::AnalyticsForm => analytics_form(),
        Clash::AnalyticsRegion(region) => analytics_region(&region),
        Clash::ContextWithoutSecret => context_without_secret(),
        Clash::OAuthIncomplete => oauth_incomplete(),
        Clash::MachineWithPeople => machine_with_people(),
        Clash::MachineWithoutSecret => machine_without_secret(),
        Clash::MachineWithScope(scope) => machine_with_scope(&scope),
        Clash::NoCallback => no_callback(),
        Clash::UnknownScope(scope) => unknown_scope(&scope),
    }
}

/// observed for creating, guess for updating: resources.md §3.2.
pub fn unknown_read(occasion: Occasion) -> Fault {
    Fault::invalid_parameter(format!(
        "Invalid read attributes specified while {} a client",
        occasion.as_str()
    ))
}

/// observed: resources.md §3.2.
pub fn unwritable(occasion: Occasion) -> Fault {
    Fault::invalid_parameter(format!(
        "Invalid write attributes specified while {} a client",
        occasion.as_str()
    ))
}

/// observed: resources.md §3.2.
pub fn mixed_flows() -> Fault {
    Fault::invalid_parameter("Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.")
}

/// guess at the text, observed refusal: auth.md §3.2.
pub fn rotation_with_refresh_flow() -> Fault {
    Fault::invalid_parameter("ALLOW_REFRESH_TOKEN_AUTH cannot be used when refresh token rotation is enabled.")
}

/// observed: resources.md §3.2.
pub fn lifetime() -> Fault {
    Fault::invalid_parameter("Invalid range for token validity.")
}

/// observed: resources.md §3.2.
pub fn outlives_refresh() -> Fault {
    Fault::invalid_parameter(
        "Access and Id Token expiration times must be less than or equal to refresh token expiration times.",
    )
}

/// observed, the tail a guess: resources.md §3.2.
pub fn unknown_provider(name: &str, pool: &PoolId) -> Fault {
    Fault::invalid_parameter(format!("The provider {name} does not exist for User Pool {pool}."))
}

/// guess: resources.md §3.2.
pub fn relative_url(url: &str) -> Fault {
    Fault::invalid_parameter(format!("{url} must be an absolute URI"))
}

/// observed: resources.md §3.2.
pub fn http_url(url: &str) -> Fault {
    Fault::invalid_parameter(format!("{url} cannot use the HTTP protocol."))
}

/// observed: resources.md §3.2.
pub fn fragment_url(url: &str) -> Fault {
    Fault::invalid_parameter(format!("{url} cannot use fragment"))
}

/// observed: resources.md §3.2.
pub fn default_not_listed(uri: &str) -> Fault {
    Fault::invalid_parameter(format!(
        "The default redirect URI {uri} is not in the callback URIs list."
    ))
}

/// observed, the angle brackets as they are: resources.md §3.2.
pub fn analytics_form() -> Fault {
    Fault::invalid_parameter(
        "Invalid analytics configuration given, either <application arn> or \
         <application id, role arn, external id> are valid",
    )
}

/// observed: resources.md §3.2.
pub fn analytics_region(region: &Region) -> Fault {
    Fault::invalid_parameter(format!(
        "The integration with Pinpoint is not supported for the requested {region} region."
    ))
}

/// observed: resources.md §3.2.
pub fn context_without_secret() -> Fault {
    Fault::invalid_parameter("Client Secret is required to set EnablePropagateAdditionalUserContextData as true")
}

/// observed: resources.md §3.2.
pub fn oauth_incomplete() -> Fault {
    oauth("AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.")
}

/// observed: resources.md §3.3.
pub fn machine_with_people() -> Fault {
    oauth("client_credentials flow can not be selected along with code flow or implicit flow.")
}

/// observed: resources.md §3.3.
pub fn machine_without_secret() -> Fault {
    oauth("client_credentials flow can not be selected if client does not have a client secret.")
}

/// observed for openid, guess for the others: resources.md §3.3.
pub fn machine_with_scope(scope: &str) -> Fault {
    oauth(format!("{scope} is not supported with client_credentials flow"))
}

/// observed: resources.md §3.3.
pub fn no_callback() -> Fault {
    oauth("CallbackUrls can not be empty when code flow or implicit flow is selected")
}

/// observed: resources.md §3.2.
pub fn unknown_scope(scope: &str) -> Fault {
    Fault::new(
        Code::ScopeDoesNotExistException,
        format!("Invalid scope requested: {scope}"),
    )
}

fn oauth(message: impl Into<String>) -> Fault {
    Fault::new(Code::InvalidOAuthFlowException, message)
}
