//! InitiateAuth, RespondToAuthChallenge and their Admin twins.

mod both_doors;
mod doors;
mod every_session;
mod failing_factors;
mod failures;
mod guesses;
mod lock;
mod meanwhile;
mod mfa_codes;
pub mod mfa_totp;
mod missing_users;
mod new_password;
mod passwords;
mod sessions;
mod set_up;
mod srp;
