//! What is said about import jobs, and what their logs say.

use domain::{
    aliases::NameKind,
    attributes::values::Violation,
    import::{file::PASSWORD_HASH, job::Ending, row::RowProblem},
    password::foreign::HashProblem,
};
use wire::{Code, Fault};

/// guess: no text of the real service is known.
pub fn no_such_job(id: &str) -> Fault {
    Fault::resource_not_found(format!("Import job {id} does not exist."))
}

/// guess: resources.md §2.11, 1,000 jobs of a pool.
pub fn too_many_jobs() -> Fault {
    Fault::limit_exceeded("Maximum number of user import jobs has been reached.")
}

/// guess: errors.tsv, also for a job without a file.
pub fn not_startable() -> Fault {
    precondition("The import job is not in a state that can be started.")
}

/// guess: resources.md §12, another job of the account is at work.
pub fn another_at_work() -> Fault {
    precondition("Another import job is in progress.")
}

/// guess: resources.md §12, documented that such a job does not start.
pub fn nothing_is_verified() -> Fault {
    precondition("The user pool must have at least one auto verified attribute.")
}

/// guess: resources.md §12.
pub fn not_stoppable() -> Fault {
    precondition("The import job is not in a state that can be stopped.")
}

fn precondition(sentence: &str) -> Fault {
    Fault::new(Code::PreconditionNotMetException, sentence)
}

/// guess: errors.tsv; the pool cannot be changed meanwhile.
pub fn in_progress() -> Fault {
    Fault::new(
        Code::UserImportInProgressException,
        "The user pool has a user import job in progress.",
    )
}

/// `CompletionMessage`. Observed (AWS CLI examples) but for the last two, which are guesses.
pub const fn completion(ending: Ending) -> &'static str {
    match ending {
        Ending::Completed => "Import Job Completed Successfully.",
        Ending::TooManyFailed => "Too many users have failed or been skipped during the import.",
        Ending::Stopped => "The Import Job was stopped by the developer.",
        Ending::Expired => "The user import job has expired.",
        Ending::BadHeader => "The CSV file header does not match the header of the user pool.",
        Ending::TooManyRows => "The CSV file has too many users.",
    }
}

/// documented: resources.md §12.
pub fn line_imported(number: u64) -> String {
    format!("[SUCCEEDED] Line Number {number} - The import succeeded.\n")
}

/// documented: resources.md §12.
pub fn line_skipped(number: u64) -> String {
    format!("[SKIPPED] Line Number {number} - The user already exists.\n")
}

/// documented for what is not verified: resources.md §12; the other reasons are guesses. Names attributes, never their values.
pub fn line_failed(number: u64, problem: &RowProblem) -> String {
    let reason = match problem {
        RowProblem::TooLong => "The row is longer than 16,000 characters.".to_owned(),
        RowProblem::NoText => "The row is not encoded in UTF-8.".to_owned(),
        RowProblem::WrongNumberOfValues => "The number of values does not match the number of columns.".to_owned(),
        RowProblem::NoUsername => "The User Record does not set cognito:username.".to_owned(),
        RowProblem::BadUsername => "The value of cognito:username is invalid.".to_owned(),
        RowProblem::BadMfa => "The value of cognito:mfa_enabled must be true or false.".to_owned(),
        RowProblem::MfaRequired => "cognito:mfa_enabled must be true, because MFA is required.".to_owned(),
        RowProblem::MfaOff => "cognito:mfa_enabled must be false, because MFA is off.".to_owned(),
        RowProblem::NothingVerified => "The User Record does not set any of the auto verified attributes to true. \
             (Example: email_verified to true)."
            .to_owned(),
        RowProblem::Missing(name) => format!("The User Record does not set the required attribute {name}."),
        RowProblem::BadBirthdate => "The value of birthdate must have the form MM/DD/YYYY.".to_owned(),
        RowProblem::AddressDiffers(channel) => {
            format!("The value of {} differs from cognito:username.", channel.attribute())
        }
        RowProblem::Attributes(violations) => {
            format!("Attributes did not conform to the schema: {}.", names(violations))
        }
        RowProblem::Hash(algorithm, HashProblem::Malformed) => {
            format!("The value of {PASSWORD_HASH} is not a hash of {}.", algorithm.as_str())
        }
        RowProblem::Hash(_, HashProblem::TooCostly) => {
            format!("The value of {PASSWORD_HASH} has parameters that are too high.")
        }
    };
    format!("[FAILED] Line Number {number} - {reason}\n")
}

fn names(violations: &[Violation]) -> String {
    let names: Vec<_> = violations
        .iter()
        .map(|violation| violation.attribute.as_str())
        .collect();
    names.join(", ")
}

/// guess: another user has the address or the preferred username.
pub fn line_of_taken_name(number: u64, kind: NameKind) -> String {
    let name = kind.as_str();
    format!("[FAILED] Line Number {number} - Another user has the same {name}.\n")
}
