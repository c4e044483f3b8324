//! The hosted pages, as a browser without scripts walks them.

mod attacks;
mod choice;
mod forgotten;
mod look;
mod passkeys;
mod second_factors;
mod sign_in;
mod sign_up;
mod step_up;
mod threat;
mod windows;

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{Method, Request},
};
use domain::oauth::params;
use serde_json::{Value, json};
use testkit::{Reply, Server};

use crate::stage::Stage;

/// Where the application wants its answers.
const CALLBACK: &str = "https://app.example/cb";

/// A pool and an application that uses the pages, with other settings of both.
async fn stage(pool: Value, client: Value) -> Stage {
    let mut settings = json!({
        "AllowedOAuthFlowsUserPoolClient": true,
        "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid", "email"],
        "CallbackURLs": [CALLBACK],
        "SupportedIdentityProviders": ["COGNITO"],
    });
    for (name, value) in client.as_object().unwrap() {
        settings[name] = value.clone();
    }
    Stage::new(pool, settings).await
}

/// A browser: it keeps cookies, knows where it is, and follows nothing by itself.
#[derive(Clone, Default)]
struct Browser {
    cookies: BTreeMap<String, String>,
    /// The path and query of the page.
    address: String,
    /// The page.
    page: String,
}

impl Browser {
    /// Goes to the first page of a sign-in.
    async fn open(stage: &Stage, page: &str) -> Self {
        let mut browser = Self::default();
        let reply = browser.get(&stage.server, &address(stage, page, &[])).await;
        assert_eq!(reply.status, 200, "{}", browser.page);
        browser
    }

    async fn get(&mut self, server: &Server, path: &str) -> Reply {
        self.send(server, (Method::GET, path), String::new(), &[]).await
    }

    /// Fills in the form of the page and sends it; goes where it is sent, if that is here.
    async fn submit(&mut self, server: &Server, fields: &[(&str, &str)]) -> Reply {
        let action = self.attribute("<form", "action").expect("a form");
        self.submit_to(server, &action, fields).await
    }

    /// The same with another form of the page.
    async fn submit_to(&mut self, server: &Server, action: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.attribute("name=\"_csrf\"", "value").expect("a token");
        let mut all = vec![("_csrf", token.as_str())];
        all.extend(fields);
        self.post(server, action, &all, &[]).await
    }

    async fn post(
        &mut self,
        server: &Server,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&'static str, &str)],
    ) -> Reply {
        let mut form = String::new();
        for (name, value) in fields {
            params::push(&mut form, name, value);
        }
        let reply = self.send(server, (Method::POST, path), form, headers).await;
        let next = reply.header("location").to_owned();
        match next.starts_with('/') {
            true => self.get(server, &next).await,
            false => reply,
        }
    }

    async fn send(
        &mut self,
        server: &Server,
        (method, path): (Method, &str),
        form: String,
        headers: &[(&'static str, &str)],
    ) -> Reply {
        let is_form = method == Method::POST;
        let mut request = Request::new(Body::from(form));
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().unwrap();
        let fields = request.headers_mut();
        fields.insert("host", "cognate.test".parse().unwrap());
        if is_form {
            fields.insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
        }
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            fields.insert("cookie", cookies.join("; ").parse().unwrap());
        }
        for (name, value) in headers {
            fields.insert(*name, value.parse().unwrap());
        }
        let reply = server.send(request).await;
        for cookie in reply.headers.get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match value.is_empty() {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        if reply.header("location").is_empty() {
            path.clone_into(&mut self.address);
            self.page = String::from_utf8(reply.bytes.clone()).unwrap();
        }
        reply
    }

    /// An attribute of the first element of the page that has this in it, without its escapes.
    fn attribute(&self, within: &str, name: &str) -> Option<String> {
        let at = self.page.find(within)?;
        let start = self.page[..=at].rfind('<')?;
        let element = self.page[start..].split('>').next()?;
        let (_, after) = element.split_once(&format!("{name}=\""))?;
        Some(plain(after.split('"').next()?))
    }

    /// The title of the page.
    fn title(&self) -> String {
        let (_, after) = self.page.split_once("<title>").expect("a title");
        plain(after.split("</title>").next().unwrap())
    }

    /// What the page says has happened; empty when it says nothing.
    fn notice(&self) -> String {
        let Some((_, after)) = self.page.split_once("id=\"notice\"") else {
            return String::new();
        };
        let (_, text) = after.split_once('>').unwrap();
        plain(text.split('<').next().unwrap())
    }
}

/// Text without the escapes of HTML.
fn plain(text: &str) -> String {
    let mut plain = text.to_owned();
    for (escape, character) in [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
    ] {
        plain = plain.replace(escape, character);
    }
    plain
}

/// The address of a page for the stage's application.
fn address(stage: &Stage, page: &str, more: &[(&str, &str)]) -> String {
    let mut query = String::new();
    let standard = [
        ("client_id", stage.client.as_str()),
        ("response_type", "code"),
        ("redirect_uri", CALLBACK),
        ("state", "s"),
    ];
    for (name, value) in standard.iter().chain(more) {
        params::push(&mut query, name, value);
    }
    format!("{page}?{query}")
}

/// The answer sends the browser to the application with a code; the code.
#[track_caller]
fn code(reply: &Reply) -> String {
    let location = reply.header("location");
    let query = location
        .strip_prefix("https://app.example/cb?")
        .unwrap_or_else(|| panic!("{location}"));
    assert_eq!(reply.status, 303);
    let params = params::Params::read(query).ok().unwrap();
    assert_eq!(params.get("state"), Some("s"));
    params.get("code").unwrap().to_owned()
}
