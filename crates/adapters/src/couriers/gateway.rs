//! Text messages by any HTTP gateway: one POST, whose body is written from a template.

use domain::{
    ports::{Boxed, Message, PortFailed, Undelivered},
    template,
};
use reqwest::{
    Client, Url,
    header::{HeaderMap, HeaderName, HeaderValue},
};

use super::{Courier, http, judge, unreachable};

const DOING: &str = "calling the SMS gateway";

/// A gateway. `headers` may hold secrets: the type has no `Debug`.
#[derive(Clone)]
pub struct GatewaySettings {
    /// Where it is.
    pub url: String,
    /// What is sent along, such as `Authorization`.
    pub headers: Vec<(String, String)>,
    /// The body, with `{to}`, `{text}` and `{id}` in it; without one, a JSON object with these members.
    pub body: Option<String>,
}

/// Text messages by an HTTP gateway.
pub struct Gateway {
    http: Client,
    url: Url,
    headers: HeaderMap,
    template: String,
    escape: fn(&str) -> String,
}

/// The body of a gateway for which none is set.
const BODY: &str = r#"{"to": "{to}", "text": "{text}", "id": "{id}"}"#;

impl Gateway {
    /// Gets ready to send. Values are escaped as the `Content-Type` wants it: JSON, unless it is said to be a form or something else.
    ///
    /// # Errors
    /// The URL or a header cannot be one, or there is no TLS to be had.
    pub fn new(settings: GatewaySettings) -> Result<Self, PortFailed> {
        let failed = |why: String| PortFailed {
            doing: format!("preparing to call the SMS gateway: {why}"),
        };
        let mut headers = HeaderMap::new();
        headers.insert("content-type", HeaderValue::from_static("application/json"));
        for (name, value) in &settings.headers {
            let wrong = || failed(format!("{name:?} is no header, or its value cannot be one"));
            let name = HeaderName::try_from(name.as_str()).map_err(|_| wrong())?;
            let mut value = HeaderValue::try_from(value.as_str()).map_err(|_| wrong())?;
            value.set_sensitive(true);
            headers.insert(name, value);
        }
        let form = headers
            .get("content-type")
            .and_then(|value| value.to_str().ok())
            .map(str::to_ascii_lowercase)
            .unwrap_or_default();
        Ok(Self {
            http: http().map_err(|error| failed(error.to_string()))?,
            url: Url::parse(&settings.url).map_err(|error| failed(error.to_string()))?,
            headers,
            template: settings.body.unwrap_or_else(|| BODY.to_owned()),
            escape: escape_for(&form),
        })
    }

    async fn send(&self, message: &Message) -> Result<(), Undelivered> {
        let body = fill(&self.template, message, self.escape);
        let request = self.http.post(self.url.clone()).headers(self.headers.clone());
        let sent = request.header("idempotency-key", &message.id).body(body).send().await;
        judge(DOING, sent.map_err(|error| unreachable(DOING, error))?.status())
    }
}

impl Courier for Gateway {
    fn carry<'a>(&'a self, message: &'a Message) -> Boxed<'a, Result<(), Undelivered>> {
        Box::pin(self.send(message))
    }
}

fn escape_for(form: &str) -> fn(&str) -> String {
    match form {
        form if form.contains("json") => json_text,
        form if form.contains("x-www-form-urlencoded") => form_text,
        form if form.contains("xml") => xml_text,
        _ => str::to_owned,
    }
}

/// Puts a message into a template.
fn fill(text: &str, message: &Message, escape: fn(&str) -> String) -> String {
    let places = [("{to}", &message.to), ("{text}", &message.body), ("{id}", &message.id)];
    template::fill(text, |from| {
        let mut places = places.into_iter();
        places.find_map(|(place, value)| Some((escape(value), from.strip_prefix(place)?)))
    })
}

/// What stands between the quotes of a JSON text.
fn json_text(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted
        .get(1..quoted.len().saturating_sub(1))
        .unwrap_or_default()
        .to_owned()
}

fn xml_text(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn form_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// A form of these fields.
pub(super) fn form(fields: &[(&str, &str)]) -> String {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", form_text(name), form_text(value)))
        .collect();
    fields.join("&")
}
