//! CustomEmailSender and CustomSMSSender: functions that send messages themselves (triggers.md §§6.9, 7).

use domain::{
    ids::PoolId,
    letter::{self, Letter},
    pool::{Pool, VersionedArn},
    ports::{TriggerFailed, Undelivered},
    user::User,
};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::{cx::Cx, flow::triggers};

/// An event for such a function. The code is still plain: it is encrypted at each try.
pub struct Event {
    function: String,
    event: Value,
    pool: PoolId,
    key: String,
    code: Zeroizing<String>,
}

/// The event that tells of a letter. A temporary password is escaped as in HTML (documented), which leaves digits as they are.
/// `told` stands for the attributes of the user in notices of risks.
pub fn event((pool, user): (&Pool, &User), letter: &Letter, function: &VersionedArn, told: Option<Value>) -> Event {
    let mut event = letter::sender_event(pool, user, letter);
    if let Some(told) = told {
        event["request"]["userAttributes"] = told;
    }
    Event {
        function: function.arn.clone(),
        event,
        pool: pool.id.clone(),
        key: pool.settings.triggers.kms_key.clone().unwrap_or_default(),
        code: Zeroizing::new(letter::code_for_sender(letter)),
    }
}

impl Event {
    /// Calls the function. What it returns is not read, and whatever it reports ends the matter: it was called, and a second call might
    /// send the message twice. No caller hears of it (documented: nobody waits for the answer, and a failure fails nothing); the log
    /// and the trace do.
    ///
    /// # Errors
    /// The code could not be encrypted, or the function not be called.
    pub async fn send(mut self, cx: &Cx) -> Result<(), Undelivered> {
        if !self.code.is_empty() {
            let sealed = cx.house.code_sealer.seal(&self.pool, &self.key, &self.code).await?;
            self.event["request"]["code"] = sealed.into();
        }
        match triggers::tell(cx, &self.function, self.event).await {
            Ok(()) | Err(TriggerFailed::NotJson | TriggerFailed::Function(_) | TriggerFailed::TimedOut) => Ok(()),
            Err(TriggerFailed::NotCallable(error)) => {
                Err(Undelivered::passing(format!("calling a sender of messages: {error}")))
            }
        }
    }
}
