// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: collections.

use super::*;
use crate::facts::{Kind, Length, Secrecy, Shape};

pub static ACR_CONFIGURATION_TYPE: Shape = Shape::new(
    "AcrConfigurationType",
    Secrecy::Open,
    Kind::Map {
        key: &ACR_LEVEL_KEY_TYPE,
        value: &ACR_LEVEL_CONFIG_TYPE,
        length: Length::between(0, 4),
    },
);

pub static ACR_MAPPING_TYPE: Shape = Shape::new(
    "AcrMappingType",
    Secrecy::Open,
    Kind::Map {
        key: &ACR_MAPPING_KEY_TYPE,
        value: &ACR_VALUE_TYPE,
        length: Length::between(0, 4),
    },
);

pub static ALIAS_ATTRIBUTES_LIST_TYPE: Shape = Shape::new(
    "AliasAttributesListType",
    Secrecy::Open,
    Kind::List {
        element: &ALIAS_ATTRIBUTE_TYPE,
        length: Length::ANY,
    },
);

pub static ALLOWED_FIRST_AUTH_FACTORS_LIST_TYPE: Shape = Shape::new(
    "AllowedFirstAuthFactorsListType",
    Secrecy::Open,
    Kind::List {
        element: &AUTH_FACTOR_TYPE,
        length: Length::between(1, 5),
    },
);

pub static ASSET_LIST_TYPE: Shape = Shape::new(
    "AssetListType",
    Secrecy::Open,
    Kind::List {
        element: &ASSET_TYPE,
        length: Length::between(0, 40),
    },
);

pub static ATTRIBUTE_LIST_TYPE: Shape = Shape::new(
    "AttributeListType",
    Secrecy::Open,
    Kind::List {
        element: &ATTRIBUTE_TYPE,
        length: Length::ANY,
    },
);

pub static ATTRIBUTE_MAPPING_TYPE: Shape = Shape::new(
    "AttributeMappingType",
    Secrecy::Open,
    Kind::Map {
        key: &ATTRIBUTE_MAPPING_KEY_TYPE,
        value: &STRING_TYPE,
        length: Length::ANY,
    },
);

pub static ATTRIBUTE_NAME_LIST_TYPE: Shape = Shape::new(
    "AttributeNameListType",
    Secrecy::Open,
    Kind::List {
        element: &ATTRIBUTE_NAME_TYPE,
        length: Length::ANY,
    },
);

pub static ATTRIBUTES_REQUIRE_VERIFICATION_BEFORE_UPDATE_TYPE: Shape = Shape::new(
    "AttributesRequireVerificationBeforeUpdateType",
    Secrecy::Open,
    Kind::List {
        element: &VERIFIED_ATTRIBUTE_TYPE,
        length: Length::ANY,
    },
);

pub static AUDIENCE_LIST_TYPE: Shape = Shape::new(
    "AudienceListType",
    Secrecy::Open,
    Kind::List {
        element: &AUDIENCE_TYPE,
        length: Length::between(0, 1),
    },
);

pub static AUTH_EVENTS_TYPE: Shape = Shape::new(
    "AuthEventsType",
    Secrecy::Open,
    Kind::List {
        element: &AUTH_EVENT_TYPE,
        length: Length::ANY,
    },
);

pub static AUTH_PARAMETERS_TYPE: Shape = Shape::new(
    "AuthParametersType",
    Secrecy::Withheld,
    Kind::Map {
        key: &STRING_TYPE,
        value: &STRING_TYPE,
        length: Length::ANY,
    },
);

pub static AVAILABLE_CHALLENGE_LIST_TYPE: Shape = Shape::new(
    "AvailableChallengeListType",
    Secrecy::Open,
    Kind::List {
        element: &CHALLENGE_NAME_TYPE,
        length: Length::ANY,
    },
);

pub static BLOCKED_IP_RANGE_LIST_TYPE: Shape = Shape::new(
    "BlockedIPRangeListType",
    Secrecy::Open,
    Kind::List {
        element: &STRING_TYPE,
        length: Length::to(200),
    },
);

pub static CALLBACK_URLS_LIST_TYPE: Shape = Shape::new(
    "CallbackURLsListType",
    Secrecy::Open,
    Kind::List {
        element: &REDIRECT_URL_TYPE,
        length: Length::between(0, 100),
    },
);

pub static CHALLENGE_PARAMETERS_TYPE: Shape = Shape::new(
    "ChallengeParametersType",
    Secrecy::NotLogged,
    Kind::Map {
        key: &STRING_TYPE,
        value: &STRING_TYPE,
        length: Length::ANY,
    },
);

pub static CHALLENGE_RESPONSE_LIST_TYPE: Shape = Shape::new(
    "ChallengeResponseListType",
    Secrecy::Open,
    Kind::List {
        element: &CHALLENGE_RESPONSE_TYPE,
        length: Length::ANY,
    },
);

pub static CHALLENGE_RESPONSES_TYPE: Shape = Shape::new(
    "ChallengeResponsesType",
    Secrecy::Withheld,
    Kind::Map {
        key: &STRING_TYPE,
        value: &STRING_TYPE,
        length: Length::ANY,
    },
);

pub static CLIENT_METADATA_TYPE: Shape = Shape::new(
    "ClientMetadataType",
    Secrecy::NotLogged,
    Kind::Map {
        key: &STRING_TYPE,
        value: &STRING_TYPE,
        length: Length::ANY,
    },
);

pub static CLIENT_PERMISSION_LIST_TYPE: Shape = Shape::new(
    "ClientPermissionListType",
    Secrecy::Open,
    Kind::List {
        element: &CLIENT_PERMISSION_TYPE,
        length: Length::ANY,
    },
);

pub static CLIENT_SECRET_DESCRIPTOR_LIST_TYPE: Shape = Shape::new(
    "ClientSecretDescriptorListType",
    Secrecy::Open,
    Kind::List {
        element: &CLIENT_SECRET_DESCRIPTOR_TYPE,
        length: Length::ANY,
    },
);

pub static CODE_DELIVERY_DETAILS_LIST_TYPE: Shape = Shape::new(
    "CodeDeliveryDetailsListType",
    Secrecy::Open,
    Kind::List {
        element: &CODE_DELIVERY_DETAILS_TYPE,
        length: Length::ANY,
    },
);

pub static CONFIGURED_USER_AUTH_FACTORS_LIST_TYPE: Shape = Shape::new(
    "ConfiguredUserAuthFactorsListType",
    Secrecy::Open,
    Kind::List {
        element: &AUTH_FACTOR_TYPE,
        length: Length::between(0, 8),
    },
);

pub static CUSTOM_ATTRIBUTES_LIST_TYPE: Shape = Shape::new(
    "CustomAttributesListType",
    Secrecy::Open,
    Kind::List {
        element: &SCHEMA_ATTRIBUTE_TYPE,
        length: Length::between(1, 25),
    },
);

pub static DELIVERY_MEDIUM_LIST_TYPE: Shape = Shape::new(
    "DeliveryMediumListType",
    Secrecy::Open,
    Kind::List {
        element: &DELIVERY_MEDIUM_TYPE,
        length: Length::ANY,
    },
);

pub static DEVICE_LIST_TYPE: Shape = Shape::new(
    "DeviceListType",
    Secrecy::Open,
    Kind::List {
        element: &DEVICE_TYPE,
        length: Length::ANY,
    },
);

pub static EVENT_FILTERS_TYPE: Shape = Shape::new(
    "EventFiltersType",
    Secrecy::Open,
    Kind::List {
        element: &EVENT_FILTER_TYPE,
        length: Length::ANY,
    },
);

pub static EXPLICIT_AUTH_FLOWS_LIST_TYPE: Shape = Shape::new(
    "ExplicitAuthFlowsListType",
    Secrecy::Open,
    Kind::List {
        element: &EXPLICIT_AUTH_FLOWS_TYPE,
        length: Length::ANY,
    },
);

pub static GROUP_LIST_TYPE: Shape = Shape::new(
    "GroupListType",
    Secrecy::Open,
    Kind::List {
        element: &GROUP_TYPE,
        length: Length::ANY,
    },
);

pub static HTTP_HEADER_LIST: Shape = Shape::new(
    "HttpHeaderList",
    Secrecy::Open,
    Kind::List {
        element: &HTTP_HEADER,
        length: Length::ANY,
    },
);

pub static IDP_IDENTIFIERS_LIST_TYPE: Shape = Shape::new(
    "IdpIdentifiersListType",
    Secrecy::Open,
    Kind::List {
        element: &IDP_IDENTIFIER_TYPE,
        length: Length::between(0, 50),
    },
);

pub static LINKS_TYPE: Shape = Shape::new(
    "LinksType",
    Secrecy::Open,
    Kind::Map {
        key: &LANGUAGE_ID_TYPE,
        value: &LINK_URL_TYPE,
        length: Length::between(1, 13),
    },
);

pub static LIST_OF_STRING_TYPES: Shape = Shape::new(
    "ListOfStringTypes",
    Secrecy::Open,
    Kind::List {
        element: &STRING_TYPE,
        length: Length::ANY,
    },
);

pub static LOG_CONFIGURATION_LIST_TYPE: Shape = Shape::new(
    "LogConfigurationListType",
    Secrecy::Open,
    Kind::List {
        element: &LOG_CONFIGURATION_TYPE,
        length: Length::between(0, 2),
    },
);

pub static LOGOUT_URLS_LIST_TYPE: Shape = Shape::new(
    "LogoutURLsListType",
    Secrecy::Open,
    Kind::List {
        element: &REDIRECT_URL_TYPE,
        length: Length::between(0, 100),
    },
);

pub static MFA_OPTION_LIST_TYPE: Shape = Shape::new(
    "MFAOptionListType",
    Secrecy::Open,
    Kind::List {
        element: &MFA_OPTION_TYPE,
        length: Length::ANY,
    },
);

pub static OAUTH_FLOWS_TYPE: Shape = Shape::new(
    "OAuthFlowsType",
    Secrecy::Open,
    Kind::List {
        element: &OAUTH_FLOW_TYPE,
        length: Length::between(0, 3),
    },
);

pub static PROVIDER_DETAILS_TYPE: Shape = Shape::new(
    "ProviderDetailsType",
    Secrecy::NotLogged,
    Kind::Map {
        key: &STRING_TYPE,
        value: &STRING_TYPE,
        length: Length::ANY,
    },
);

pub static PROVIDERS_LIST_TYPE: Shape = Shape::new(
    "ProvidersListType",
    Secrecy::Open,
    Kind::List {
        element: &PROVIDER_DESCRIPTION,
        length: Length::between(0, 50),
    },
);

pub static RECOVERY_MECHANISMS_TYPE: Shape = Shape::new(
    "RecoveryMechanismsType",
    Secrecy::Open,
    Kind::List {
        element: &RECOVERY_OPTION_TYPE,
        length: Length::between(1, 2),
    },
);

pub static REPLICA_REGIONS_TYPE: Shape = Shape::new(
    "ReplicaRegionsType",
    Secrecy::Open,
    Kind::List {
        element: &STRING_TYPE,
        length: Length::ANY,
    },
);

pub static RESOURCE_LIST_TYPE: Shape = Shape::new(
    "ResourceListType",
    Secrecy::Open,
    Kind::List {
        element: &RESOURCE_SERVER_IDENTIFIER_TYPE,
        length: Length::between(0, 1),
    },
);

pub static RESOURCE_SERVER_SCOPE_LIST_TYPE: Shape = Shape::new(
    "ResourceServerScopeListType",
    Secrecy::Open,
    Kind::List {
        element: &RESOURCE_SERVER_SCOPE_TYPE,
        length: Length::to(100),
    },
);

pub static RESOURCE_SERVERS_LIST_TYPE: Shape = Shape::new(
    "ResourceServersListType",
    Secrecy::Open,
    Kind::List {
        element: &RESOURCE_SERVER_TYPE,
        length: Length::ANY,
    },
);

pub static SCHEMA_ATTRIBUTES_LIST_TYPE: Shape = Shape::new(
    "SchemaAttributesListType",
    Secrecy::Open,
    Kind::List {
        element: &SCHEMA_ATTRIBUTE_TYPE,
        length: Length::between(1, 50),
    },
);

pub static SCOPE_LIST_TYPE: Shape = Shape::new(
    "ScopeListType",
    Secrecy::Open,
    Kind::List {
        element: &SCOPE_TYPE,
        length: Length::to(50),
    },
);

pub static SEARCHED_ATTRIBUTE_NAMES_LIST_TYPE: Shape = Shape::new(
    "SearchedAttributeNamesListType",
    Secrecy::Open,
    Kind::List {
        element: &ATTRIBUTE_NAME_TYPE,
        length: Length::ANY,
    },
);

pub static SESSIONS_LIST_TYPE: Shape = Shape::new(
    "SessionsListType",
    Secrecy::Open,
    Kind::List {
        element: &SESSION_DESCRIPTION_TYPE,
        length: Length::between(0, 125),
    },
);

pub static SKIPPED_IP_RANGE_LIST_TYPE: Shape = Shape::new(
    "SkippedIPRangeListType",
    Secrecy::Open,
    Kind::List {
        element: &STRING_TYPE,
        length: Length::to(200),
    },
);

pub static STRING_TO_STRING_MAP_TYPE: Shape = Shape::new(
    "StringToStringMapType",
    Secrecy::Open,
    Kind::Map {
        key: &STRING_TYPE,
        value: &STRING_TYPE,
        length: Length::ANY,
    },
);

pub static SUPPORTED_IDENTITY_PROVIDERS_LIST_TYPE: Shape = Shape::new(
    "SupportedIdentityProvidersListType",
    Secrecy::Open,
    Kind::List {
        element: &PROVIDER_NAME_TYPE,
        length: Length::ANY,
    },
);

pub static TERMS_DESCRIPTION_LIST_TYPE: Shape = Shape::new(
    "TermsDescriptionListType",
    Secrecy::Open,
    Kind::List {
        element: &TERMS_DESCRIPTION_TYPE,
        length: Length::ANY,
    },
);

pub static USER_IMPORT_JOBS_LIST_TYPE: Shape = Shape::new(
    "UserImportJobsListType",
    Secrecy::Open,
    Kind::List {
        element: &USER_IMPORT_JOB_TYPE,
        length: Length::between(1, 50),
    },
);

pub static USER_MFA_SETTING_LIST_TYPE: Shape = Shape::new(
    "UserMFASettingListType",
    Secrecy::Open,
    Kind::List {
        element: &STRING_TYPE,
        length: Length::ANY,
    },
);

pub static USER_POOL_CLIENT_LIST_TYPE: Shape = Shape::new(
    "UserPoolClientListType",
    Secrecy::Open,
    Kind::List {
        element: &USER_POOL_CLIENT_DESCRIPTION,
        length: Length::ANY,
    },
);

pub static USER_POOL_LIST_TYPE: Shape = Shape::new(
    "UserPoolListType",
    Secrecy::Open,
    Kind::List {
        element: &USER_POOL_DESCRIPTION_TYPE,
        length: Length::ANY,
    },
);

pub static USER_POOL_REPLICA_LIST_TYPE: Shape = Shape::new(
    "UserPoolReplicaListType",
    Secrecy::Open,
    Kind::List {
        element: &USER_POOL_REPLICA_TYPE,
        length: Length::ANY,
    },
);

pub static USER_POOL_TAGS_LIST_TYPE: Shape = Shape::new(
    "UserPoolTagsListType",
    Secrecy::Open,
    Kind::List {
        element: &TAG_KEYS_TYPE,
        length: Length::ANY,
    },
);

pub static USER_POOL_TAGS_TYPE: Shape = Shape::new(
    "UserPoolTagsType",
    Secrecy::Open,
    Kind::Map {
        key: &TAG_KEYS_TYPE,
        value: &TAG_VALUE_TYPE,
        length: Length::ANY,
    },
);

pub static USERNAME_ATTRIBUTES_LIST_TYPE: Shape = Shape::new(
    "UsernameAttributesListType",
    Secrecy::Open,
    Kind::List {
        element: &USERNAME_ATTRIBUTE_TYPE,
        length: Length::ANY,
    },
);

pub static USERS_LIST_TYPE: Shape = Shape::new(
    "UsersListType",
    Secrecy::Open,
    Kind::List {
        element: &USER_TYPE,
        length: Length::ANY,
    },
);

pub static VERIFIED_ATTRIBUTES_LIST_TYPE: Shape = Shape::new(
    "VerifiedAttributesListType",
    Secrecy::Open,
    Kind::List {
        element: &VERIFIED_ATTRIBUTE_TYPE,
        length: Length::ANY,
    },
);

pub static WEB_AUTHN_AUTHENTICATOR_TRANSPORTS_LIST: Shape = Shape::new(
    "WebAuthnAuthenticatorTransportsList",
    Secrecy::Open,
    Kind::List {
        element: &WEB_AUTHN_AUTHENTICATOR_TRANSPORT_TYPE,
        length: Length::ANY,
    },
);

pub static WEB_AUTHN_CREDENTIAL_DESCRIPTION_LIST_TYPE: Shape = Shape::new(
    "WebAuthnCredentialDescriptionListType",
    Secrecy::Open,
    Kind::List {
        element: &WEB_AUTHN_CREDENTIAL_DESCRIPTION,
        length: Length::ANY,
    },
);
