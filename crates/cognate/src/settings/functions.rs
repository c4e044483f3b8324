//! Where and as whom the functions of triggers are called.

use std::time::Duration;

use adapters::{LambdaAccessKey, LambdaSettings, TIME_LIMIT};
use domain::ids::Region;

use super::{names, read::bad};
use crate::cli::Options;

/// Reads the three settings; the other two say nothing without an endpoint.
pub fn read(options: &Options, region: &Region) -> Result<Option<LambdaSettings>, String> {
    let Some(endpoint) = &options.lambda_endpoint else {
        return Ok(None);
    };
    let host = endpoint
        .strip_prefix("https://")
        .or_else(|| endpoint.strip_prefix("http://"));
    let plain =
        |host: &str| !host.is_empty() && !host.starts_with(['/', ':']) && !host.contains(['?', '#', '@', ' ', '\\']);
    if !host.is_some_and(plain) {
        return Err(bad(
            "lambda-endpoint",
            endpoint,
            "an http:// or https:// URL without a query, such as http://localhost:3001",
        ));
    }
    Ok(Some(LambdaSettings {
        endpoint: endpoint.clone(),
        access_key: access_key(options)?,
        region: region.clone(),
        time_limit: time_limit(options)?,
    }))
}

/// The text is a secret: it is not quoted.
fn access_key(options: &Options) -> Result<Option<LambdaAccessKey>, String> {
    let Some(text) = &options.lambda_access_key else {
        return Ok(None);
    };
    match text.split_once(':') {
        Some((id, secret)) if !id.is_empty() && !secret.is_empty() => Ok(Some(LambdaAccessKey {
            id: id.into(),
            secret: secret.into(),
            token: None,
        })),
        _ => Err(format!(
            "{}: this is not an id, a colon and a secret; write id:secret",
            names("lambda-access-key")
        )),
    }
}

fn time_limit(options: &Options) -> Result<Duration, String> {
    let Some(text) = &options.lambda_timeout else {
        return Ok(TIME_LIMIT);
    };
    match text.parse() {
        Ok(seconds @ 1..=3600) => Ok(Duration::from_secs(seconds)),
        _ => Err(bad("lambda-timeout", text, "a number of seconds from 1 to 3600")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(set: impl FnOnce(&mut Options)) -> Result<Option<LambdaSettings>, String> {
        let mut options = Options::default();
        set(&mut options);
        read(&options, &Region::new("eu-west-1"))
    }

    #[test]
    fn without_an_endpoint_nothing_is_called() {
        assert!(of(|_| ()).unwrap().is_none());
        assert!(
            of(|options| options.lambda_timeout = Some("x".into()))
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn an_endpoint_alone_will_do() {
        let read = of(|options| options.lambda_endpoint = Some("http://localhost:3001".into()));
        let settings = read.unwrap().unwrap();
        assert_eq!(settings.endpoint, "http://localhost:3001");
        assert_eq!(settings.time_limit, Duration::from_secs(5));
        assert!(settings.access_key.is_none() && settings.region.as_str() == "eu-west-1");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let with = |set: fn(&mut Options)| {
            of(|options| {
                options.lambda_endpoint = Some("http://localhost:3001".into());
                set(options);
            })
            .err()
            .unwrap()
        };
        for endpoint in ["localhost:3001", "http://", "http://a?b", "http://:3001", "ftp://a"] {
            assert!(
                of(|options| options.lambda_endpoint = Some(endpoint.into())).is_err(),
                "{endpoint}"
            );
        }
        for wrong in ["0", "3601", "-1", "5s"] {
            let complaint = of(|options| {
                options.lambda_endpoint = Some("http://localhost:3001".into());
                options.lambda_timeout = Some(wrong.into());
            });
            assert!(
                complaint
                    .err()
                    .unwrap()
                    .starts_with("--lambda-timeout, COGNATE_LAMBDA_TIMEOUT")
            );
        }
        assert_eq!(
            with(|options| options.lambda_access_key = Some("AKID".into())),
            "--lambda-access-key, COGNATE_LAMBDA_ACCESS_KEY or `lambda-access-key` in the configuration file: this is not an \
             id, a colon and a secret; write id:secret"
        );
        let key = of(|options| {
            options.lambda_endpoint = Some("http://localhost:3001".into());
            options.lambda_access_key = Some("AKID:se:cret".into());
        });
        let key = key.unwrap().unwrap().access_key.unwrap();
        assert_eq!((key.id.as_str(), key.secret.as_str()), ("AKID", "se:cret"));
    }
}
