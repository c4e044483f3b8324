use super::*;

#[tokio::test]
async fn signs_are_counted_and_only_noted_where_the_pool_watches() {
    let stage = watched("AUDIT").await;
    configure(&stage, actions(["BLOCK", "BLOCK", "BLOCK"])).await;
    let stream = "arn:aws:firehose:us-east-1:123456789012:deliverystream/events";
    let log = json!({ "EventSource": "userAuthEvents", "LogLevel": "INFO", "FirehoseConfiguration": { "StreamArn": stream } });
    let logs = json!({ "LogConfigurations": [log] });
    stage.admin("SetLogDeliveryConfiguration", logs).await.ok();
    let none = "NoRisk: Pass";
    is_let_in(&stage, STRANGE).await;
    assert_eq!(risk(&stage).await, none, "the first sign-in is new in everything");
    is_let_in(&stage, STRANGE).await;
    assert_eq!(risk(&stage).await, none);
    is_let_in(&stage, ("192.0.2.77", "laptop/3.9")).await;
    assert_eq!(risk(&stage).await, "AccountTakeover Low: Pass");
    is_let_in(&stage, HOME).await;
    assert_eq!(risk(&stage).await, "AccountTakeover Medium: Pass");
    let message = stage.server.records().pop().expect("a record").1["message"].clone();
    assert_eq!(
        (&message["riskDecision"], &message["riskLevel"]),
        (&json!("ACCOUNT_TAKEOVER"), &json!("MEDIUM"))
    );
    is_let_in(&stage, HOME).await;
    assert_eq!(risk(&stage).await, none, "it is known now");
    for _ in 0..5 {
        assert_eq!(enter(&stage, "wrong", HOME).await.fault(), INCORRECT);
    }
    assert_eq!(risk(&stage).await, "NoRisk: Fail");
    is_let_in(&stage, AWAY).await;
    assert_eq!(
        risk(&stage).await,
        "AccountTakeover Medium: Pass",
        "a new address after a burst"
    );
    for _ in 0..5 {
        enter(&stage, "wrong", HOME).await;
    }
    is_let_in(&stage, ("203.0.113.200", "tablet/1")).await;
    assert_eq!(risk(&stage).await, "AccountTakeover High: Pass");
    assert_eq!(subjects(&stage), Vec::<String>::new());
}

#[tokio::test]
async fn ranges_of_addresses_come_first() {
    let stage = watched("ENFORCED").await;
    let mut settings = actions(["BLOCK", "BLOCK", "BLOCK"]);
    settings["RiskExceptionConfiguration"] =
        json!({ "BlockedIPRangeList": ["198.51.100.0/24"], "SkippedIPRangeList": ["203.0.113.0/24"] });
    configure(&stage, settings.clone()).await;
    assert_eq!(
        enter(&stage, PASSWORD, AWAY).await.fault(),
        BLOCKED,
        "even the first time"
    );
    assert_eq!(risk(&stage).await, "Block: Fail");
    let nobody = json!({ "USERNAME": "nobody", "PASSWORD": PASSWORD });
    assert_eq!(enter_with(&stage, nobody, AWAY).await.fault(), BLOCKED, "whoever it is");
    is_let_in(&stage, HOME).await;
    is_let_in(&stage, STRANGE).await;
    assert_eq!(risk(&stage).await, "NoRisk: Pass", "nothing is judged there");
    assert_eq!(
        enter(&stage, PASSWORD, ("192.0.2.200", "tablet/1")).await.fault(),
        BLOCKED
    );
    assert_eq!(risk(&stage).await, "AccountTakeover Medium: Fail");

    // A client's own settings count entirely.
    settings["ClientId"] = json!(stage.client);
    settings["AccountTakeoverRiskConfiguration"] = Value::Null;
    settings["RiskExceptionConfiguration"] = json!({ "SkippedIPRangeList": ["203.0.113.0/24"] });
    configure(&stage, settings).await;
    is_let_in(&stage, AWAY).await;
    assert_eq!(risk(&stage).await, "AccountTakeover Low: Pass");

    change_mode(&stage, "AUDIT").await;
    let blocked = json!({ "ClientId": stage.client, "RiskExceptionConfiguration":
        { "BlockedIPRangeList": ["198.51.100.0/24"] } });
    configure(&stage, blocked).await;
    is_let_in(&stage, AWAY).await;
    assert_eq!(risk(&stage).await, "Block: Pass", "only noted");
}

#[tokio::test]
async fn what_a_pool_does_not_watch_is_not_remembered() {
    let stage = watched("OFF").await;
    is_let_in(&stage, HOME).await;
    change_mode(&stage, "AUDIT").await;
    is_let_in(&stage, STRANGE).await;
    assert_eq!(risk(&stage).await, "NoRisk: Pass", "the first that is seen");
    is_let_in(&stage, HOME).await;
    assert_eq!(risk(&stage).await, "AccountTakeover Medium: Pass");
}
