//! The `Authorization` header of a signed request.

use std::fmt;

use super::{ALGORITHM, Request, TERMINATOR, time};
use crate::{Code, Fault};

/// A well-formed `Authorization` header with the time of its request. Nothing about it is proven yet.
pub struct Authorization<'a> {
    /// The id of the access key.
    pub access_key: &'a str,
    /// The region of the credential scope.
    pub region: &'a str,
    /// The service of the credential scope.
    pub service: &'a str,
    /// The session token, for keys that come with one.
    pub security_token: Option<&'a str>,
    /// The day of the credential scope: `20150830`.
    pub(super) day: &'a str,
    /// The request's time as it is signed: `20150830T123600Z`.
    pub(super) date: String,
    /// The same in seconds since 1970.
    pub(super) seconds: i64,
    pub(super) signed_headers: Vec<&'a str>,
    pub(super) signature: &'a str,
}

impl fmt::Debug for Authorization<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Authorization({}/{}/{}/{})",
            self.access_key, self.day, self.region, self.service
        )
    }
}

impl<'a> Authorization<'a> {
    /// Reads the header of a request that must be signed. The sentences are a guess: resources.md §1.5, the front end's to other
    /// services.
    ///
    /// # Errors
    /// MissingAuthenticationTokenException when there is none; IncompleteSignatureException or
    /// InvalidSignatureException for one that lacks or garbles something.
    pub fn read(request: &Request<'a>) -> Result<Self, Fault> {
        let Some(value) = request.header("authorization") else {
            let message = "Missing Authentication Token";
            return Err(Fault::new(Code::MissingAuthenticationTokenException, message));
        };
        let parameters = value
            .strip_prefix(ALGORITHM)
            .filter(|rest| rest.starts_with([' ', '\t']));
        let parameter = |name: &str| {
            let mut found = parameters?
                .split(',')
                .filter_map(|part| part.trim().split_once('='))
                .filter(|(n, _)| *n == name);
            // A parameter that comes twice says nothing.
            match (found.next(), found.next()) {
                (Some((_, value)), None) if !value.is_empty() => Some(value),
                _ => None,
            }
        };
        let date = request.header("x-amz-date").or_else(|| request.header("date"));
        let (credential, signature, signed) = (
            parameter("Credential"),
            parameter("Signature"),
            parameter("SignedHeaders"),
        );
        let (Some(credential), Some(signature), Some(signed), Some(date)) = (credential, signature, signed, date)
        else {
            let lacking = [
                (
                    credential.is_none(),
                    "Authorization header requires 'Credential' parameter. ",
                ),
                (
                    signature.is_none(),
                    "Authorization header requires 'Signature' parameter. ",
                ),
                (
                    signed.is_none(),
                    "Authorization header requires 'SignedHeaders' parameter. ",
                ),
                (date.is_none(), NO_DATE),
            ];
            let sentences: String = lacking
                .iter()
                .filter(|(lacks, _)| *lacks)
                .map(|(_, sentence)| *sentence)
                .collect();
            return Err(incomplete(format!("{sentences}Authorization={value}")));
        };
        let mut authorization = Self::of_credential(credential)?;
        (authorization.date, authorization.seconds) = dated(date)?;
        authorization.signed_headers = signed.split(';').collect();
        authorization.signature = signature;
        authorization.security_token = request.header("x-amz-security-token");
        authorization.whose_day_fits()
    }

    /// Guess: the front end's to other services.
    fn of_credential(credential: &'a str) -> Result<Self, Fault> {
        let parts: Vec<&str> = credential.split('/').collect();
        let [access_key, day, region, service, terminator] = parts.as_slice() else {
            return Err(incomplete(format!(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'"
            )));
        };
        if *terminator != TERMINATOR {
            let message =
                format!("Credential should be scoped with a valid terminator: '{TERMINATOR}', not '{terminator}'.");
            return Err(Fault::new(Code::InvalidSignatureException, message));
        }
        Ok(Self {
            access_key,
            region,
            service,
            security_token: None,
            day,
            date: String::new(),
            seconds: 0,
            signed_headers: Vec::new(),
            signature: "",
        })
    }

    /// The day of the scope is the day of the request. Guess: the front end's to other services.
    fn whose_day_fits(self) -> Result<Self, Fault> {
        let day = self.date.get(..8).unwrap_or_default();
        if day == self.day {
            return Ok(self);
        }
        let message = format!(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{}' != '{day}', from '{}'.",
            self.day, self.date
        );
        Err(Fault::new(Code::InvalidSignatureException, message))
    }

    /// Whether the signature covers the header field of this name (lower case).
    pub(super) fn signs(&self, name: &str) -> bool {
        self.signed_headers.contains(&name)
    }
}

/// Guess: resources.md §1.5.
const NO_DATE: &str = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";

/// The request's time as it is signed, and in seconds since 1970. Guess: the front end's to other services.
fn dated(text: &str) -> Result<(String, i64), Fault> {
    let text = text.trim();
    if let Some(seconds) = time::read_basic(text) {
        return Ok((text.to_owned(), seconds));
    }
    time::read_http_date(text)
        .map(|seconds| (time::basic(seconds), seconds))
        .ok_or_else(|| {
            incomplete(format!(
                "Date must be in ISO-8601 'basic format'. Got '{text}'. See http://en.wikipedia.org/wiki/ISO_8601"
            ))
        })
}

fn incomplete(message: String) -> Fault {
    Fault::new(Code::IncompleteSignatureException, message)
}
