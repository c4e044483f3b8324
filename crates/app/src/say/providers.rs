//! What is said about identity providers, and about identities there.

use domain::{
    ids::PoolId,
    provider::{Provider, ProviderKind, details::Refused, mapping::NotMapped},
};
use store::{pools, providers};
use wire::{Code, Fault};

/// peer: resources.md §7. Also for an identifier (guess).
pub fn unknown(name: &str) -> Fault {
    Fault::resource_not_found(format!("Identity provider {name} does not exist."))
}

/// observed: resources.md §7.
pub fn not_of_type(name: &str, kind: ProviderKind) -> Fault {
    Fault::invalid_parameter(format!("Provider {name} cannot be of type {}.", kind.as_str()))
}

/// reported (aws-cloudformation/cloudformation-coverage-roadmap#1287, an event of CloudTrail): the name is taken.
pub fn exists(name: &str, pool: &PoolId) -> Fault {
    Fault::new(
        Code::DuplicateProviderException,
        format!("{name} already exists in user pool {pool}."),
    )
}

/// guess: resources.md §7, an identifier is another provider's.
pub fn identifier_taken() -> Fault {
    Fault::new(
        Code::DuplicateProviderException,
        "One or more of the identifiers are already in use by another identity provider in this user pool.",
    )
}

/// guess at the text, documented quota: resources.md §2.11.
pub fn too_many() -> Fault {
    Fault::limit_exceeded("Maximum number of identity providers reached for this user pool.")
}

/// The sentence for a write that a guard refused.
pub fn guarded(guard: &str, provider: &Provider) -> Fault {
    match guard {
        providers::IDENTIFIER_TAKEN => identifier_taken(),
        providers::PROVIDERS_FULL => too_many(),
        providers::PROVIDER_EXISTS => exists(&provider.name, &provider.pool),
        pools::NO_POOL => super::pools::no_such_pool(provider.pool.as_str()),
        _ => super::pools::changed_meanwhile(),
    }
}

/// The sentence for details that are refused.
pub fn refused(why: Refused) -> Fault {
    match why {
        Refused::SocialIncomplete => social_incomplete(),
        Refused::AppleIncomplete => apple_incomplete(),
        Refused::OidcIncomplete => oidc_incomplete(),
        Refused::NoMetadata => no_metadata(),
        Refused::TwoMetadata => two_metadata(),
        Refused::InsecureIssuer => insecure_issuer(),
        Refused::RequestMethod(method) => request_method(&method),
        Refused::Metadata(_) => bad_metadata(),
    }
}

/// observed: resources.md §7.
pub fn social_incomplete() -> Fault {
    Fault::invalid_parameter("clientId, clientSecret and authorizeScopes are all required idp details.")
}

/// observed: resources.md §7.
pub fn apple_incomplete() -> Fault {
    Fault::invalid_parameter("clientId, privateKey, teamId, and keyId are all required idp details.")
}

/// observed: resources.md §7.
pub fn oidc_incomplete() -> Fault {
    Fault::invalid_parameter(
        "clientId, authorizeScopes, oidcIssuer and attributesRequestMethod are all required idp details.",
    )
}

/// observed: resources.md §7.
pub fn no_metadata() -> Fault {
    Fault::invalid_parameter("At least one of the MetadataURL or MetadataFile should be provided.")
}

/// observed: resources.md §7.
pub fn two_metadata() -> Fault {
    Fault::invalid_parameter("Only one of the MetadataURL or MetadataFile should be provided.")
}

/// observed: resources.md §7.
pub fn insecure_issuer() -> Fault {
    Fault::invalid_parameter("OIDC endpoint must start with https://")
}

/// observed: resources.md §7.
pub fn request_method(method: &str) -> Fault {
    Fault::invalid_parameter(format!(
        "1 validation error detected: Value '{method}' at 'providerConfiguration.oidcConfig.attributesRequestMethod' \
         failed to satisfy constraint: Member must satisfy enum value set: [POST, GET]"
    ))
}

/// reported by several public programs: the discovery document of an issuer cannot be had.
pub fn no_discovery() -> Fault {
    Fault::invalid_parameter("Unable to contact well-known endpoint")
}

/// reported (aws-solutions/aws-data-lake-solution#31): a metadata address answers something else than 200.
pub fn metadata_status(url: &str, status: u16) -> Fault {
    Fault::invalid_parameter(format!(
        "Non-ok status code {status} returned from remote metadata source {url}"
    ))
}

/// guess: a metadata address does not answer, or is none that this server goes to.
pub fn no_metadata_source(url: &str) -> Fault {
    Fault::invalid_parameter(format!("Unable to retrieve metadata from remote metadata source {url}"))
}

/// guess: metadata that cannot be used.
pub fn bad_metadata() -> Fault {
    Fault::invalid_parameter("Unable to parse the metadata document.")
}

/// guess: an attribute that cannot be mapped.
pub fn not_mapped(why: NotMapped) -> Fault {
    match why {
        NotMapped::Unknown(name) => Fault::invalid_parameter(format!(
            "Invalid AttributeMapping: {name} does not exist in the schema of the user pool."
        )),
        NotMapped::Immutable(name) => {
            Fault::invalid_parameter(format!("Invalid AttributeMapping: {name} is not mutable."))
        }
    }
}

/// guess: documented that only OIDC providers have levels of authentication.
pub fn acr_without_oidc() -> Fault {
    Fault::invalid_parameter("AcrMapping is only supported for OIDC identity providers.")
}

/// reported: resources.md §7.1.
pub fn source_has_a_profile() -> Fault {
    Fault::invalid_parameter(
        "Merging is not currently supported, provide a SourceUser that has not been signed up in order to link",
    )
}

/// reported: resources.md §7.1.
pub fn linked_already() -> Fault {
    Fault::invalid_parameter("SourceUser is already linked to DestinationUser")
}

/// guess at the text, documented exception: resources.md §7.1.
pub fn linked_to_another() -> Fault {
    Fault::new(
        Code::AliasExistsException,
        "SourceUser is already linked to another user",
    )
}

/// reported (aws/aws-sdk-js-v3#5281, boto/boto3#4163, aws-amplify/amplify-js#13334).
pub fn native_source() -> Fault {
    Fault::invalid_parameter(
        "Invalid SourceUser: Cognito users with a username/password may not be passed in as a SourceUser, only as a \
         DestinationUser",
    )
}

/// guess: a source without one of its three members.
pub fn incomplete_source() -> Fault {
    Fault::invalid_parameter(
        "Invalid SourceUser: ProviderName, ProviderAttributeName and ProviderAttributeValue are required",
    )
}

/// guess: a source that is named by something else than the provider's id or a mapped attribute.
pub fn unknown_attribute(name: &str) -> Fault {
    Fault::invalid_parameter(format!(
        "Invalid SourceUser: {name} is not a mapped attribute of the provider"
    ))
}

/// guess: documented that users of the pool are named by `Cognito_Subject`.
pub fn native_attribute() -> Fault {
    Fault::invalid_parameter("Invalid ProviderName/Username combination")
}

/// guess at the text, documented quota: resources.md §7.1.
pub fn too_many_links() -> Fault {
    Fault::limit_exceeded("A user can be linked to at most 5 external identities.")
}
