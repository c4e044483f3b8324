//! `cognate access-key`: the access keys in the store.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use adapters::{SystemClock, SystemEntropy};
use app::policy;
use domain::{
    access_policy::AccessPolicy,
    ports::{Clock, Entropy},
};
use store::{
    Store,
    access_keys::{self, AccessKey},
    db::Done,
};

use crate::{
    cli::{AccessKeyCommand, Options},
    run,
    settings::{self, Wrong},
};

const CAPITALS_AND_DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const LETTERS_AND_DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Does what is asked and prints the outcome.
///
/// # Errors
///
/// A setting is wrong, the store cannot be used, or there is no such key.
pub async fn obey(command: AccessKeyCommand) -> Result<(), Wrong> {
    match command {
        AccessKeyCommand::Create {
            label,
            operations,
            pools,
            options,
        } => {
            let policy = policy(operations.as_deref(), pools.as_deref())?;
            let store = store(options).await?;
            print(&create(&store, label.unwrap_or_default(), policy).await?)
        }
        AccessKeyCommand::List(options) => print(&list(&store(options).await?).await?),
        AccessKeyCommand::Delete { id, options } => delete(&store(options).await?, &id).await,
    }
}

async fn store(options: Options) -> Result<Store, Wrong> {
    run::open(&settings::connection(&settings::merged(options)?)?).await
}

fn policy(operations: Option<&str>, pools: Option<&str>) -> Result<AccessPolicy, Wrong> {
    let bad = |option: &str, wrong: String, fix: &str| Wrong::one(format!("--{option}: {wrong:?} is not {fix}"));
    let operations = operations.map(policy::operations).transpose().map_err(|wrong| {
        let fix = "all, read-only or the name of an operation, such as ListUsers or AdminGet*";
        bad("operations", wrong, fix)
    })?;
    let pools = pools.map(policy::pools).transpose();
    let pools = pools.map_err(|wrong| bad("pools", wrong, "the id of a pool, such as eu-west-1_AbCdEfGhI"))?;
    Ok(AccessPolicy {
        operations: operations.unwrap_or_default(),
        pools,
    })
}

async fn create(store: &Store, label: String, policy: AccessPolicy) -> Result<String, Wrong> {
    let entropy: &dyn Entropy = &SystemEntropy;
    let key = AccessKey {
        id: format!("AKIA{}", entropy.text(16, CAPITALS_AND_DIGITS)),
        label,
        created: SystemClock.now(),
        policy,
    };
    let secret = entropy.text(40, LETTERS_AND_DIGITS);
    match store.write(access_keys::insert(store.sealer(), &key, &secret)).await {
        Ok(Done::Written) => Ok(format!(
            "AWS_ACCESS_KEY_ID={}\nAWS_SECRET_ACCESS_KEY={secret}\n",
            key.id
        )),
        Ok(Done::Refused(_)) => Err(Wrong::one("that id is taken already; try again")),
        Err(error) => Err(failed(&error)),
    }
}

async fn list(store: &Store) -> Result<String, Wrong> {
    let mut text = String::new();
    for key in store.access_keys().await.map_err(|error| failed(&error))? {
        // Writing to a string never fails.
        let _ = writeln!(text, "{}  {}  {}", key.id, policy::shown(&key.policy), key.label);
    }
    Ok(text)
}

async fn delete(store: &Store, id: &str) -> Result<(), Wrong> {
    match store.write(access_keys::delete(id)).await {
        Ok(Done::Written) => Ok(()),
        Ok(Done::Refused(_)) => Err(Wrong::one(format!(
            "there is no access key {id:?} in the store; `cognate access-key list` shows those there are"
        ))),
        Err(error) => Err(failed(&error)),
    }
}

fn print(text: &str) -> Result<(), Wrong> {
    io::stdout()
        .write_all(text.as_bytes())
        .map_err(|error| Wrong::one(format!("cannot print: {error}")))
}

fn failed(error: &store::db::Broken) -> Wrong {
    Wrong::one(format!("cannot use the access keys: {error}"))
}
