//! How the functions of triggers are called.

use std::time::Duration;

use adapters::{Command, LambdaAccessKey, LambdaSettings, Pattern, TIME_LIMIT, WebhookKeys};
use domain::ids::Region;

use super::{
    Mode, names,
    read::{Complaints, bad},
};
use crate::cli::Options;

/// How functions are called.
pub struct FunctionSettings {
    /// The way of each function that a pattern fits.
    pub routes: Vec<(Pattern, Target)>,
    /// How long a function may take.
    pub time_limit: Duration,
}

/// A way to call a function.
pub enum Target {
    /// As AWS Lambda is called.
    Lambda(LambdaSettings),
    /// By a webhook at this URL, signed with these keys.
    Webhook(String, WebhookKeys),
    /// As a command.
    Command(Command),
}

/// Reads all that is said of functions. `--lambda-endpoint` is the way of all that nothing else is said of.
pub(super) fn read(mode: Mode, options: &Options, region: &Region, wrong: &mut Complaints) -> FunctionSettings {
    let access_key = wrong.note(access_key(options), None);
    let keys = wrong.note(webhook_keys(options), None);
    let lambda = |endpoint: &str| LambdaSettings {
        endpoint: endpoint.to_owned(),
        access_key: access_key.clone(),
        region: region.clone(),
    };
    let mut routes = Vec::new();
    let lines = options.functions.as_deref().unwrap_or_default();
    for line in lines.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty()) {
        match route(mode, line, keys.as_ref(), lambda) {
            Ok(route) => routes.push(route),
            Err(complaint) => wrong.0.push(complaint),
        }
    }
    if let Some(endpoint) = &options.lambda_endpoint {
        match (is_url(endpoint), Pattern::new(Pattern::EVERY)) {
            (true, Some(every)) => routes.push((every, Target::Lambda(lambda(endpoint)))),
            _ => wrong.0.push(bad("lambda-endpoint", endpoint, LAMBDA_URL)),
        }
    }
    FunctionSettings {
        routes,
        time_limit: wrong.note(time_limit(options), TIME_LIMIT),
    }
}

const LAMBDA_URL: &str = "an http:// or https:// URL without a query, such as http://localhost:3001";

/// `NAME = TARGET`.
fn route(
    mode: Mode,
    line: &str,
    keys: Option<&WebhookKeys>,
    lambda: impl Fn(&str) -> LambdaSettings,
) -> Result<(Pattern, Target), String> {
    let wanted = "lines of NAME = TARGET, where NAME is the name or the ARN of a function (* stands for anything) and TARGET is \
                  lambda:URL, the https:// URL of a webhook, or command:PROGRAM ARGUMENTS";
    let (name, target) = line.split_once('=').ok_or_else(|| bad("functions", line, wanted))?;
    let pattern = Pattern::new(name).ok_or_else(|| bad("functions", line, wanted))?;
    let target = target.trim();
    if let Some(url) = target.strip_prefix("lambda:").map(str::trim) {
        return match is_url(url) {
            true => Ok((pattern, Target::Lambda(lambda(url)))),
            false => Err(bad("functions", line, LAMBDA_URL)),
        };
    }
    if let Some(words) = target.strip_prefix("command:") {
        let command = Command::new(words).ok_or_else(|| bad("functions", line, "command: and a program"))?;
        return match mode {
            Mode::Dev => Ok((pattern, Target::Command(command))),
            Mode::Serve => Err(bad(
                "functions",
                line,
                "a webhook or Lambda: commands are for cognate dev only",
            )),
        };
    }
    match (target.starts_with("https://") || target.starts_with("http://"), keys) {
        (false, _) => Err(bad("functions", line, wanted)),
        (true, None) => Err(format!(
            "webhook-secret is missing: webhooks are signed with it; set at least {} random characters by {}",
            WebhookKeys::SHORTEST,
            names("webhook-secret")
        )),
        (true, Some(keys)) => Ok((pattern, Target::Webhook(target.to_owned(), keys.clone()))),
    }
}

fn is_url(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain =
        |host: &str| !host.is_empty() && !host.starts_with(['/', ':']) && !host.contains(['?', '#', '@', ' ', '\\']);
    host.is_some_and(plain)
}

/// The text is a secret: it is not quoted.
fn webhook_keys(options: &Options) -> Result<Option<WebhookKeys>, String> {
    let Some(text) = &options.webhook_secret else {
        return Ok(None);
    };
    let secrets = text.split(',').map(|secret| secret.trim().to_owned());
    match WebhookKeys::new(secrets) {
        Some(keys) => Ok(Some(keys)),
        None => Err(format!(
            "{}: a secret is shorter than {} characters; write longer ones",
            names("webhook-secret"),
            WebhookKeys::SHORTEST
        )),
    }
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

    const SECRET: &str = "canary-7f3a-canary-7f3a-canary-7f3a";

    fn of(mode: Mode, set: impl FnOnce(&mut Options)) -> Result<FunctionSettings, Vec<String>> {
        let mut options = Options::default();
        set(&mut options);
        let mut wrong = Complaints::default();
        let read = read(mode, &options, &Region::new("eu-west-1"), &mut wrong);
        match wrong.0.is_empty() {
            true => Ok(read),
            false => Err(wrong.0),
        }
    }

    fn complaint(mode: Mode, set: impl FnOnce(&mut Options)) -> String {
        of(mode, set).err().unwrap().remove(0)
    }

    #[test]
    fn without_settings_nothing_is_called() {
        let read = of(Mode::Serve, |_| ()).ok().unwrap();
        assert!(read.routes.is_empty() && read.time_limit == Duration::from_secs(5));
    }

    #[test]
    fn an_endpoint_alone_will_do_for_all() {
        let read = of(Mode::Serve, |options| {
            options.lambda_endpoint = Some("http://localhost:3001".into())
        });
        let read = read.ok().unwrap();
        let [(pattern, Target::Lambda(lambda))] = read.routes.as_slice() else {
            panic!("one way");
        };
        assert!(pattern.fits("arn:aws:lambda:us-east-1:123456789012:function:any"));
        assert_eq!(lambda.endpoint, "http://localhost:3001");
        assert!(lambda.access_key.is_none() && lambda.region.as_str() == "eu-west-1");
    }

    #[test]
    fn each_function_may_have_its_way() {
        let lines = "define = command:python3 define.py; hook-* = https://hooks.example.com/cognito?x=1\n\
                     arn:aws:lambda:*:function:own = lambda:http://127.0.0.1:9001\n";
        let read = of(Mode::Dev, |options| {
            options.functions = Some(lines.into());
            options.webhook_secret = Some(SECRET.into());
        });
        let kinds: Vec<_> = read
            .ok()
            .unwrap()
            .routes
            .iter()
            .map(|(_, target)| match target {
                Target::Lambda(lambda) => lambda.endpoint.clone(),
                Target::Webhook(url, _) => url.clone(),
                Target::Command(command) => format!("{command:?}"),
            })
            .collect();
        assert_eq!(kinds[1], "https://hooks.example.com/cognito?x=1");
        assert_eq!(kinds[2], "http://127.0.0.1:9001");
        assert!(kinds[0].contains("define.py"));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for endpoint in ["localhost:3001", "http://", "http://a?b", "http://:3001", "ftp://a"] {
            let read = of(Mode::Dev, |options| options.lambda_endpoint = Some(endpoint.into()));
            assert!(read.is_err(), "{endpoint}");
        }
        for seconds in ["0", "3601", "-1", "5s"] {
            let complaint = complaint(Mode::Dev, |options| options.lambda_timeout = Some(seconds.into()));
            assert!(
                complaint.starts_with("--lambda-timeout, COGNATE_LAMBDA_TIMEOUT"),
                "{complaint}"
            );
        }
        for line in [
            "define",
            "= lambda:http://a",
            "x = ftp://a",
            "x = lambda:a",
            "x = command:",
            "x =",
        ] {
            let complaint = complaint(Mode::Dev, |options| options.functions = Some(line.into()));
            assert!(
                complaint.starts_with("--functions, COGNATE_FUNCTIONS"),
                "{line}: {complaint}"
            );
        }
        let complaint = complaint(Mode::Dev, |options| options.lambda_access_key = Some("AKID".into()));
        assert_eq!(
            complaint,
            "--lambda-access-key, COGNATE_LAMBDA_ACCESS_KEY or `lambda-access-key` in the configuration file: this is not an \
             id, a colon and a secret; write id:secret"
        );
    }

    #[test]
    fn webhooks_need_a_secret_that_is_not_shown() {
        let hook = |options: &mut Options| options.functions = Some("x = https://a".into());
        assert!(complaint(Mode::Serve, hook).starts_with("webhook-secret is missing"));
        let short = complaint(Mode::Serve, |options| {
            options.webhook_secret = Some("canary-7f3a".into())
        });
        assert!(
            short.contains("shorter than 32") && !short.contains("canary"),
            "{short}"
        );
    }

    #[test]
    fn commands_are_for_development() {
        let command = |options: &mut Options| options.functions = Some("x = command:true".into());
        assert!(of(Mode::Dev, command).is_ok());
        assert!(complaint(Mode::Serve, command).contains("for cognate dev only"));
    }

    #[test]
    fn an_access_key_is_a_pair() {
        let read = of(Mode::Serve, |options| {
            options.lambda_endpoint = Some("http://localhost:3001".into());
            options.lambda_access_key = Some("AKID:se:cret".into());
        });
        let routes = read.ok().unwrap().routes;
        let [(_, Target::Lambda(lambda))] = routes.as_slice() else {
            panic!("one way");
        };
        let key = lambda.access_key.as_ref().unwrap();
        assert_eq!((key.id.as_str(), key.secret.as_str()), ("AKID", "se:cret"));
    }
}
