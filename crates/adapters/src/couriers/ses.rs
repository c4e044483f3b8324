//! E-mail by Amazon SES: SendEmail of its API version 2.

use domain::{
    message,
    ports::{Boxed, Message, Obstacle, PortFailed, Undelivered},
};
use serde_json::{Value, json};

use super::{
    Courier,
    aws::{Answer, AwsAccess, Service},
    obstacle,
};

const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

/// E-mail by Amazon SES.
pub struct Ses {
    service: Service,
    from: String,
}

impl Ses {
    /// Gets ready to send; as `from` where the pool does not say as whom.
    ///
    /// # Errors
    /// The endpoint is no URL, or there is no TLS to be had.
    pub fn new(access: AwsAccess, from: String) -> Result<Self, PortFailed> {
        let service = Service::new("ses", "email", access)?;
        Ok(Self { service, from })
    }

    async fn send(&self, message: &Message) -> Result<(), Undelivered> {
        let body = self.document(message).to_string().into_bytes();
        let answer = self.service.post("/v2/email/outbound-emails", &JSON, body).await?;
        judge(&answer)
    }

    fn document(&self, message: &Message) -> Value {
        let text = |data: &str| json!({ "Data": data, "Charset": "UTF-8" });
        let sender = &message.sender;
        let mut document = json!({
            "FromEmailAddress": sender.from.as_deref().unwrap_or(&self.from),
            "Destination": { "ToAddresses": [message.to] },
            "Content": { "Simple": {
                "Subject": text(message.subject.as_deref().unwrap_or_default()),
                "Body": { "Html": text(&message.body), "Text": text(&message::plain_text(&message.body)) },
            } },
        });
        if let Some(reply_to) = &sender.reply_to {
            document["ReplyToAddresses"] = json!([reply_to]);
        }
        if let Some(set) = &sender.configuration_set {
            document["ConfigurationSetName"] = json!(set);
        }
        document
    }
}

impl Courier for Ses {
    fn carry<'a>(&'a self, message: &'a Message) -> Boxed<'a, Result<(), Undelivered>> {
        Box::pin(self.send(message))
    }
}

/// Which errors mean what (documented: the errors of SendEmail). An identity that is not verified comes as MessageRejected.
fn judge(answer: &Answer) -> Result<(), Undelivered> {
    if answer.status.is_success() {
        return Ok(());
    }
    let error = answer.error.as_deref().unwrap_or_default();
    let of_identity = || String::from_utf8_lossy(&answer.body).contains("not verified");
    let obstacle = match error {
        "MailFromDomainNotVerifiedException" | "AccountSuspendedException" | "SendingPausedException" => {
            Obstacle::NotPermitted
        }
        "MessageRejected" if of_identity() => Obstacle::NotPermitted,
        "TooManyRequestsException" | "LimitExceededException" => Obstacle::Passing,
        _ => obstacle(answer.status),
    };
    let status = answer.status;
    Err(Undelivered::new(
        obstacle,
        format!("calling ses: it answered {status} {error}"),
    ))
}

#[cfg(test)]
mod tests {
    use reqwest::StatusCode;

    use super::*;

    #[test]
    fn errors_are_told_apart() {
        let judged = |status: u16, error: &str, body: &str| {
            let answer = Answer {
                status: StatusCode::from_u16(status).unwrap(),
                error: Some(error.into()),
                body: body.into(),
            };
            judge(&answer).err().map(|failed| failed.obstacle)
        };
        assert_eq!(judged(200, "", ""), None);
        let unverified = "{\"message\":\"Email address is not verified.\"}";
        assert_eq!(judged(400, "MessageRejected", unverified), Some(Obstacle::NotPermitted));
        assert_eq!(judged(400, "MessageRejected", "{}"), Some(Obstacle::Lasting));
        assert_eq!(judged(429, "TooManyRequestsException", ""), Some(Obstacle::Passing));
        assert_eq!(judged(400, "SendingPausedException", ""), Some(Obstacle::NotPermitted));
        assert_eq!(judged(403, "AccessDeniedException", ""), Some(Obstacle::NotPermitted));
        assert_eq!(judged(500, "", ""), Some(Obstacle::Passing));
    }
}
