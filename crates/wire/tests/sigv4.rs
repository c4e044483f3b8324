//! Signatures as AWS publishes them, the same ones altered, and what is said about headers that are no signature.

#![cfg(test)]

use serde::Deserialize;
use wire::{
    Code, Fault,
    sigv4::{Authorization, Request},
};

#[derive(Deserialize)]
struct Suite {
    secret: String,
    access_key: String,
    region: String,
    service: String,
    vectors: Vec<Vector>,
}

#[derive(Clone, Deserialize)]
struct Vector {
    name: String,
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Vector {
    fn request(&self) -> Request<'_> {
        Request {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &self.headers,
            body: self.body.as_bytes(),
        }
    }

    fn set(&mut self, name: &str, value: &str) {
        self.headers.retain(|(field, _)| field != name);
        self.headers.push((name.into(), value.into()));
    }
}

fn suite() -> Suite {
    serde_json::from_str(include_str!("vectors/sigv4.json")).unwrap()
}

/// 30 August 2015, 12:36 UTC: the time of every vector.
const THEN: i64 = 1_440_938_160;

fn judged(vector: &Vector, secret: &str, now: i64) -> Result<(), Fault> {
    let request = vector.request();
    let authorization = Authorization::read(&request)?;
    authorization.judge("service", now)?;
    authorization.verify(&request, secret)
}

fn plain() -> Vector {
    suite().vectors.into_iter().find(|v| v.name == "get-vanilla").unwrap()
}

#[track_caller]
fn assert_refused(vector: &Vector, code: Code, message: &str) {
    let fault = judged(vector, &suite().secret, THEN).unwrap_err();
    assert_eq!((fault.code, fault.message.as_deref()), (code, Some(message)));
}

const DOES_NOT_MATCH: &str = "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

#[test]
fn every_published_signature_verifies() {
    let suite = suite();
    assert_eq!(suite.vectors.len(), 31);
    for vector in &suite.vectors {
        assert_eq!(judged(vector, &suite.secret, THEN), Ok(()), "{}", vector.name);
        let request = vector.request();
        let authorization = Authorization::read(&request).unwrap();
        assert_eq!(authorization.access_key, suite.access_key);
        assert_eq!(
            (authorization.region, authorization.service),
            (suite.region.as_str(), suite.service.as_str())
        );
    }
}

#[test]
fn a_signature_covers_all_that_it_should() {
    let suite = suite();
    for vector in &suite.vectors {
        let mut altered: Vec<(&str, Vector)> = vec![("body", vector.clone()), ("method", vector.clone())];
        altered[0].1.body.push('x');
        altered[1].1.method = "PUT".into();
        let mut path = vector.clone();
        path.path.push_str("more");
        let mut query = vector.clone();
        query.query.push_str("&more=1");
        altered.extend([("path", path), ("query", query)]);
        for (nth, (name, value)) in vector.headers.iter().enumerate() {
            let signed = name != "authorization" && (name != "x-amz-security-token" || vector.name.contains("before"));
            if signed && name != "x-amz-date" {
                let mut header = vector.clone();
                header.headers[nth].1 = format!("{value}x");
                altered.push(("header", header));
            }
        }
        for (what, altered) in altered {
            let fault = judged(&altered, &suite.secret, THEN).unwrap_err();
            assert_eq!(fault.message.as_deref(), Some(DOES_NOT_MATCH), "{} {what}", vector.name);
        }
        assert!(judged(vector, "another secret", THEN).is_err(), "{}", vector.name);
    }
}

#[test]
fn another_time_of_the_same_day_is_another_signature() {
    let mut vector = plain();
    vector.set("x-amz-date", "20150830T123601Z");
    assert_refused(&vector, Code::InvalidSignatureException, DOES_NOT_MATCH);
}

#[test]
fn the_clocks_may_differ_by_five_minutes() {
    let (vector, secret) = (plain(), suite().secret);
    assert_eq!(judged(&vector, &secret, THEN + 300), Ok(()));
    assert_eq!(judged(&vector, &secret, THEN - 300), Ok(()));
    let late = judged(&vector, &secret, THEN + 301).unwrap_err();
    assert_eq!(
        late.message.as_deref(),
        Some("Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T124101Z - 5 min.)")
    );
    let early = judged(&vector, &secret, THEN - 301).unwrap_err();
    assert_eq!(
        early.message.as_deref(),
        Some(
            "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)"
        )
    );
}

#[test]
fn the_service_must_be_ours() {
    let vector = plain();
    let request = vector.request();
    let fault = Authorization::read(&request)
        .unwrap()
        .judge("cognito-idp", THEN)
        .unwrap_err();
    assert_eq!(
        fault,
        Fault::new(
            Code::InvalidSignatureException,
            "Credential should be scoped to correct service: 'cognito-idp'. "
        )
    );
}

#[test]
fn the_target_and_the_host_must_be_signed() {
    let mut target = plain();
    target.set("x-amz-target", "AWSCognitoIdentityProviderService.DeleteUserPool");
    let message = "'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.";
    assert_refused(&target, Code::InvalidSignatureException, message);
    let mut host = plain();
    let header = host
        .headers
        .iter_mut()
        .find(|(name, _)| name == "authorization")
        .unwrap();
    header.1 = header.1.replace("host;", "");
    let message = "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
    assert_refused(&host, Code::InvalidSignatureException, message);
}

#[test]
fn no_header_is_no_token() {
    let mut vector = plain();
    vector.headers.retain(|(name, _)| name != "authorization");
    assert_refused(
        &vector,
        Code::MissingAuthenticationTokenException,
        "Missing Authentication Token",
    );
}

#[test]
fn everything_that_is_missing_is_named() {
    let all = "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
    for value in [
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 ",
        "Basic abc",
        "AWS4-HMAC-SHA512 Credential=a/b",
        "",
    ] {
        let mut vector = plain();
        vector.headers.retain(|(name, _)| name != "x-amz-date");
        vector.set("authorization", value);
        assert_refused(
            &vector,
            Code::IncompleteSignatureException,
            &format!("{all}Authorization={value}"),
        );
    }
    let mut twice = plain();
    let value =
        "AWS4-HMAC-SHA256 Credential=a/20150830/r/service/aws4_request, SignedHeaders=host, Signature=1, Signature=2";
    twice.set("authorization", value);
    let message = format!("Authorization header requires 'Signature' parameter. Authorization={value}");
    assert_refused(&twice, Code::IncompleteSignatureException, &message);
}

#[test]
fn a_garbled_scope_or_date_is_named() {
    let with = |credential: &str| {
        let mut vector = plain();
        vector.set(
            "authorization",
            &format!("AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host, Signature=1"),
        );
        vector
    };
    assert_refused(
        &with("AKID/20150830/us-east-1"),
        Code::IncompleteSignatureException,
        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKID/20150830/us-east-1'",
    );
    assert_refused(
        &with("AKID/20150830/r/service/aws5_request"),
        Code::InvalidSignatureException,
        "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'.",
    );
    assert_refused(
        &with("AKID/20150829/r/service/aws4_request"),
        Code::InvalidSignatureException,
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20150829' != '20150830', from '20150830T123600Z'.",
    );
    let mut undated = plain();
    undated.set("x-amz-date", "today");
    assert_refused(
        &undated,
        Code::IncompleteSignatureException,
        "Date must be in ISO-8601 'basic format'. Got 'today'. See http://en.wikipedia.org/wiki/ISO_8601",
    );
}

#[test]
fn nothing_shows_the_signature() {
    let vector = plain();
    let request = vector.request();
    let shown = format!("{:?}", Authorization::read(&request).unwrap());
    assert_eq!(shown, "Authorization(AKIDEXAMPLE/20150830/us-east-1/service)");
}
