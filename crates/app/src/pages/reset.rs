//! Forgotten passwords at the pages.

use serde_json::json;
use wire::call;

use super::{
    At,
    carried::{Back, Because, Resetting, Step},
    destination, input,
};
use crate::{
    operation::Failed,
    ops::passwords::{ConfirmForgotPassword, ForgotPassword},
};

/// Sends a code to choose a new password with.
///
/// # Errors
/// As ForgotPassword.
pub async fn begin(at: At<'_>, username: &str) -> Result<Resetting, Failed> {
    let members = json!({ "ClientId": at.through.client.id, "Username": username });
    let request = input::<call::ForgotPassword>(members)?;
    let sent = ForgotPassword::at(at.cx, at.through, request).await?;
    Ok(Resetting {
        username: username.to_owned(),
        sent: destination(sent.code_delivery_details),
        because: None,
    })
}

/// Sets a new password by the code.
///
/// # Errors
/// As ConfirmForgotPassword.
pub async fn finish(at: At<'_>, resetting: &Resetting, code: &str, password: &str) -> Result<Step, Failed> {
    let members = json!({
        "ClientId": at.through.client.id,
        "Username": resetting.username,
        "ConfirmationCode": code,
        "Password": password,
    });
    let request = input::<call::ConfirmForgotPassword>(members)?;
    ConfirmForgotPassword::at(at.cx, at.through, request).await?;
    Ok(Step::Back(Back {
        because: Because::PasswordChanged,
        username: resetting.username.clone(),
    }))
}
