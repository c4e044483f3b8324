//! E-mail by SMTP: TLS from the start or by STARTTLS, a name and a password, and connections that are kept for the next message.

use std::{fmt, time::Duration};

use domain::{
    message,
    ports::{Boxed, Message, Obstacle, PortFailed, Undelivered},
};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message as Mail, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{
        self, PoolConfig,
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
    },
};
use reqwest::Url;
use tokio::time::timeout;

use super::{Courier, LIMIT};

/// Connections to the mail server that are kept.
const CONNECTIONS: u32 = 8;

/// How long one step of the conversation may take.
const STEP: Duration = Duration::from_secs(10);

/// A mail server. `password` is a secret.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Its name, which its certificate must show.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the conversation is kept secret.
    pub security: SmtpSecurity,
    /// The name and the password, if it wants any.
    pub login: Option<(String, String)>,
    /// A certificate that is trusted besides the usual ones, as PEM.
    pub trusted: Option<Vec<u8>>,
    /// As whom e-mail is sent where the pool does not say.
    pub from: String,
}

/// Shows no secret.
impl fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SmtpSettings({}:{})", self.host, self.port)
    }
}

/// How the conversation with a mail server is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// TLS from the first byte (`smtps://`).
    Implicit,
    /// STARTTLS, without which nothing is sent (`smtp://`).
    StartTls,
    /// None: for a server on this machine (`smtp://…?tls=none`).
    None,
}

/// E-mail by SMTP.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// Gets ready to send. Connects with the first message only.
    ///
    /// # Errors
    /// The certificate is none, or the default sender is no address.
    pub fn new(settings: SmtpSettings) -> Result<Self, PortFailed> {
        let failed = |why: &dyn fmt::Display| PortFailed {
            doing: format!("preparing to send e-mail: {why}"),
        };
        let mut parameters = TlsParameters::builder(settings.host.clone());
        if let Some(pem) = &settings.trusted {
            parameters = parameters.add_root_certificate(Certificate::from_pem(pem).map_err(|error| failed(&error))?);
        }
        let parameters = parameters.build().map_err(|error| failed(&error))?;
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port)
            .timeout(Some(STEP))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS))
            .tls(match settings.security {
                SmtpSecurity::Implicit => Tls::Wrapper(parameters),
                SmtpSecurity::StartTls => Tls::Required(parameters),
                SmtpSecurity::None => Tls::None,
            });
        if let Some((name, password)) = settings.login {
            builder = builder.credentials(Credentials::new(name, password));
        }
        Ok(Self {
            transport: builder.build(),
            from: settings.from.parse().map_err(|error| failed(&error))?,
        })
    }

    async fn send(&self, message: &Message) -> Result<(), Undelivered> {
        let mail = self.mail(message)?;
        match timeout(LIMIT, self.transport.send(mail)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(failed(&error)),
            Err(_) => Err(Undelivered::passing(
                "sending an e-mail: the mail server takes too long",
            )),
        }
    }

    fn mail(&self, message: &Message) -> Result<Mail, Undelivered> {
        let sender = &message.sender;
        let from = match &sender.from {
            Some(from) => mailbox("the sender of the pool", from)?,
            None => self.from.clone(),
        };
        // The same at each try, so that a mail system can tell a message that came twice.
        let id = format!("<{}@{}>", message.id, from.email.domain());
        let automatic = HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".into(),
        );
        let mut builder = Mail::builder()
            .from(from)
            .to(mailbox("the address", &message.to)?)
            .subject(message.subject.as_deref().unwrap_or_default())
            .message_id(Some(id))
            .raw_header(automatic);
        if let Some(reply_to) = &sender.reply_to {
            builder = builder.reply_to(mailbox("the address for answers", reply_to)?);
        }
        let parts = MultiPart::alternative_plain_html(message::plain_text(&message.body), message.body.clone());
        let mail = builder.multipart(parts);
        mail.map_err(|error| Undelivered::lasting(format!("writing an e-mail: {error}")))
    }
}

impl Courier for Smtp {
    fn carry<'a>(&'a self, message: &'a Message) -> Boxed<'a, Result<(), Undelivered>> {
        Box::pin(self.send(message))
    }
}

/// Addresses stay out of the log.
fn mailbox(what: &str, text: &str) -> Result<Mailbox, Undelivered> {
    text.parse()
        .map_err(|_| Undelivered::lasting(format!("writing an e-mail: {what} is none that e-mail knows")))
}

/// What a mail server answers may quote addresses, so only its number is told. 530 to 538: it wants another name and password
/// (RFC 4954).
fn failed(error: &smtp::Error) -> Undelivered {
    let code = error.status().map(u16::from);
    let obstacle = match code {
        Some(530..=538) => Obstacle::NotPermitted,
        Some(500..) => Obstacle::Lasting,
        _ => Obstacle::Passing,
    };
    let doing = match code {
        Some(code) => format!("sending an e-mail: the mail server answered {code}"),
        None => format!("sending an e-mail: {error}"),
    };
    Undelivered::new(obstacle, doing)
}

impl SmtpSettings {
    /// Reads `smtps://user:password@host:port` (465 unless said otherwise) or `smtp://…` (587), which demands STARTTLS unless `?tls=none`
    /// follows. The name and the password are percent-encoded where a URL wants it.
    ///
    /// # Errors
    /// What is wrong, without quoting it: the URL holds a password.
    pub fn parse(url: &str, from: String) -> Result<Self, &'static str> {
        const FORM: &str = "this is no URL such as smtps://user:password@mail.example.com or \
                            smtp://user:password@mail.example.com:587";
        let url = Url::parse(url).map_err(|_| FORM)?;
        let security = match (url.scheme(), url.query()) {
            ("smtps", None) => SmtpSecurity::Implicit,
            ("smtp", None) => SmtpSecurity::StartTls,
            ("smtp", Some("tls=none")) => SmtpSecurity::None,
            _ => return Err(FORM),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(FORM)?;
        let (name, password) = (url.username(), url.password());
        let login = match (name, password) {
            ("", None) => None,
            (name, Some(password)) if !name.is_empty() => Some((decoded(name), decoded(password))),
            _ => return Err("a name goes with a password, and a password with a name"),
        };
        if login.is_some() && security == SmtpSecurity::None && !is_near(host) {
            return Err("a password is not sent in the clear to another machine: leave out ?tls=none");
        }
        let usual = if security == SmtpSecurity::Implicit { 465 } else { 587 };
        Ok(Self {
            host: host.trim_matches(['[', ']']).to_owned(),
            port: url.port().unwrap_or(usual),
            security,
            login,
            trusted: None,
            from,
        })
    }

    /// Whether this can send e-mail: an address, with or without a name.
    pub fn is_sender(text: &str) -> bool {
        text.parse::<Mailbox>().is_ok()
    }
}

fn is_near(host: &str) -> bool {
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// `%41` is `A`.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte.filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use domain::{
        ids::PoolId,
        moment::Moment,
        ports::{Channel, MessageKind, Sender},
    };

    use super::*;

    fn parse(url: &str) -> Result<SmtpSettings, &'static str> {
        SmtpSettings::parse(url, "a@b.c".into())
    }

    #[test]
    fn a_url_says_everything() {
        let settings = parse("smtps://ann%40b.c:p%25%3A@mail.example.com").ok().unwrap();
        assert_eq!((settings.host.as_str(), settings.port), ("mail.example.com", 465));
        assert_eq!(settings.login, Some(("ann@b.c".into(), "p%:".into())));
        let settings = parse("smtp://mail.example.com:2525").ok().unwrap();
        assert_eq!((settings.security, settings.port), (SmtpSecurity::StartTls, 2525));
        assert_eq!(parse("smtp://[::1]:25?tls=none").ok().unwrap().host, "::1");
    }

    #[test]
    fn a_password_is_not_sent_in_the_clear() {
        assert!(parse("smtp://a:b@mail.example.com?tls=none").is_err());
        assert!(parse("smtp://a:b@127.0.0.1?tls=none").is_ok());
        for wrong in [
            "mail.example.com",
            "http://a",
            "smtp://a@b",
            "smtp://a?tls=maybe",
            "smtps://a?tls=none",
            "smtp://",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[tokio::test]
    async fn no_text_of_a_pool_becomes_a_header() {
        let smtp = Smtp::new(parse("smtp://127.0.0.1?tls=none").ok().unwrap()).unwrap();
        let message = |subject: &str, to: &str| Message {
            id: "1".into(),
            pool: PoolId::new("us-east-1_a"),
            user: None,
            username: "jane".into(),
            channel: Channel::Email,
            to: to.into(),
            kind: MessageKind::SignUp,
            subject: Some(subject.into()),
            body: "<p>1</p>\r\n.\r\nMAIL FROM:<a@evil.example>\r\n".into(),
            code: None,
            link: None,
            sender: Sender::default(),
            at: Moment::from_micros(0),
        };
        let mail = smtp
            .mail(&message("Hello\r\nBcc: a@evil.example\r\n\r\nText", "jane@example.com"))
            .unwrap();
        let mail = String::from_utf8(mail.formatted()).unwrap();
        let (head, _) = mail.split_once("\r\n\r\n").unwrap();
        assert!(
            head.lines().all(|line| !line.to_lowercase().starts_with("bcc")),
            "{head}"
        );
        assert!(head.contains("Subject: "));
        for to in [
            "jane@example.com\r\nBcc: a@evil.example",
            "jane@example.com, a@evil.example",
        ] {
            assert!(smtp.mail(&message("Hello", to)).is_err());
        }
    }
}
