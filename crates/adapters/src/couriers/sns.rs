//! Text messages by Amazon SNS: Publish.

use domain::ports::{Boxed, Message, Obstacle, PortFailed, Undelivered};

use super::{
    Courier,
    aws::{Answer, AwsAccess, Service},
    gateway::form,
    obstacle,
};

const FORM: [(&str, &str); 1] = [("content-type", "application/x-www-form-urlencoded")];

/// Text messages by Amazon SNS.
pub struct Sns {
    service: Service,
}

impl Sns {
    /// Gets ready to send.
    ///
    /// # Errors
    /// The endpoint is no URL, or there is no TLS to be had.
    pub fn new(access: AwsAccess) -> Result<Self, PortFailed> {
        let service = Service::new("sns", "sns", access)?;
        Ok(Self { service })
    }

    async fn send(&self, message: &Message) -> Result<(), Undelivered> {
        let body = form(&[
            ("Action", "Publish"),
            ("Version", "2010-03-31"),
            ("PhoneNumber", &message.to),
            ("Message", &message.body),
            ("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SMSType"),
            ("MessageAttributes.entry.1.Value.DataType", "String"),
            ("MessageAttributes.entry.1.Value.StringValue", "Transactional"),
        ]);
        let answer = self.service.post("/", &FORM, body.into_bytes()).await?;
        judge(&answer)
    }
}

impl Courier for Sns {
    fn carry<'a>(&'a self, message: &'a Message) -> Boxed<'a, Result<(), Undelivered>> {
        Box::pin(self.send(message))
    }
}

/// Which errors mean what (documented: the errors of Publish).
fn judge(answer: &Answer) -> Result<(), Undelivered> {
    if answer.status.is_success() {
        return Ok(());
    }
    let error = code(&answer.body);
    let obstacle = match &*error {
        "AuthorizationError" | "AuthorizationErrorException" => Obstacle::NotPermitted,
        "Throttled" | "ThrottledException" | "Throttling" => Obstacle::Passing,
        _ => obstacle(answer.status),
    };
    let status = answer.status;
    Err(Undelivered::new(
        obstacle,
        format!("calling sns: it answered {status} {error}"),
    ))
}

/// The text between `<Code>` and its end, if it is a name.
fn code(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let code = text
        .split_once("<Code>")
        .and_then(|(_, rest)| Some(rest.split_once("</Code>")?.0));
    code.filter(|code| code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use reqwest::StatusCode;

    use super::*;

    #[test]
    fn errors_are_told_apart() {
        let judged = |status: u16, code: &str| {
            let answer = Answer {
                status: StatusCode::from_u16(status).unwrap(),
                error: None,
                body: format!("<ErrorResponse><Error><Code>{code}</Code></Error></ErrorResponse>").into(),
            };
            judge(&answer).err().map(|failed| failed.obstacle)
        };
        assert_eq!(judged(200, ""), None);
        assert_eq!(judged(403, "AuthorizationError"), Some(Obstacle::NotPermitted));
        assert_eq!(judged(400, "Throttled"), Some(Obstacle::Passing));
        assert_eq!(judged(400, "InvalidParameter"), Some(Obstacle::Lasting));
        assert_eq!(judged(500, "InternalError"), Some(Obstacle::Passing));
    }
}
