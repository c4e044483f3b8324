//! The password, in the clear and by SRP (auth.md §8).

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    password::{foreign::ForeignHash, verifier::Verifier},
    sign_in::{Event, state::Srp},
    srp::{Claim, ClientPublic, EPHEMERAL_BYTES, Ephemeral, Exchange, Offer, Subject, timestamp},
};
use store::logins::Proof;
use zeroize::Zeroizing;

use super::drive::Drive;
use crate::{
    flow::set_password,
    operation::{Broken, Failed},
    say::sign_in as say,
};

impl Drive<'_> {
    /// Compares the password of the request. Takes as long when there is none to compare with.
    pub(super) async fn check_password(&mut self) -> Result<Event, Failed> {
        let password = Zeroizing::new(self.inputs.need("PASSWORD")?.to_owned());
        let kept = self.is_watched().then(|| password.clone());
        let imported = self.whom.foreign_hash();
        let (version, matches) = match imported.map(|(version, hash)| (version.to_owned(), hash.clone())) {
            Some((version, hash)) => {
                let matches = self.is_imported(&version, hash, password).await?;
                (Some(version), matches)
            }
            None => {
                let (version, verifier) = self.whom.verifier(self.cx, &self.through.pool);
                let pool = self.through.pool.id.clone();
                let username = self.whom.who.username.clone();
                let compare = move || verifier.matches_password(&Subject::user(&pool, &username), &password);
                (version, self.cx.house.crew.does(compare).await?)
            }
        };
        let judged = self.judged_password(version, matches);
        if let (Event::PasswordRight(_), Some(password)) = (&judged, kept) {
            self.look_for_leak(&password).await?;
        }
        Ok(judged)
    }

    /// Compares the password with the hash that the user was imported with. A right one gives a verifier, which replaces the
    /// hash.
    async fn is_imported(
        &mut self,
        version: &str,
        hash: ForeignHash,
        password: Zeroizing<String>,
    ) -> Result<bool, Failed> {
        let given = password.clone();
        let matches = self
            .cx
            .house
            .crew
            .slow_lane()
            .does(move || hash.matches(&given))
            .await?;
        if let Some(view) = self.whom.view.as_ref().filter(|_| matches) {
            let owner = (&self.through.pool, &view.user);
            let convert = set_password::convert(self.cx, owner, version, &password).await?;
            self.accepted = std::mem::take(&mut self.accepted).and(convert);
        }
        Ok(matches)
    }

    /// Begins an SRP exchange with the client's A.
    pub(super) async fn begin_srp(&mut self) -> Result<Event, Failed> {
        let (version, verifier) = self.whom.verifier(self.cx, &self.through.pool);
        let version = version.unwrap_or_else(|| self.cx.house.entropy.uuid().to_string());
        Ok(Event::SrpBegun(self.offer(version, verifier).await?))
    }

    /// Offers B to the client's A.
    pub(super) async fn offer(&self, version: String, verifier: Verifier) -> Result<Srp, Failed> {
        let srp_a = match self.inputs.get("SRP_A") {
            Some(given) => given,
            None => self.srp_a.as_deref().ok_or_else(|| say::missing_parameter("SRP_A"))?,
        };
        let client = ClientPublic::parse(srp_a).map_err(|_| say::srp_a_not_a_number())?;
        let ephemeral = match self.cx.house.ephemerals.take(&self.cx.house.crew) {
            Some(ephemeral) => ephemeral,
            None => {
                let secret = self.cx.house.entropy.bytes::<EPHEMERAL_BYTES>();
                self.cx.house.crew.does(move || Ephemeral::new(&secret)).await?
            }
        };
        let offer = ephemeral.offer(&verifier).ok_or_else(|| Broken {
            doing: "beginning SRP".into(),
            cause: "B is zero".into(),
        })?;
        Ok(Srp {
            client_public: client.as_bytes().to_vec(),
            secret: offer.secret().to_vec(),
            public: offer.public().to_vec(),
            password: version,
        })
    }

    /// Checks the client's proof. A password that was changed since the exchange began makes it wrong.
    pub(super) async fn check_proof(&mut self, srp: Srp) -> Result<Event, Failed> {
        let (version, verifier) = self.whom.verifier(self.cx, &self.through.pool);
        let version = version.filter(|version| *version == srp.password);
        let prover = Prover {
            scope: self.through.pool.id.scope().to_owned(),
            identity: self.whom.who.username.clone(),
        };
        let proven = self.is_proven(srp, prover, verifier).await?;
        Ok(self.judged_password(version, proven))
    }

    /// Whether the claim of the request is right.
    pub(super) async fn is_proven(&self, srp: Srp, prover: Prover, verifier: Verifier) -> Result<bool, Failed> {
        let timestamp = self.inputs.need("TIMESTAMP")?.to_owned();
        timestamp::parse(&timestamp).ok_or_else(say::malformed_timestamp)?;
        let signature = self.inputs.need("PASSWORD_CLAIM_SIGNATURE")?.to_owned();
        let block = self.inputs.need("PASSWORD_CLAIM_SECRET_BLOCK")?;
        let secret_block = STANDARD.decode(block).unwrap_or_default();
        let check = move || {
            let exchange = Exchange {
                client: ClientPublic::from_bytes(srp.client_public),
                server: Offer::from_parts(srp.secret, &srp.public),
            };
            let claim = Claim {
                secret_block: &secret_block,
                timestamp: &timestamp,
                signature: &signature,
            };
            exchange.is_proven_by(&prover.subject(), &verifier, &claim)
        };
        Ok(self.cx.house.crew.does(check).await?)
    }

    fn judged_password(&mut self, version: Option<String>, right: bool) -> Event {
        let right = version.filter(|_| right);
        self.judge(Proof::Password, right.is_some());
        right.map_or(Event::PasswordWrong, Event::PasswordRight)
    }
}

/// A [`Subject`] that can go to another thread.
pub(super) struct Prover {
    /// See [`Subject::scope`].
    pub scope: String,
    /// See [`Subject::identity`].
    pub identity: String,
}

impl Prover {
    fn subject(&self) -> Subject<'_> {
        Subject {
            scope: &self.scope,
            identity: &self.identity,
        }
    }
}
