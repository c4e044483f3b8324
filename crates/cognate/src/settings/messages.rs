//! How messages leave the server, and how codes are encrypted for functions that send messages themselves.

use std::path::Path;

use adapters::{AwsAccessKey, GatewaySettings, RawKey, SmtpSettings, TwilioSettings};
use store::MasterKey;

use super::{
    names,
    read::{bad, missing},
};
use crate::cli::Options;

/// As whom e-mail is sent when neither the pool nor the settings say (documented: triggers.md §10.1).
const FROM: &str = "no-reply@verificationemail.com";

const TWILIO: &str = "https://api.twilio.com";

/// How messages leave.
#[derive(Default)]
pub struct Messages {
    /// E-mail.
    pub email: Option<EmailWay>,
    /// Text messages.
    pub sms: Option<SmsWay>,
    /// Codes for functions that send messages themselves.
    pub codes: Option<CodeWay>,
    /// As whom AWS services are called; absent means the usual variables.
    pub access_key: Option<AwsAccessKey>,
}

/// How e-mail leaves.
pub enum EmailWay {
    /// By a mail server.
    Smtp(Box<SmtpSettings>),
    /// By Amazon SES, as this sender.
    Ses(Endpoint, String),
}

/// How text messages leave.
pub enum SmsWay {
    /// By Amazon SNS.
    Sns(Endpoint),
    /// By an HTTP gateway.
    Gateway(GatewaySettings),
    /// By Twilio.
    Twilio(TwilioSettings),
}

/// How codes are encrypted.
pub enum CodeWay {
    /// By data keys of KMS.
    Kms(Endpoint),
    /// By this key.
    Raw(RawKey),
}

/// Where an AWS service is: a URL, or `None` for that of AWS.
pub type Endpoint = Option<String>;

/// Reads the settings of messages.
///
/// # Errors
/// The first that is wrong or does not go with another.
pub fn read(options: &Options) -> Result<Messages, String> {
    Ok(Messages {
        email: email(options)?,
        sms: sms(options)?,
        codes: codes(options)?,
        access_key: access_key(options)?,
    })
}

fn email(options: &Options) -> Result<Option<EmailWay>, String> {
    let from = options.email_from.clone().unwrap_or_else(|| FROM.to_owned());
    if !SmtpSettings::is_sender(&from) {
        return Err(bad("email-from", &from, "an address such as Name <name@example.com>"));
    }
    match (
        &options.smtp_url,
        endpoint("ses-endpoint", options.ses_endpoint.as_deref())?,
    ) {
        (Some(_), Some(_)) => Err(two("smtp-url", "ses-endpoint")),
        (Some(url), None) => smtp(options, url, from).map(Some),
        (None, Some(endpoint)) => Ok(Some(EmailWay::Ses(endpoint, from))),
        (None, None) => Ok(None),
    }
}

/// The URL holds a password: it is not quoted.
fn smtp(options: &Options, url: &str, from: String) -> Result<EmailWay, String> {
    let settings = SmtpSettings::parse(url, from).map_err(|why| format!("{}: {why}", names("smtp-url")))?;
    let trusted = options.smtp_ca.as_deref().map(certificate).transpose()?;
    Ok(EmailWay::Smtp(Box::new(SmtpSettings { trusted, ..settings })))
}

fn certificate(file: &str) -> Result<Vec<u8>, String> {
    std::fs::read(Path::new(file)).map_err(|error| format!("{}: cannot read {file:?}: {error}", names("smtp-ca")))
}

fn sms(options: &Options) -> Result<Option<SmsWay>, String> {
    let sns = endpoint("sns-endpoint", options.sns_endpoint.as_deref())?;
    match (sns, &options.sms_gateway_url, &options.twilio_account) {
        (None, None, None) => Ok(None),
        (Some(endpoint), None, None) => Ok(Some(SmsWay::Sns(endpoint))),
        (None, Some(url), None) => gateway(options, url).map(SmsWay::Gateway).map(Some),
        (None, None, Some(account)) => twilio(options, account).map(SmsWay::Twilio).map(Some),
        (Some(_), Some(_), _) => Err(two("sns-endpoint", "sms-gateway-url")),
        (Some(_), None, Some(_)) => Err(two("sns-endpoint", "twilio-account")),
        (None, Some(_), Some(_)) => Err(two("sms-gateway-url", "twilio-account")),
    }
}

/// URL and headers may hold secrets: they are not quoted.
fn gateway(options: &Options, url: &str) -> Result<GatewaySettings, String> {
    if !is_url(url) {
        return Err(format!(
            "{}: this is no http:// or https:// URL",
            names("sms-gateway-url")
        ));
    }
    let lines = options.sms_gateway_headers.as_deref().unwrap_or_default().lines();
    let lines = lines.map(str::trim).filter(|line| !line.is_empty());
    let headers = lines.enumerate().map(|(at, line)| match line.split_once(':') {
        Some((name, value)) => Ok((name.trim().to_owned(), value.trim().to_owned())),
        None => Err(format!(
            "{}: line {} is no name, colon and value",
            names("sms-gateway-headers"),
            at + 1
        )),
    });
    Ok(GatewaySettings {
        url: url.to_owned(),
        headers: headers.collect::<Result<_, _>>()?,
        body: options.sms_gateway_body.clone(),
    })
}

/// The account holds a secret: it is not quoted.
fn twilio(options: &Options, account: &str) -> Result<TwilioSettings, String> {
    let pair = account
        .split_once(':')
        .filter(|(sid, token)| !sid.is_empty() && !token.is_empty());
    let Some((account, token)) = pair else {
        return Err(format!(
            "{}: this is not a SID, a colon and an auth token; write SID:token",
            names("twilio-account")
        ));
    };
    if !account.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(bad("twilio-account", account, "the SID of an account"));
    }
    let from = options.twilio_from.clone();
    let endpoint = options.twilio_endpoint.clone().unwrap_or_else(|| TWILIO.to_owned());
    if !is_url(&endpoint) {
        return Err(bad("twilio-endpoint", &endpoint, "an http:// or https:// URL"));
    }
    Ok(TwilioSettings {
        endpoint,
        account: account.to_owned(),
        token: token.to_owned(),
        from: from.ok_or_else(|| missing("twilio-from", "a phone number or the SID of a messaging service"))?,
    })
}

/// The key is not quoted.
fn codes(options: &Options) -> Result<Option<CodeWay>, String> {
    let kms = endpoint("kms-endpoint", options.kms_endpoint.as_deref())?;
    match (kms, &options.sender_key) {
        (None, None) => Ok(None),
        (Some(_), Some(_)) => Err(two("kms-endpoint", "sender-key")),
        (Some(endpoint), None) => Ok(Some(CodeWay::Kms(endpoint))),
        (None, Some(key)) => match MasterKey::parse(key) {
            Ok(key) => Ok(Some(CodeWay::Raw(RawKey::new(key.to_bytes())))),
            Err(_) => Err(format!(
                "{}: this is not 32 bytes in hex or base64",
                names("sender-key")
            )),
        },
    }
}

fn access_key(options: &Options) -> Result<Option<AwsAccessKey>, String> {
    let Some(text) = &options.aws_access_key else {
        return Ok(None);
    };
    match text.split_once(':') {
        Some((id, secret)) if !id.is_empty() && !secret.is_empty() => Ok(Some(AwsAccessKey {
            id: id.into(),
            secret: secret.into(),
            token: None,
        })),
        _ => Err(format!(
            "{}: this is not an id, a colon and a secret; write id:secret",
            names("aws-access-key")
        )),
    }
}

/// `aws` means the endpoint of AWS.
fn endpoint(setting: &str, text: Option<&str>) -> Result<Option<Endpoint>, String> {
    match text {
        None => Ok(None),
        Some("aws") => Ok(Some(None)),
        Some(url) if is_url(url) => Ok(Some(Some(url.to_owned()))),
        Some(text) => Err(bad(setting, text, "aws or a URL such as http://localhost:4566")),
    }
}

fn is_url(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.starts_with(['/', ':', '?']) && !host.contains([' ', '\\']))
}

fn two(one: &str, other: &str) -> String {
    format!(
        "both {one} and {other} are set, and one of them must send: leave out {}",
        names(other)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(set: impl FnOnce(&mut Options)) -> Result<Messages, String> {
        let mut options = Options::default();
        set(&mut options);
        read(&options)
    }

    #[test]
    fn nothing_is_sent_by_default() {
        let messages = of(|_| ()).unwrap();
        assert!(messages.email.is_none() && messages.sms.is_none() && messages.codes.is_none());
    }

    #[test]
    fn one_way_a_channel() {
        let both = of(|options| {
            options.smtp_url = Some("smtp://localhost".into());
            options.ses_endpoint = Some("aws".into());
        });
        assert!(
            both.err()
                .unwrap()
                .starts_with("both smtp-url and ses-endpoint are set")
        );
        let both = of(|options| {
            options.sns_endpoint = Some("aws".into());
            options.twilio_account = Some("AC1:token".into());
        });
        assert!(
            both.err()
                .unwrap()
                .starts_with("both sns-endpoint and twilio-account are set")
        );
    }

    #[test]
    fn aws_stands_for_its_own_endpoint() {
        let ses = of(|options| options.ses_endpoint = Some("aws".into())).unwrap().email;
        assert!(matches!(ses, Some(EmailWay::Ses(None, from)) if from == FROM));
        let sns = of(|options| options.sns_endpoint = Some("http://localhost:4566".into()))
            .unwrap()
            .sms;
        assert!(matches!(sns, Some(SmsWay::Sns(Some(url))) if url == "http://localhost:4566"));
        assert!(of(|options| options.kms_endpoint = Some("localhost".into())).is_err());
    }

    #[test]
    fn secrets_are_not_quoted() {
        let canary = "canary-7f3a";
        for set in [
            (|options: &mut Options, canary: &str| options.smtp_url = Some(canary.into())) as fn(&mut Options, &str),
            |options, canary| options.twilio_account = Some(canary.into()),
            |options, canary| options.sender_key = Some(canary.into()),
            |options, canary| options.aws_access_key = Some(canary.into()),
            |options, canary| options.sms_gateway_url = Some(canary.into()),
            |options, canary| {
                options.sms_gateway_url = Some("http://localhost".into());
                options.sms_gateway_headers = Some(canary.into());
            },
        ] {
            let complaint = of(|options| set(options, canary)).err().unwrap();
            assert!(!complaint.contains(canary), "{complaint}");
        }
    }

    #[test]
    fn a_gateway_has_headers_line_by_line() {
        let sms = of(|options| {
            options.sms_gateway_url = Some("https://sms.example.com/send?key=1".into());
            options.sms_gateway_headers = Some("Authorization: Bearer a:b\n\n X-A:1".into());
        });
        let Some(SmsWay::Gateway(gateway)) = sms.unwrap().sms else {
            panic!("no gateway");
        };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(gateway.headers, [pair("Authorization", "Bearer a:b"), pair("X-A", "1")]);
    }
}
