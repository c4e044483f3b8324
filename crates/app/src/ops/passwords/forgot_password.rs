//! ForgotPassword: a code to choose a new password with.

use domain::{
    auth_event::{Kind, Response},
    client::Client,
    delivery::{self, Destination, Pretence},
    pool::Pool,
    user::{User, UserStatus},
};
use store::db::Done;
use wire::{
    Fault, call,
    shapes::{ForgotPasswordRequest, ForgotPasswordResponse},
};

use super::{cannot_be_reset, way_to_reset};
use crate::{
    cx::Cx,
    flow::{
        context, decoy,
        deliver_code::{self, FreshCode, Reason, Voice},
        events::{self, Happened, Noted},
        judge_code::{self, Allowance},
        migrate::Unknown,
        resolve_user::{self, Whom},
        sign_in::Through,
    },
    operation::{Failed, Operation},
    say,
};

/// resources.md §2.11: 5 to 20, by a risk that nothing here measures. GUESS: the least, for each attempt sends a message.
const ATTEMPTS: Allowance = Allowance {
    action: "forgot password",
    hourly: 5,
};

/// Sends a code to an address that the user once verified. Its password stays good until the code is used.
///
/// A client that hides who is missing gets the same answer, and as much is written, for a user that does not exist, is
/// disabled or not confirmed, or has no verified address (resources.md §4.9, documented).
pub struct ForgotPassword;

impl Operation for ForgotPassword {
    type Call = call::ForgotPassword;

    async fn run(cx: &Cx, input: ForgotPasswordRequest) -> Result<ForgotPasswordResponse, Failed> {
        let through = Through::of_client(cx, &input.client_id).await?;
        Self::at(cx, &through, input).await
    }
}

impl ForgotPassword {
    /// The same at any door.
    ///
    /// # Errors
    /// As the operation.
    pub async fn at(
        cx: &Cx,
        through: &Through,
        input: ForgotPasswordRequest,
    ) -> Result<ForgotPasswordResponse, Failed> {
        let (pool, client) = (&through.pool, &through.client);
        let cx = &context::told_by_client(cx, client, input.user_context_data.as_ref())?;
        through.check_secret_hash(&input.username, input.secret_hash.as_deref())?;
        let unknown = Unknown {
            name: &input.username,
            password: None,
            validation: None,
            metadata: input.client_metadata.as_ref(),
        };
        let whom = resolve_user::or_migrated(cx, (pool, client), &unknown).await?;
        let recipient = choose(cx, (pool, client), &whom, &input.username)?;
        let user = whom.user();
        let voice = Voice::client(client, &input.client_metadata);
        let code = FreshCode::new(cx, user, Reason::ForgotPassword, recipient.address(), voice);
        let kept = match recipient {
            Recipient::Somebody(_) => code.batch(cx, pool),
            Recipient::Nobody(_) => code.pretended_batch(cx),
        };
        let noted = noted(cx, (pool, client), &whom, &recipient);
        let batch = ATTEMPTS.count(cx, user).and(kept).and(events::batch(noted.as_ref()));
        if let Done::Refused(guard) = cx.house.store.write(batch).await? {
            return Err(judge_code::refused(guard).into());
        }
        events::tell(cx, pool, noted.as_ref());
        let details = match recipient {
            Recipient::Somebody(_) => code.send(cx, (pool, user), deliver_code::tells(client)).await?,
            Recipient::Nobody(_) => code.details(),
        };
        Ok(ForgotPasswordResponse {
            code_delivery_details: Some(details),
        })
    }
}

/// The event of a user; nobody has none.
fn noted(cx: &Cx, (pool, client): (&Pool, &Client), whom: &Whom, recipient: &Recipient) -> Option<Noted> {
    let Whom::User(user) = whom else {
        return None;
    };
    let response = match recipient {
        Recipient::Somebody(_) => Response::InProgress,
        Recipient::Nobody(_) => Response::Fail,
    };
    let happened = Happened::plain(Kind::ForgotPassword, response);
    events::note(cx, (pool, Some(&client.id)), user, happened)
}

/// Who gets the code.
enum Recipient {
    /// The user.
    Somebody(Destination),
    /// Nobody; the answer shows a made-up address.
    Nobody(Destination),
}

impl Recipient {
    const fn address(&self) -> &Destination {
        match self {
            Self::Somebody(to) | Self::Nobody(to) => to,
        }
    }
}

fn choose(cx: &Cx, (pool, client): (&Pool, &Client), whom: &Whom, given: &str) -> Result<Recipient, Fault> {
    let fault = match whom {
        Whom::User(user) if cannot_be_reset(user.status) => return Err(say::passwords::cannot_reset_in_this_state()),
        Whom::User(user) => match address(pool, user) {
            Ok(to) => return Ok(Recipient::Somebody(to)),
            Err(fault) => fault,
        },
        Whom::Nobody(_) => say::passwords::no_way_to_reset(),
    };
    if delivery::leaves_recovery_to_administrators(&pool.settings) {
        return Err(say::passwords::administrator_must_reset());
    }
    if !client.settings.hides_missing_users() {
        return Err(fault);
    }
    let seed = decoy::address_seed(cx, pool, given);
    let to = delivery::pretended(&pool.settings, Pretence::Recovery, given, seed);
    Ok(Recipient::Nobody(to))
}

fn address(pool: &Pool, user: &User) -> Result<Destination, Fault> {
    if !user.enabled {
        return Err(say::users::disabled());
    }
    match user.status {
        UserStatus::Unconfirmed => Err(say::passwords::no_way_to_reset()),
        _ => way_to_reset(pool, user),
    }
}
