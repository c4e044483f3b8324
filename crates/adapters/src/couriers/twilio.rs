//! Text messages by Twilio, or whatever speaks like it: a form to `Messages.json`.

use std::fmt;

use domain::ports::{Boxed, Message, PortFailed, Undelivered};
use reqwest::{Client, Url};

use super::{Courier, gateway::form, http, judge, unreachable};

const DOING: &str = "calling Twilio";

/// An account. `token` is a secret.
#[derive(Clone)]
pub struct TwilioSettings {
    /// Where the API is, such as `https://api.twilio.com`.
    pub endpoint: String,
    /// The account's SID.
    pub account: String,
    /// Its auth token.
    pub token: String,
    /// Who sends: a phone number, a name, or the SID of a messaging service (`MG…`).
    pub from: String,
}

/// Shows no secret.
impl fmt::Debug for TwilioSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TwilioSettings({})", self.account)
    }
}

/// Text messages by Twilio.
pub struct Twilio {
    http: Client,
    url: Url,
    settings: TwilioSettings,
}

impl Twilio {
    /// Gets ready to send.
    ///
    /// # Errors
    /// The endpoint is no URL, or there is no TLS to be had.
    pub fn new(settings: TwilioSettings) -> Result<Self, PortFailed> {
        let failed = |why: &dyn fmt::Display| PortFailed {
            doing: format!("preparing to call Twilio: {why}"),
        };
        let base = settings.endpoint.trim_end_matches('/');
        let url = format!("{base}/2010-04-01/Accounts/{}/Messages.json", settings.account);
        Ok(Self {
            http: http().map_err(|error| failed(&error))?,
            url: Url::parse(&url).map_err(|error| failed(&error))?,
            settings,
        })
    }

    async fn send(&self, message: &Message) -> Result<(), Undelivered> {
        let own = &self.settings;
        let sender = match own.from.starts_with("MG") {
            true => "MessagingServiceSid",
            false => "From",
        };
        let body = form(&[("To", &message.to), (sender, &own.from), ("Body", &message.body)]);
        let request = self
            .http
            .post(self.url.clone())
            .basic_auth(&own.account, Some(&own.token))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        let sent = request.send().await.map_err(|error| unreachable(DOING, error))?;
        judge(DOING, sent.status())
    }
}

impl Courier for Twilio {
    fn carry<'a>(&'a self, message: &'a Message) -> Boxed<'a, Result<(), Undelivered>> {
        Box::pin(self.send(message))
    }
}
