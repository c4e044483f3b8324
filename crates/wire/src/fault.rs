//! What is answered instead of an output.

use crate::Code;

/// A failure that is the client's doing: its code and what it is told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// Its name on the wire.
    pub code: Code,
    /// The sentence for the client; some protocol failures have none (resources.md §1.5).
    pub message: Option<String>,
}

impl Fault {
    /// A failure with a sentence.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: Some(message.into()),
        }
    }

    /// A failure without a sentence.
    #[must_use]
    pub fn bare(code: Code) -> Self {
        Self { code, message: None }
    }

    /// InvalidParameterException.
    #[must_use]
    pub fn invalid_parameter(message: impl Into<String>) -> Self {
        Self::new(Code::InvalidParameterException, message)
    }

    /// NotAuthorizedException.
    #[must_use]
    pub fn not_authorized(message: impl Into<String>) -> Self {
        Self::new(Code::NotAuthorizedException, message)
    }

    /// ResourceNotFoundException.
    #[must_use]
    pub fn resource_not_found(message: impl Into<String>) -> Self {
        Self::new(Code::ResourceNotFoundException, message)
    }

    /// UserNotFoundException.
    #[must_use]
    pub fn user_not_found(message: impl Into<String>) -> Self {
        Self::new(Code::UserNotFoundException, message)
    }

    /// LimitExceededException.
    #[must_use]
    pub fn limit_exceeded(message: impl Into<String>) -> Self {
        Self::new(Code::LimitExceededException, message)
    }
}
