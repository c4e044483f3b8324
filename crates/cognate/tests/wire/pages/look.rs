//! What pages look like: the classic CSS and logo, the styles of managed login, and terms.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{Browser, address, code, stage};
use crate::stage::{PASSWORD, Stage};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";
const SCRIPT: &str = "\"></style><script>alert(1)</script>";

async fn with_domain(version: i32) -> Stage {
    let stage = stage(json!({}), json!({})).await;
    let domain = json!({ "Domain": "shop", "ManagedLoginVersion": version });
    stage.admin("CreateUserPoolDomain", domain).await.ok();
    stage
}

async fn style(stage: &Stage, settings: Value, assets: Value) {
    let body = json!({ "ClientId": stage.client, "Settings": settings, "Assets": assets });
    stage.admin("CreateManagedLoginBranding", body).await.ok();
}

fn asset(category: &str, mode: &str, bytes: &[u8]) -> Value {
    json!({ "Category": category, "ColorMode": mode, "Extension": "PNG", "Bytes": STANDARD.encode(bytes) })
}

/// The style sheets of the page that a browser shows, as they are fetched.
async fn sheets(stage: &Stage, browser: &Browser) -> Vec<String> {
    let mut all = Vec::new();
    for part in browser.page.split("<link rel=\"stylesheet\" href=\"").skip(1) {
        let path = part.split('"').next().unwrap();
        assert!(path.starts_with('/') && !path.starts_with("//"), "{path}");
        let reply = stage.server.get(path).await;
        assert_eq!(
            (reply.status, reply.header("content-type")),
            (200, "text/css; charset=utf-8")
        );
        assert!(reply.header("cache-control").contains("immutable"), "{path}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        all.push(String::from_utf8(reply.bytes.clone()).unwrap());
    }
    all
}

#[tokio::test]
async fn classic_pages_wear_their_css_and_logo() {
    let stage = with_domain(1).await;
    let bare = Browser::open(&stage, "/login").await;
    assert!(bare.page.contains("class=\"either \""), "{}", bare.page);
    let css = ".submitButton-customizable { background-color: #b00020; }";
    let set = json!({ "CSS": css, "ImageFile": STANDARD.encode(PNG) });
    stage.admin("SetUICustomization", set).await.ok();
    let browser = Browser::open(&stage, "/login").await;
    assert!(browser.page.contains("class=\"light branded\""));
    assert_eq!(sheets(&stage, &browser).await.last().map(String::as_str), Some(css));
    let logo = browser.attribute("logo-customizable", "src").expect("a logo");
    assert_eq!(stage.server.get(&logo).await.bytes, PNG);

    let own = json!({ "ClientId": stage.client, "CSS": ".label-customizable { font-weight: 400; }" });
    stage.admin("SetUICustomization", own).await.ok();
    let browser = Browser::open(&stage, "/signup").await;
    let worn = sheets(&stage, &browser).await;
    assert_eq!(
        worn.last().map(String::as_str),
        Some(".label-customizable { font-weight: 400; }")
    );
    assert_eq!(
        browser.attribute("logo-customizable", "src"),
        None,
        "a client's own look inherits nothing"
    );
}

#[tokio::test]
async fn managed_login_wears_its_style() {
    let stage = with_domain(2).await;
    let settings = json!({
        "categories": { "global": { "colorSchemeMode": "DYNAMIC", "pageHeader": { "enabled": true } } },
        "components": {
            "primaryButton": { "lightMode": { "defaults": { "backgroundColor": "7b1fa2ff" } } },
            "form": { "logo": { "enabled": true } },
            "pageHeader": { "logo": { "enabled": true } },
        },
    });
    let [dark, header, back] = [b"dark".as_slice(), b"head", b"back"].map(|name| [PNG, name].concat());
    let assets = json!([
        asset("FORM_LOGO", "LIGHT", PNG),
        asset("FORM_LOGO", "DARK", &dark),
        asset("PAGE_HEADER_LOGO", "DYNAMIC", &header),
        asset("PAGE_BACKGROUND", "DARK", &back),
    ]);
    style(&stage, settings, assets).await;
    let browser = Browser::open(&stage, "/login").await;
    assert!(browser.page.contains("class=\"either branded\""));
    let worn = sheets(&stage, &browser).await;
    let sheet = worn.last().unwrap();
    assert!(sheet.contains("--primary:#7b1fa2;"), "{sheet}");
    assert!(sheet.contains("--primary:#539fe5;"), "what is not set is stock");
    let (_, after) = sheet.split_once("url(\"").expect("a background");
    assert_eq!(stage.server.get(after.split('"').next().unwrap()).await.bytes, back);
    for (within, name, bytes) in [
        ("logo-customizable", "src", PNG),
        ("<source media=\"(prefers-color-scheme: dark)\"", "srcset", &dark),
        ("alt=\"\"></picture></header>", "src", &header),
    ] {
        let path = browser.attribute(within, name).expect(within);
        assert_eq!(stage.server.get(&path).await.bytes, bytes, "{within}");
    }
    assert!(browser.page.len() < 50_000);
}

#[tokio::test]
async fn the_domain_that_is_called_says_which_pages_they_are() {
    let stage = with_domain(2).await;
    let custom = json!({
        "Domain": "auth.example.com", "ManagedLoginVersion": 1,
        "CustomDomainConfig": { "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/x" },
    });
    stage.admin("CreateUserPoolDomain", custom).await.ok();
    let css = json!({ "CSS": ".label-customizable { font-weight: 400; }" });
    stage.admin("SetUICustomization", css).await.ok();
    let page = address(&stage, "/login", &[]);
    let at = async |host: &str| {
        let mut request = axum::http::Request::new(axum::body::Body::empty());
        *request.uri_mut() = page.parse().unwrap();
        request.headers_mut().insert("host", host.parse().unwrap());
        let reply = stage.server.send(request).await;
        (reply.status, String::from_utf8(reply.bytes.clone()).unwrap())
    };
    let (status, shown) = at("shop.auth.localhost").await;
    assert_eq!(status, 400, "managed login without a style has no pages");
    assert!(shown.contains("These pages are not available yet."), "{shown}");
    let (status, shown) = at("auth.example.com").await;
    assert!(status == 200 && shown.contains("/classic.css"), "{shown}");
    style(&stage, json!({}), json!([])).await;
    let (status, shown) = at("shop.auth.localhost:8080").await;
    assert!(status == 200 && shown.contains("/managed.css"), "{shown}");
    let (_, shown) = at("cognate.test").await;
    assert!(shown.contains("/classic.css"), "the custom domain speaks for the pool");
}

#[tokio::test]
async fn nothing_of_a_style_becomes_code() {
    let stage = with_domain(2).await;
    let settings = json!({
        "categories": { "global": { "colorSchemeMode": SCRIPT }, "form": { "location": { "horizontal": SCRIPT } } },
        "components": {
            "pageBackground": { "lightMode": { "color": format!("red;}}body{{background:url(//evil.example){SCRIPT}") } },
            "form": { "borderRadius": SCRIPT },
        },
    });
    style(&stage, settings, json!([])).await;
    let link = format!("https://app.example/{SCRIPT}").replace(' ', "");
    for (name, links) in [
        ("terms-of-use", json!({ "cognito:default": link })),
        (
            "privacy-policy",
            json!({ "cognito:default": "javascript:alert(1)", "cognito:german": link }),
        ),
    ] {
        let body = json!({
            "ClientId": stage.client, "TermsName": name, "TermsSource": "LINK", "Enforcement": "NONE", "Links": links,
        });
        stage.admin("CreateTerms", body).await.ok();
    }
    // The name of a client cannot hold any of it: its pattern is letters, digits and `+=,.@-`.
    for (page, lang) in [("/login", "en"), ("/login", "de"), ("/signup", "en"), ("/signup", "de")] {
        let mut browser = Browser::default();
        let reply = browser
            .get(&stage.server, &address(&stage, page, &[("lang", lang)]))
            .await;
        assert_eq!(reply.status, 200, "{page}");
        // A document with an address that is no page is as good as none, and then neither is shown.
        assert_eq!(browser.page.contains("https://app.example/"), lang == "de", "{page}");
        assert!(
            !browser.page.contains("<script>") && !browser.page.contains("javascript:"),
            "{}",
            browser.page
        );
        for sheet in sheets(&stage, &browser).await {
            assert!(!sheet.contains("evil") && !sheet.contains("<script"), "{sheet}");
        }
        let policy = reply.header("content-security-policy");
        assert!(
            policy.contains("style-src 'self'; script-src 'self'; img-src 'self' data:"),
            "{policy}"
        );
    }
}

#[tokio::test]
async fn terms_are_linked_to_when_there_are_both() {
    let stage = stage(json!({}), json!({})).await;
    let terms = async |name: &str| {
        let links = json!({
            "cognito:default": format!("https://app.example/{name}"),
            "cognito:german": format!("https://app.example/{name}/de"),
        });
        let body = json!({
            "ClientId": stage.client, "TermsName": name, "TermsSource": "LINK", "Enforcement": "NONE", "Links": links,
        });
        stage.admin("CreateTerms", body).await.ok();
    };
    terms("terms-of-use").await;
    let browser = Browser::open(&stage, "/signup").await;
    assert!(!browser.page.contains("app.example/terms"), "one alone is not shown");
    terms("privacy-policy").await;
    for page in ["/signup", "/login"] {
        let mut browser = Browser::open(&stage, page).await;
        for name in ["terms-of-use", "privacy-policy"] {
            assert!(
                browser.page.contains(&format!("href=\"https://app.example/{name}\"")),
                "{page}"
            );
        }
        browser
            .get(&stage.server, &address(&stage, page, &[("lang", "de")]))
            .await;
        assert!(
            browser.page.contains("href=\"https://app.example/terms-of-use/de\""),
            "{page}"
        );
    }
}

#[tokio::test]
async fn a_style_sheet_of_yesterday_is_not_kept() {
    let stage = with_domain(2).await;
    style(&stage, json!({}), json!([])).await;
    let browser = Browser::open(&stage, "/login").await;
    let path = browser
        .page
        .split("href=\"")
        .find(|part| part.contains("managed.css"))
        .unwrap();
    let path = path.split('"').next().unwrap();
    let (before, _) = path.rsplit_once('/').unwrap();
    let (styles, _) = before.rsplit_once('/').unwrap();
    let old = stage
        .server
        .get(&format!("{styles}/0000000000000000/managed.css"))
        .await;
    assert_eq!((old.status, old.header("cache-control")), (200, "no-store"));
    for nothing in [
        format!("/_look/{}/styles/nothing/x/managed.css", stage.pool),
        format!("/_look/{}/ALL/x/classic.css", stage.pool),
        "/_look/nowhere/ALL/x/classic.css".to_owned(),
    ] {
        assert_eq!(stage.server.get(&nothing).await.status, 404, "{nothing}");
    }
    stage.jane().await;
    let mut browser = Browser::open(&stage, "/login").await;
    code(
        &browser
            .submit(&stage.server, &[("username", "jane"), ("password", PASSWORD)])
            .await,
    );
}
