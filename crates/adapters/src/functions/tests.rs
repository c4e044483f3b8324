//! Webhooks and commands, and what holds for every way.

use std::sync::{Arc, Mutex};

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::*;

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const OTHER: &str = "fedcba9876543210fedcba9876543210";
const ARN: &str = "arn:cognate:webhook:eu-west-1:000000000000:function:hook";

fn keys(secrets: &[&str]) -> WebhookKeys {
    WebhookKeys::new(secrets.iter().map(|secret| (*secret).to_owned())).unwrap()
}

/// Answers every request with these bytes. Gives its URL and the requests so far.
async fn endpoint(answer: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !String::from_utf8_lossy(&request).ends_with('}') {
                let mut buffer = [0; 4096];
                let length = socket.read(&mut buffer).await.unwrap();
                request.extend_from_slice(&buffer[..length]);
            }
            log.lock().unwrap().push(String::from_utf8(request).unwrap());
            socket.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (url, seen)
}

fn one(way: Way) -> Functions {
    Functions::new(vec![(Pattern::new("*").unwrap(), way)], TIME_LIMIT)
}

async fn hooked(answer: &'static str) -> Result<Value, TriggerFailed> {
    let (url, _) = endpoint(answer).await;
    let hook = Way::Webhook(Webhook::new(&url, keys(&[SECRET])).unwrap());
    one(hook).call(ARN, json!({ "version": "1" })).await
}

macro_rules! http {
    ($status:literal, $body:literal) => {
        concat!(
            "HTTP/1.1 ",
            $status,
            "\r\nlocation: http://127.0.0.1:1/\r\nconnection: close\r\n\r\n",
            $body
        )
    };
}

#[tokio::test]
async fn every_answer_of_a_webhook_means_something() {
    use TriggerFailed::{Function, NotCallable, NotJson};
    let not_callable = |name: &str| Err(NotCallable(name.into()));
    for (answer, meaning) in [
        (http!("200 OK", "{\"response\":{}}"), Ok(json!({ "response": {} }))),
        (http!("200 OK", "<html>"), Err(NotJson)),
        (http!("200 OK", ""), Err(NotJson)),
        (
            http!("422 No", "{\"errorMessage\":\"no\"}"),
            Err(Function(Some("no".into()))),
        ),
        (
            http!("403 No", "{\"errorMessage\":\"no\"}"),
            Err(Function(Some("no".into()))),
        ),
        (http!("403 No", "{}"), not_callable("AccessDeniedException")),
        (http!("404 No", "{}"), not_callable("ResourceNotFoundException")),
        (http!("429 No", "{}"), not_callable("TooManyRequestsException")),
        (
            http!("500 No", "{\"errorMessage\":\"no\"}"),
            not_callable("ServiceException"),
        ),
        (http!("204 None", ""), not_callable("ServiceException")),
        (http!("302 Found", ""), not_callable("ServiceException")),
    ] {
        assert_eq!(hooked(answer).await, meaning, "{answer}");
    }
}

#[tokio::test]
async fn a_webhook_is_signed_by_every_key() {
    let (url, seen) = endpoint(http!("200 OK", "{}")).await;
    let hook = Way::Webhook(Webhook::new(&url, keys(&[SECRET, OTHER])).unwrap());
    let event = json!({ "triggerSource": "PreSignUp_SignUp" });
    one(hook).call(ARN, event.clone()).await.unwrap();
    let seen = seen.lock().unwrap();
    let request = &seen[0];
    assert!(request.starts_with("POST /hook HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("x-cognate-trigger: PreSignUp_SignUp\r\n"), "{request}");
    let (_, field) = request.split_once("x-cognate-signature: t=").unwrap();
    let (field, _) = field.split_once("\r\n").unwrap();
    let (seconds, signatures) = field.split_once(',').unwrap();
    let seconds: i64 = seconds.parse().unwrap();
    let expected = [SECRET, OTHER].map(|key| format!("v1={}", signature(key, seconds, &event.to_string())));
    assert_eq!(signatures, expected.join(","));
}

#[test]
fn the_signature_is_what_the_documentation_says() {
    // As `printf '1700000000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef` gives it.
    assert_eq!(
        signature(SECRET, 1_700_000_000, "{}"),
        "417adf36b901772f658597a76d329694e335e65fc0849d7715c3ca33406309b5"
    );
}

#[tokio::test]
async fn nobody_waits_for_the_answer_to_an_event() {
    let (url, seen) = endpoint(http!("202 Accepted", "")).await;
    let hook = Way::Webhook(Webhook::new(&url, keys(&[SECRET])).unwrap());
    one(hook).tell(ARN, json!({})).await.unwrap();
    assert!(seen.lock().unwrap()[0].contains("x-cognate-invocation: Event\r\n"));
}

#[test]
fn short_secrets_and_strange_urls_are_refused() {
    assert!(WebhookKeys::new(["short".to_owned()]).is_none());
    assert!(WebhookKeys::new([]).is_none());
    assert!(Webhook::new("ftp://127.0.0.1/", keys(&[SECRET])).is_err());
    assert!(!format!("{:?}", Webhook::new("http://127.0.0.1/", keys(&[SECRET])).unwrap()).contains(SECRET));
}

async fn ran(script: &str) -> Result<Value, TriggerFailed> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("function.sh");
    std::fs::write(&path, script).unwrap();
    let command = Command::new(&format!("sh {}", path.display())).unwrap();
    one(Way::Command(command)).call(ARN, json!({ "version": "1" })).await
}

#[tokio::test]
async fn a_command_reads_and_writes_documents() {
    assert_eq!(ran("cat").await, Ok(json!({ "version": "1" })));
    assert_eq!(ran("echo '{\"response\":{}}'").await, Ok(json!({ "response": {} })));
    assert_eq!(ran("echo what").await, Err(TriggerFailed::NotJson));
    assert_eq!(
        ran("echo 'ValueError: no' >&2; exit 1").await,
        Err(TriggerFailed::Function(Some("no".into())))
    );
    assert_eq!(
        ran("echo '{\"errorMessage\":\"no\"}'; exit 1").await,
        Err(TriggerFailed::Function(Some("no".into())))
    );
    assert_eq!(ran("exit 1").await, Err(TriggerFailed::Function(None)));
    assert_eq!(ran("head -c 2000000 /dev/zero").await, Err(TriggerFailed::NotJson));
    let nothing = Command::new("/nonexistent/program").unwrap();
    assert_eq!(
        one(Way::Command(nothing)).call(ARN, json!({})).await,
        Err(TriggerFailed::NotCallable("ResourceNotFoundException".into()))
    );
}

#[tokio::test]
async fn a_slow_command_is_given_up() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("function.sh");
    std::fs::write(&path, "exec sleep 60").unwrap();
    let command = Command::new(&format!("sh {}", path.display())).unwrap();
    let every = Pattern::new("*").unwrap();
    let functions = Functions::new(vec![(every, Way::Command(command))], Duration::from_millis(20));
    assert_eq!(functions.call(ARN, json!({})).await, Err(TriggerFailed::TimedOut));
}

#[tokio::test]
async fn each_function_goes_its_own_way() {
    let echo = |text: &str| Way::Command(Command::new(&format!("echo {text}")).unwrap());
    let routes = vec![
        (Pattern::new("*").unwrap(), echo("1")),
        (Pattern::new("hook").unwrap(), echo("2")),
        (Pattern::new("arn:cognate:*").unwrap(), echo("3")),
    ];
    let functions = Functions::new(routes, TIME_LIMIT);
    assert_eq!(functions.call(ARN, json!({})).await, Ok(json!(2)));
    let other = ARN.replace("hook", "other");
    assert_eq!(functions.call(&other, json!({})).await, Ok(json!(3)));
    assert_eq!(functions.call("arn:aws:lambda:x", json!({})).await, Ok(json!(1)));
    let none = Functions::new(Vec::new(), TIME_LIMIT);
    assert_eq!(
        none.call(ARN, json!({})).await,
        Err(TriggerFailed::NotCallable("ResourceNotFoundException".into()))
    );
}
