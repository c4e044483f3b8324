// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: branding.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ASSET_TYPE: Shape = Shape::new(
    "AssetType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Category", "category", &ASSET_CATEGORY_TYPE),
        Member::required("ColorMode", "colorMode", &COLOR_SCHEME_MODE_TYPE),
        Member::required("Extension", "extension", &ASSET_EXTENSION_TYPE),
        Member::optional("Bytes", "bytes", &ASSET_BYTES_TYPE),
        Member::optional("ResourceId", "resourceId", &RESOURCE_ID_TYPE),
    ]),
);

pub static CREATE_MANAGED_LOGIN_BRANDING_REQUEST: Shape = Shape::new(
    "CreateManagedLoginBrandingRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("UseCognitoProvidedValues", "useCognitoProvidedValues", &BOOLEAN_TYPE),
        Member::optional("Settings", "settings", &DOCUMENT),
        Member::optional("Assets", "assets", &ASSET_LIST_TYPE),
    ]),
);

pub static CREATE_MANAGED_LOGIN_BRANDING_RESPONSE: Shape = Shape::new(
    "CreateManagedLoginBrandingResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "ManagedLoginBranding",
        "managedLoginBranding",
        &MANAGED_LOGIN_BRANDING_TYPE,
    )]),
);

pub static DELETE_MANAGED_LOGIN_BRANDING_REQUEST: Shape = Shape::new(
    "DeleteManagedLoginBrandingRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required(
            "ManagedLoginBrandingId",
            "managedLoginBrandingId",
            &MANAGED_LOGIN_BRANDING_ID_TYPE,
        ),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
    ]),
);

pub static DESCRIBE_MANAGED_LOGIN_BRANDING_BY_CLIENT_REQUEST: Shape = Shape::new(
    "DescribeManagedLoginBrandingByClientRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("ReturnMergedResources", "returnMergedResources", &BOOLEAN_TYPE),
    ]),
);

pub static DESCRIBE_MANAGED_LOGIN_BRANDING_BY_CLIENT_RESPONSE: Shape = Shape::new(
    "DescribeManagedLoginBrandingByClientResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "ManagedLoginBranding",
        "managedLoginBranding",
        &MANAGED_LOGIN_BRANDING_TYPE,
    )]),
);

pub static DESCRIBE_MANAGED_LOGIN_BRANDING_REQUEST: Shape = Shape::new(
    "DescribeManagedLoginBrandingRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required(
            "ManagedLoginBrandingId",
            "managedLoginBrandingId",
            &MANAGED_LOGIN_BRANDING_ID_TYPE,
        ),
        Member::optional("ReturnMergedResources", "returnMergedResources", &BOOLEAN_TYPE),
    ]),
);

pub static DESCRIBE_MANAGED_LOGIN_BRANDING_RESPONSE: Shape = Shape::new(
    "DescribeManagedLoginBrandingResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "ManagedLoginBranding",
        "managedLoginBranding",
        &MANAGED_LOGIN_BRANDING_TYPE,
    )]),
);

pub static GET_UI_CUSTOMIZATION_REQUEST: Shape = Shape::new(
    "GetUICustomizationRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("ClientId", "clientId", &CLIENT_ID_TYPE),
    ]),
);

pub static GET_UI_CUSTOMIZATION_RESPONSE: Shape = Shape::new(
    "GetUICustomizationResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "UICustomization",
        "uICustomization",
        &UI_CUSTOMIZATION_TYPE,
    )]),
);

pub static MANAGED_LOGIN_BRANDING_TYPE: Shape = Shape::new(
    "ManagedLoginBrandingType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional(
            "ManagedLoginBrandingId",
            "managedLoginBrandingId",
            &MANAGED_LOGIN_BRANDING_ID_TYPE,
        ),
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("UseCognitoProvidedValues", "useCognitoProvidedValues", &BOOLEAN_TYPE),
        Member::optional("Settings", "settings", &DOCUMENT),
        Member::optional("Assets", "assets", &ASSET_LIST_TYPE),
        Member::optional("CreationDate", "creationDate", &DATE_TYPE),
        Member::optional("LastModifiedDate", "lastModifiedDate", &DATE_TYPE),
    ]),
);

pub static SET_UI_CUSTOMIZATION_REQUEST: Shape = Shape::new(
    "SetUICustomizationRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("CSS", "cSS", &CSS_TYPE),
        Member::optional("ImageFile", "imageFile", &IMAGE_FILE_TYPE),
    ]),
);

pub static SET_UI_CUSTOMIZATION_RESPONSE: Shape = Shape::new(
    "SetUICustomizationResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "UICustomization",
        "uICustomization",
        &UI_CUSTOMIZATION_TYPE,
    )]),
);

pub static UI_CUSTOMIZATION_TYPE: Shape = Shape::new(
    "UICustomizationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("ImageUrl", "imageUrl", &IMAGE_URL_TYPE),
        Member::optional("CSS", "cSS", &CSS_TYPE),
        Member::optional("CSSVersion", "cSSVersion", &CSS_VERSION_TYPE),
        Member::optional("LastModifiedDate", "lastModifiedDate", &DATE_TYPE),
        Member::optional("CreationDate", "creationDate", &DATE_TYPE),
    ]),
);

pub static UPDATE_MANAGED_LOGIN_BRANDING_REQUEST: Shape = Shape::new(
    "UpdateManagedLoginBrandingRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional(
            "ManagedLoginBrandingId",
            "managedLoginBrandingId",
            &MANAGED_LOGIN_BRANDING_ID_TYPE,
        ),
        Member::optional("UseCognitoProvidedValues", "useCognitoProvidedValues", &BOOLEAN_TYPE),
        Member::optional("Settings", "settings", &DOCUMENT),
        Member::optional("Assets", "assets", &ASSET_LIST_TYPE),
    ]),
);

pub static UPDATE_MANAGED_LOGIN_BRANDING_RESPONSE: Shape = Shape::new(
    "UpdateManagedLoginBrandingResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "ManagedLoginBranding",
        "managedLoginBranding",
        &MANAGED_LOGIN_BRANDING_TYPE,
    )]),
);
