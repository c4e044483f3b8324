use std::sync::{Arc, Mutex};

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use domain::ports::Triggers;

use super::*;
use crate::functions::{Functions, Pattern, SEATS_OF_ONE, TIME_LIMIT, TRIES, Way, answer::ANSWER_LIMIT};

const ARN: &str = "arn:aws:lambda:eu-west-1:123456789012:function:define:live";

fn settings(endpoint: String) -> LambdaSettings {
    LambdaSettings {
        endpoint,
        access_key: None,
        region: Region::new("us-east-1"),
    }
}

/// Answers every request with these bytes; an empty answer never comes. Gives its URL and the requests so far.
async fn endpoint(answer: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !String::from_utf8_lossy(&request).ends_with('}') {
                let mut buffer = [0; 4096];
                let length = socket.read(&mut buffer).await.unwrap();
                request.extend_from_slice(&buffer[..length]);
            }
            log.lock().unwrap().push(String::from_utf8(request).unwrap());
            if answer.is_empty() {
                open.push(socket);
            } else {
                socket.write_all(answer.as_bytes()).await.unwrap();
            }
        }
    });
    (url, seen)
}

fn functions(settings: LambdaSettings, limit: Duration) -> Functions {
    let lambda = Way::Lambda(Lambda::new(settings).unwrap());
    Functions::new(vec![(Pattern::new("*").unwrap(), lambda)], limit)
}

async fn called(answer: &'static str) -> Result<Value, TriggerFailed> {
    let (url, _) = endpoint(answer).await;
    functions(settings(url), TIME_LIMIT)
        .call(ARN, json!({ "version": "1" }))
        .await
}

macro_rules! http {
    ($status:literal, $headers:literal, $body:literal) => {
        concat!(
            "HTTP/1.1 ",
            $status,
            "\r\n",
            $headers,
            "connection: close\r\n\r\n",
            $body
        )
    };
}

#[tokio::test]
async fn every_answer_means_something() {
    use TriggerFailed::{Function, NotCallable, NotJson};
    let function = |message: &str| Err(Function(Some(message.into())));
    let not_callable = |name: &str| Err(NotCallable(name.into()));
    for (answer, meaning) in [
        (http!("200 OK", "", "{\"response\":{}}"), Ok(json!({ "response": {} }))),
        (http!("200 OK", "", "null"), Ok(Value::Null)),
        (http!("200 OK", "", ""), Err(NotJson)),
        (http!("200 OK", "", "<html>"), Err(NotJson)),
        (
            http!(
                "200 OK",
                "X-Amz-Function-Error: Unhandled\r\n",
                "{\"errorMessage\":\"no\",\"trace\":[]}"
            ),
            function("no"),
        ),
        (
            http!("200 OK", "X-Amz-Function-Error: Handled\r\n", "oops"),
            Err(Function(None)),
        ),
        (
            http!("200 OK", "", "{\"errorMessage\":\"no\",\"errorType\":\"Error\"}"),
            function("no"),
        ),
        (
            http!(
                "200 OK",
                "",
                "{\"errorMessage\":\"no\",\"errorType\":\"Error\",\"response\":1}"
            ),
            Ok(json!({ "errorMessage": "no", "errorType": "Error", "response": 1 })),
        ),
        (http!("403 Forbidden", "", "{}"), not_callable("AccessDeniedException")),
        (
            http!("404 Not Found", "", "{}"),
            not_callable("ResourceNotFoundException"),
        ),
        (
            http!("429 Too Many", "", "{}"),
            not_callable("TooManyRequestsException"),
        ),
        (http!("502 Bad", "", "<html>"), not_callable("ServiceException")),
        (
            http!("502 Bad", "x-amzn-ErrorType: EC2ThrottledException:http://x\r\n", "{}"),
            not_callable("EC2ThrottledException"),
        ),
        (
            http!("502 Bad", "x-amzn-ErrorType: <script>\r\n", "{}"),
            not_callable("ServiceException"),
        ),
        (
            http!("302 Found", "location: http://127.0.0.1:1/\r\n", ""),
            not_callable("ServiceException"),
        ),
    ] {
        assert_eq!(called(answer).await, meaning, "{answer}");
    }
}

#[tokio::test]
async fn an_endless_answer_is_not_read() {
    let long = format!(
        "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n\"{}\"",
        "x".repeat(ANSWER_LIMIT + 1)
    );
    assert_eq!(called(long.leak()).await, Err(TriggerFailed::NotJson));
}

#[tokio::test]
async fn silence_is_tried_three_times_and_a_closed_door_once() {
    let (url, seen) = endpoint("").await;
    let lambda = functions(settings(url), Duration::from_millis(50));
    assert_eq!(lambda.call(ARN, json!({})).await, Err(TriggerFailed::TimedOut));
    assert_eq!(seen.lock().unwrap().len(), TRIES);

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(
        functions(settings(closed), TIME_LIMIT).call(ARN, json!({})).await,
        Err(TriggerFailed::NotCallable("ServiceException".into()))
    );
}

#[tokio::test]
async fn only_so_many_are_called_at_once() {
    let (url, seen) = endpoint("").await;
    let lambda = functions(settings(url), Duration::from_millis(50));
    let mut seats = Vec::new();
    for _ in 0..SEATS_OF_ONE {
        seats.push(lambda.seat(ARN).await.unwrap());
    }
    assert_eq!(
        lambda.call(ARN, json!({})).await,
        Err(TriggerFailed::NotCallable("TooManyRequestsException".into()))
    );
    assert!(seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn the_request_is_what_lambda_expects() {
    let (url, seen) = endpoint(http!("200 OK", "", "{}")).await;
    let signed = LambdaSettings {
        access_key: Some(LambdaAccessKey {
            id: "AKIDEXAMPLE".into(),
            secret: "secret".into(),
            token: Some("token".into()),
        }),
        ..settings(url.clone())
    };
    let event = json!({ "version": "1" });
    functions(signed, TIME_LIMIT).call(ARN, event.clone()).await.unwrap();
    functions(settings(url), TIME_LIMIT)
        .call("just-a-name", event)
        .await
        .unwrap();
    let seen = seen.lock().unwrap();
    let first = &seen[0];
    assert!(
        first.starts_with("POST /2015-03-31/functions/define/invocations?Qualifier=live HTTP/1.1\r\n"),
        "{first}"
    );
    for line in [
        "content-type: application/json\r\n",
        "x-amz-invocation-type: RequestResponse\r\n",
        "x-amz-log-type: None\r\n",
        "x-amz-security-token: token\r\n",
        "authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/",
        "/eu-west-1/lambda/aws4_request, SignedHeaders=content-type;host;x-amz-date;",
    ] {
        assert!(first.contains(line), "{line} in {first}");
    }
    assert!(first.ends_with("\r\n\r\n{\"version\":\"1\"}"), "{first}");
    assert!(
        seen[1].starts_with("POST /2015-03-31/functions/just-a-name/invocations HTTP")
            && !seen[1].contains("authorization")
    );
}

#[test]
fn where_a_function_is_called() {
    let url = |endpoint: &str, arn: &str| {
        let lambda = Lambda::new(settings(endpoint.into())).unwrap();
        lambda.url(&Function::of(arn))
    };
    assert_eq!(
        url("https://lambda.eu-west-1.amazonaws.com", ARN),
        "https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/\
         arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Adefine%3Alive/invocations"
    );
    assert_eq!(
        url(
            "http://localhost:3001/",
            "arn:aws:lambda:eu-west-1:123456789012:function:define"
        ),
        "http://localhost:3001/2015-03-31/functions/define/invocations"
    );
    let emulator = "http://localhost:8080/2015-03-31/functions/function/invocations";
    assert_eq!(url(emulator, ARN), emulator);
    assert!(Lambda::new(settings("localhost".into())).is_err());
}

#[test]
fn the_secret_is_not_shown() {
    let key = LambdaAccessKey {
        id: "AKID".into(),
        secret: "canary-7f3a".into(),
        token: Some("canary-7f3a".into()),
    };
    assert_eq!(format!("{key:?}"), "LambdaAccessKey(AKID)");
}
