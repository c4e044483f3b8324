//! The first factor of a choice-based sign-in: what the client wants, codes that are sent to nobody, and passkeys
//! (auth.md §§5.3, 11, 12.6).

use domain::{
    codes, delivery,
    delivery::Pretence,
    passkey::{self, Assertion, Challenge, Passkey},
    ports::Channel,
    sign_in::{
        Event,
        first_factor::{Method, Pick, Proof},
        state::{CodeUse, SentCode},
    },
    token::assurance::PasskeyHome,
};
use store::passkeys;

use super::{Inputs, drive::Drive};
use crate::{
    flow::decoy,
    operation::{Broken, Failed},
    say::{self, sign_in as words},
};

/// What a client wants that names this method: with a password or an SRP_A beside it, the proof begins at once.
pub fn pick(method: Method, inputs: &Inputs) -> Pick {
    let proof = match method {
        Method::Password => inputs.get("PASSWORD"),
        Method::PasswordSrp => inputs.get("SRP_A"),
        Method::EmailOtp | Method::SmsOtp | Method::Passkey => None,
    };
    Pick {
        method,
        proof: if proof.is_some() { Proof::Here } else { Proof::Later },
    }
}

/// PREFERRED_CHALLENGE (auth.md §11.1).
///
/// # Errors
/// InvalidParameterException for one that does not exist, or SRP without its beginning.
pub fn preferred(inputs: &Inputs) -> Result<Option<Pick>, Failed> {
    let Some(name) = inputs.get("PREFERRED_CHALLENGE") else {
        return Ok(None);
    };
    let method = Method::parse(name).ok_or_else(words::unknown_preference)?;
    if method == Method::PasswordSrp {
        inputs.need("SRP_A")?;
    }
    Ok(Some(pick(method, inputs)))
}

impl Drive<'_> {
    /// Pretends to send a code to a user who does not exist: to the name itself if it is an address (auth.md §5.3,
    /// observed), else to one that is made up. No code is right.
    pub(super) fn pretend_code(&self, channel: Channel, stands_for: CodeUse) -> Event {
        let pool = &self.through.pool;
        let name = self.inputs.get("USERNAME").unwrap_or(&self.whom.who.username);
        let seed = decoy::address_seed(self.cx, pool, name);
        let to = delivery::pretended(&pool.settings, Pretence::SignIn(channel), name, seed);
        Event::CodeSent(SentCode {
            channel,
            stands_for,
            code: self.cx.house.entropy.digits(codes::FIRST_FACTOR_DIGITS),
            destination: to.address,
            sent: self.cx.now,
        })
    }

    /// Makes a challenge for the user's passkeys.
    pub(super) fn offer_passkey(&self) -> Event {
        Event::PasskeyOffered(Challenge(self.cx.house.entropy.bytes()))
    }

    /// `CREDENTIAL_REQUEST_OPTIONS`.
    pub(super) fn passkey_options(&self, challenge: Challenge) -> Result<String, Failed> {
        let party = self.whom.party.as_ref().ok_or_else(|| Broken {
            doing: "asking for a passkey".into(),
            cause: "the pool has no relying party".into(),
        })?;
        let lifetime = self.through.session_lifetime();
        Ok(passkey::request(party, &self.whom.passkeys, challenge, lifetime))
    }

    /// Checks the signature of the request. A right one raises the count of its passkey, unless another has raised it
    /// meanwhile.
    pub(super) async fn check_passkey(&mut self, challenge: Challenge) -> Result<Event, Failed> {
        let assertion = Assertion::read(self.inputs.need("CREDENTIAL")?).map_err(|_| say::passkeys::malformed())?;
        let Some(party) = self.whom.party.clone() else {
            return Ok(Event::PasskeyWrong);
        };
        let (sub, passkeys) = (self.whom.who.sub.clone(), self.whom.passkeys.clone());
        let judge = move || passkey::believe(&party, &sub, &passkeys, challenge, &assertion);
        match self.cx.house.crew.does(judge).await? {
            Ok(proven) => {
                let pool = &self.through.pool.id;
                let used = passkeys::used(pool, &self.whom.who.sub, &proven.id, proven.sign_count);
                self.changes = std::mem::take(&mut self.changes).and(used);
                let passkey = self.whom.passkeys.iter().find(|passkey| passkey.id == proven.id);
                let home = passkey.map_or(PasskeyHome::Platform, Passkey::home);
                Ok(Event::PasskeyRight(home))
            }
            Err(why) => {
                tracing::info!(request_id = %self.cx.request_id, ?why, "the signature of a passkey is not believed");
                Ok(Event::PasskeyWrong)
            }
        }
    }
}
