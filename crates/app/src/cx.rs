//! What an operation has at hand: the house (shared by all requests) and the request's own circumstances.

use std::{net::IpAddr, sync::Arc};

use domain::{
    ids::Region,
    moment::Moment,
    ports::{Clock, CodeSealer, Egress, Entropy, Journal, Keys, Leaks, Messenger, Triggers},
    rates::RatePlan,
};
use store::Store;
use uuid::Uuid;
use wire::Operation;

use crate::{
    crew::Crew,
    ephemerals::Ephemerals,
    errands::Bell,
    flow::post::PostOffice,
    keyring::Keyring,
    rates::Gate,
    signature::AccessKeys,
    trace::{Attempt, Trace},
};

/// The server without its sockets: the store, the ports and the settings. One for the process, or for a test.
pub struct House {
    /// Everything remembered.
    pub store: Store,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Key pairs for new pools.
    pub keys: Arc<dyn Keys>,
    /// Messages to people.
    pub messenger: Arc<dyn Messenger>,
    /// Messages under way.
    pub post: PostOffice,
    /// Encrypts codes for functions that send messages themselves.
    pub code_sealer: Arc<dyn CodeSealer>,
    /// Documents from addresses that customers name.
    pub egress: Arc<dyn Egress>,
    /// The functions of pools.
    pub triggers: Arc<dyn Triggers>,
    /// The access keys of the settings; more are in the store.
    pub access_keys: AccessKeys,
    /// Settings that never change while the process runs.
    pub settings: Settings,
    /// The signing keys of pools, once read.
    pub keyring: Keyring,
    /// Does what takes long.
    pub crew: Crew,
    /// Secrets of SRP, made ahead of time.
    pub ephemerals: Ephemerals,
    /// Refuses what comes too often.
    pub rates: Gate,
    /// Passwords that others know, if there is a list of them.
    pub leaks: Option<Arc<dyn Leaks>>,
    /// The logs of pools.
    pub journal: Arc<dyn Journal>,
    /// Rung when there is background work.
    pub bell: Bell,
    /// What the last requests did.
    pub trace: Trace,
}

/// Settings of the house.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where clients reach this server, without a trailing slash, such as `http://127.0.0.1:9229`.
    pub public_url: String,
    /// What stands behind `.auth.` in the prefix domains of pools. With it the domains of pools are where clients and mails
    /// are sent; without it that is `<public URL>/<pool id>`.
    pub domain_suffix: Option<String>,
    /// What `iss` looks like.
    pub issuer: IssuerStyle,
    /// The region of a request that names none.
    pub default_region: Region,
    /// When set, the only region that is served.
    pub only_region: Option<Region>,
    /// The account number in ARNs: 12 digits.
    pub account: String,
    /// How signatures are judged.
    pub signatures: SignaturePolicy,
    /// How often requests may come.
    pub rates: RatePlan,
}

/// What stands before the pool id in `iss` (oauth.md §1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuerStyle {
    /// `<public URL>/<pool id>`.
    PublicUrl,
    /// `https://cognito-idp.<region>.amazonaws.com/<pool id>`, for applications that have it hard-wired.
    Aws,
}

/// How the signature of a signed operation is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignaturePolicy {
    /// Only known access keys with a right signature (`cognate serve`).
    KnownKeys,
    /// Known keys are verified; while none is configured, any well-formed signature will do (`cognate dev`).
    AnyWhileNoneKnown,
}

/// One request: who asks, from where, when.
#[derive(Clone)]
pub struct Cx {
    /// The house.
    pub house: Arc<House>,
    /// What is asked for; `None` when no operation of the API is, as on a hosted page.
    pub operation: Option<Operation>,
    /// The present moment, read once for the request.
    pub now: Moment,
    /// The request id that the answer carries.
    pub request_id: Uuid,
    /// The region of the request: its credential scope's, or else the default.
    pub region: Region,
    /// Who signed; `None` for an unsigned operation.
    pub signer: Option<Signer>,
    /// The address of the client.
    pub ip: Option<IpAddr>,
    /// The `User-Agent` header.
    pub user_agent: Option<String>,
    /// What this request does, for the trace.
    pub attempt: Attempt,
    /// Whether the caller told about the person that it speaks for (`flow/context.rs`).
    pub has_context: bool,
}

/// Who sends a request, as far as the connection tells.
pub struct Caller {
    /// The address of the client.
    pub ip: Option<IpAddr>,
    /// The `User-Agent` header.
    pub user_agent: Option<String>,
}

impl Cx {
    /// A request that nobody signs: one of the browser side.
    pub fn unsigned(house: &Arc<House>, request_id: Uuid, caller: Caller) -> Self {
        let now = house.clock.now();
        Self {
            operation: None,
            attempt: Attempt::begin("page", request_id, now),
            now,
            request_id,
            region: house.settings.default_region.clone(),
            signer: None,
            ip: caller.ip,
            user_agent: caller.user_agent,
            has_context: false,
            house: Arc::clone(house),
        }
    }

    /// The circumstances of what the house does by itself, in this region.
    pub fn of_house(house: &Arc<House>, region: Region) -> Self {
        let now = house.clock.now();
        let request_id = house.entropy.uuid();
        Self {
            attempt: Attempt::begin("message", request_id, now),
            now,
            request_id,
            house: Arc::clone(house),
            region,
            operation: None,
            signer: None,
            ip: None,
            user_agent: None,
            has_context: false,
        }
    }
}

/// The holder of a verified signature.
#[derive(Clone, Debug)]
pub struct Signer {
    /// The access key id.
    pub access_key: String,
}
