//! What the provider says of somebody, believed (oauth.md §16.3).

use domain::{
    federation::{
        self,
        claims::{self, Said, Texts},
        exchange,
        id_token::{Bad, Expected, IdToken},
        keys::Keys,
    },
    ports::{EgressFailed, Fetched, Outgoing},
    provider::ProviderKind,
    trigger::{
        Person, Question,
        federation::{Assertion, replacement},
    },
};
use serde_json::{Map, Value};

use super::{super::Stop, Journey};
use crate::{
    flow::triggers,
    say::federation::{self as words, Asked},
};

/// A JSON document.
type Document = Map<String, Value>;

impl Journey<'_> {
    /// Exchanges the code, and asks for everything that the provider says of its user.
    pub(super) async fn ask(&self, code: &str, of_apple: Option<&Value>) -> Result<Said, Stop> {
        let tokens = self.tokens(code).await?;
        let mut id_token = self.id_token(&tokens).await?;
        if let Some(user) = of_apple.filter(|_| self.provider.kind == ProviderKind::Apple) {
            // What the token says cannot be said otherwise by the browser.
            for (name, value) in claims::of_apple(user) {
                id_token.entry(name).or_insert(value);
            }
        }
        let user = self.about_user(&tokens).await?;
        Ok(Said {
            tokens: claims::texts(&tokens),
            id_token: claims::texts(&id_token),
            user: claims::texts(&user),
        })
    }

    async fn tokens(&self, code: &str) -> Result<Document, Stop> {
        let request = exchange::request(self.provider, code, self.trip, self.cx.now);
        let request = request.map_err(|exchange::NotSetUp| self.refuse(words::not_set_up()))?;
        let fetched = self.send(request, Asked::Tokens).await?;
        let tokens = is_success(&fetched).then(|| exchange::tokens(&fetched.body)).flatten();
        tokens.ok_or_else(|| {
            let trouble = exchange::trouble(&fetched.body);
            self.refuse(words::no_tokens(self.provider, fetched.status, trouble))
        })
    }

    /// The claims of the ID token; none for providers that have no such tokens.
    async fn id_token(&self, tokens: &Document) -> Result<Document, Stop> {
        let issuers = federation::issuers(self.provider);
        if issuers.is_empty() {
            return Ok(Document::new());
        }
        let bad = |bad: Bad| self.refuse(words::bad_id_token(&bad));
        let token = tokens.get("id_token").and_then(Value::as_str);
        let token = IdToken::read(token.unwrap_or_default()).map_err(bad)?;
        let keys = match token.needs_keys() {
            true => self.keys().await?,
            false => Keys::default(),
        };
        let detail = |name: &str| self.provider.details.get(name).map(String::as_str);
        let expected = Expected {
            issuers: &issuers,
            client: detail("client_id").unwrap_or_default(),
            secret: detail("client_secret").filter(|_| self.provider.kind == ProviderKind::Oidc),
            nonce: &self.trip.details.nonce,
            now: self.cx.now,
        };
        token.believe(&keys, &expected).map_err(bad)
    }

    async fn keys(&self) -> Result<Keys, Stop> {
        let url = federation::keys_at(self.provider).ok_or_else(|| self.refuse(words::not_set_up()))?;
        let fetched = self.send(Outgoing::get(url), Asked::Keys).await?;
        let keys = is_success(&fetched).then(|| Keys::read(&fetched.body)).flatten();
        keys.ok_or_else(|| self.refuse(words::no_document(self.provider, fetched.status, Asked::Keys)))
    }

    async fn about_user(&self, tokens: &Document) -> Result<Document, Stop> {
        let token = tokens.get("access_token").and_then(Value::as_str);
        let Some(request) = token.and_then(|token| exchange::about_user(self.provider, token)) else {
            return Ok(Document::new());
        };
        let fetched = self.send(request, Asked::User).await?;
        let document: Option<Document> = serde_json::from_slice(&fetched.body).ok();
        let document = document.filter(|_| is_success(&fetched));
        let document =
            document.ok_or_else(|| self.refuse(words::no_document(self.provider, fetched.status, Asked::User)))?;
        Ok(claims::about_user(self.provider.kind, document))
    }

    async fn send(&self, request: Outgoing, asked: Asked) -> Result<Fetched, Stop> {
        let fetched = self.cx.house.egress.send(request).await;
        fetched.map_err(|failed: EgressFailed| self.refuse(words::unanswered(failed, asked)))
    }

    /// What the pool's function makes of it, if there is one. It sees everything, and is not shown to anybody else.
    pub(super) async fn inbound(&self, username: &str, said: &Said) -> Result<Option<Texts>, Stop> {
        let assertion = Assertion {
            provider: self.provider.name.clone(),
            kind: self.provider.kind,
            said: domain::trigger::federation::Said::Tokens {
                response: said.tokens.clone(),
                id_token: said.id_token.clone(),
                user_info: said.user.clone(),
            },
        };
        let nothing = Texts::new();
        let occasion = self.behalf().about(Person::Coming(username, &nothing));
        let answer = triggers::ask(self.cx, &occasion, &Question::Federate(&assertion), replacement).await;
        Ok(answer.map_err(|failed| self.told(failed))?.flatten())
    }
}

fn is_success(fetched: &Fetched) -> bool {
    (200..300).contains(&fetched.status)
}
