//! How pages look: classic customization and the styles of managed login.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::moment::Span;
use serde_json::{Value, json};

use crate::stage::{Stage, text};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";
const SVG: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";

fn invalid(sentence: &str) -> (&str, &str) {
    ("InvalidParameterException", sentence)
}

async fn with_domain() -> Stage {
    let stage = Stage::plain().await;
    stage
        .admin("CreateUserPoolDomain", json!({ "Domain": "looks" }))
        .await
        .ok();
    stage
}

#[tokio::test]
async fn a_classic_look_is_set_inherited_and_served() {
    let bare = Stage::plain().await;
    let refused = bare.admin("SetUICustomization", json!({})).await;
    assert_eq!(
        refused.fault(),
        invalid("A domain must be associated with this user pool.")
    );

    let stage = with_domain().await;
    let of_client = || json!({ "ClientId": stage.client });
    let nothing = json!({ "UICustomization": {} });
    assert_eq!(stage.admin("GetUICustomization", of_client()).await.ok(), nothing);
    let css = ".banner-customizable { padding: 25px; }";
    let set = json!({ "CSS": css, "ImageFile": STANDARD.encode(PNG) });
    let all = stage.admin("SetUICustomization", set).await.ok();
    let look = &all["UICustomization"];
    assert_eq!((&look["ClientId"], &look["CSS"]), (&json!("ALL"), &json!(css)));
    assert_eq!(look["CSSVersion"].as_str().map(str::len), Some(14));
    assert_eq!(
        stage.admin("GetUICustomization", of_client()).await.ok(),
        all,
        "inherited"
    );
    let url = text(&look["ImageUrl"]);
    let picture = stage
        .server
        .get(url.strip_prefix("http://cognate.test").expect("ours"))
        .await;
    assert_eq!(
        (picture.status, picture.bytes.as_slice(), picture.header("content-type")),
        (200, PNG, "image/png")
    );
    assert!(picture.header("content-security-policy").contains("sandbox"));

    stage.server.clock().advance(Span::seconds(1));
    let mut own = of_client();
    own["CSS"] = css.into();
    let own = stage.admin("SetUICustomization", own).await.ok();
    assert_eq!(
        own["UICustomization"].get("ImageUrl"),
        None,
        "a client's own look inherits nothing"
    );
    assert_eq!(stage.admin("GetUICustomization", of_client()).await.ok(), own);
    assert_eq!(stage.admin("GetUICustomization", json!({})).await.ok(), all);
}

#[tokio::test]
async fn a_classic_look_runs_nothing() {
    let stage = with_domain().await;
    let refused = async |body: Value| {
        let reply = stage.admin("SetUICustomization", body).await;
        let (code, message) = reply.fault();
        assert_eq!(code, "InvalidParameterException");
        message.to_owned()
    };
    let class = "The CSS class evil is not in the list of allowed classes.";
    assert_eq!(refused(json!({ "CSS": ".evil { color: red }" })).await, class);
    let property = "The CSS property position is not in the list of allowed properties.";
    assert_eq!(
        refused(json!({ "CSS": ".banner-customizable { position: fixed }" })).await,
        property
    );
    for css in [
        "@import 'https://example.com/x.css';",
        ".banner-customizable { background-color: url(https://example.com) }",
        ".banner-customizable { padding: expression(alert(1)) }",
        "/* </style><script>alert(1)</script> */",
    ] {
        assert_eq!(refused(json!({ "CSS": css })).await, "The CSS is invalid.", "{css}");
    }
    let image = "The image file must be in PNG or JPEG format.";
    assert_eq!(refused(json!({ "ImageFile": STANDARD.encode(SVG) })).await, image);
    let stranger = stage.admin("SetUICustomization", json!({ "ClientId": "nobody" })).await;
    assert_eq!(stranger.fault().0, "ResourceNotFoundException");
}

fn asset(category: &str, extension: &str, bytes: &[u8]) -> Value {
    json!({ "Category": category, "ColorMode": "LIGHT", "Extension": extension, "Bytes": STANDARD.encode(bytes) })
}

#[tokio::test]
async fn a_style_is_made_shown_changed_and_deleted() {
    let stage = Stage::plain().await;
    let settings = json!({ "componentClasses": { "buttons": { "borderRadius": 2.0 } } });
    let logo = asset("FORM_LOGO", "PNG", PNG);
    let create = json!({ "ClientId": stage.client, "Settings": settings, "Assets": [logo] });
    let made = stage.admin("CreateManagedLoginBranding", create.clone()).await.ok();
    let style = &made["ManagedLoginBranding"];
    let id = text(&style["ManagedLoginBrandingId"]);
    let expected = json!({ "ManagedLoginBrandingId": id, "UserPoolId": stage.pool, "UseCognitoProvidedValues": false,
        "Settings": settings, "Assets": [logo], "CreationDate": style["CreationDate"],
        "LastModifiedDate": style["CreationDate"] });
    assert_eq!(style, &expected);
    let again = stage.admin("CreateManagedLoginBranding", create).await;
    let sentence = format!("Managed login branding already exists for client {}", stage.client);
    assert_eq!(
        again.fault(),
        ("ManagedLoginBrandingExistsException", sentence.as_str())
    );
    let by_client = stage
        .admin(
            "DescribeManagedLoginBrandingByClient",
            json!({ "ClientId": stage.client }),
        )
        .await;
    assert_eq!(by_client.ok(), made);
    let of_id = json!({ "ManagedLoginBrandingId": id });
    assert_eq!(
        stage.admin("DescribeManagedLoginBranding", of_id.clone()).await.ok(),
        made
    );

    let more = json!({ "ManagedLoginBrandingId": id, "Settings": { "categories": { "global": { "colorSchemeMode": "DARK" } } },
        "Assets": [asset("PAGE_BACKGROUND", "SVG", SVG)] });
    stage.admin("UpdateManagedLoginBranding", more).await.ok();
    let merged = json!({ "ManagedLoginBrandingId": id, "ReturnMergedResources": true });
    let merged = stage.admin("DescribeManagedLoginBranding", merged).await.ok()["ManagedLoginBranding"].clone();
    assert_eq!(merged["Settings"]["componentClasses"]["buttons"]["borderRadius"], 2.0);
    assert_eq!(merged["Settings"]["categories"]["global"]["colorSchemeMode"], "DARK");
    assert_eq!(merged["Settings"]["components"]["form"]["borderRadius"], 8.0);
    assert_eq!(merged["Assets"].as_array().map(Vec::len), Some(2));

    assert_eq!(
        stage.admin("DeleteManagedLoginBranding", of_id.clone()).await.status,
        200
    );
    let sentence = format!("Managed login branding {id} does not exist.");
    for operation in [
        "DescribeManagedLoginBranding",
        "UpdateManagedLoginBranding",
        "DeleteManagedLoginBranding",
    ] {
        let gone = stage.admin(operation, of_id.clone()).await;
        assert_eq!(
            gone.fault(),
            ("ResourceNotFoundException", sentence.as_str()),
            "{operation}"
        );
    }
    let gone = stage
        .admin(
            "DescribeManagedLoginBrandingByClient",
            json!({ "ClientId": stage.client }),
        )
        .await;
    assert_eq!(gone.fault().0, "ResourceNotFoundException");
}

#[tokio::test]
async fn a_style_is_what_it_says() {
    let stage = Stage::plain().await;
    let refused = async |body: Value| {
        let mut body = body;
        body["ClientId"] = json!(stage.client);
        let reply = stage.admin("CreateManagedLoginBranding", body).await;
        let (code, message) = reply.fault();
        assert_eq!(code, "InvalidParameterException");
        message.to_owned()
    };
    let both = json!({ "UseCognitoProvidedValues": true, "Settings": {} });
    let sentence = "useCognitoProvidedValues or settings should be specified (but not both)";
    assert_eq!(refused(both).await, sentence);
    let ico = json!({ "Assets": [asset("PAGE_BACKGROUND", "ICO", b"\0\0\x01\0")] });
    let sentence = "Invalid assets provided. Validation errors: [{category: PAGE_BACKGROUND, extension: ICO, colorMode: LIGHT, \
                    errorMessage: The file is not a valid ICO image for this category.}]";
    assert_eq!(refused(ico).await, sentence);
    let lie = json!({ "Assets": [asset("FORM_LOGO", "PNG", SVG)] });
    assert!(
        refused(lie)
            .await
            .starts_with("Invalid assets provided. Validation errors: [{category: FORM_LOGO")
    );
    let lite = Stage::new(json!({ "UserPoolTier": "LITE" }), json!({})).await;
    let refused = lite
        .admin("CreateManagedLoginBranding", json!({ "ClientId": lite.client }))
        .await;
    let sentence =
        "The following feature is not available for the LITE pricing tier configured: Managed Login Version 2";
    assert_eq!(refused.fault(), ("FeatureUnavailableInTierException", sentence));
}
