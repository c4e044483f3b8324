//! The texts of messages: the old members and the template that mirrors them, and the invitation.

use domain::pool::{FirstFactor, MessageTemplates, PoolSettings};
use wire::{Fault, shapes};

use super::factors::temporary_days;
use crate::say;

/// What must stand in an invitation, for the temporary password (resources.md §2.4, observed).
const PLACEHOLDER: &str = "{####}";

/// Texts as they were given.
pub(super) struct Texts {
    /// `SmsVerificationMessage`.
    pub sms: Option<String>,
    /// `EmailVerificationMessage`.
    pub email: Option<String>,
    /// `EmailVerificationSubject`.
    pub subject: Option<String>,
    /// `SmsAuthenticationMessage`.
    pub authentication: Option<String>,
    /// `VerificationMessageTemplate`.
    pub template: shapes::VerificationMessageTemplateType,
    /// `AdminCreateUserConfig.InviteMessageTemplate`.
    pub invitation: shapes::MessageTemplateType,
}

/// Where the old member and the template differ, the template wins (resources.md §2.4, peer).
pub(super) fn from(texts: Texts) -> MessageTemplates {
    let template = texts.template;
    MessageTemplates {
        sms_verification: template.sms_message.or(texts.sms),
        email_verification: template.email_message.or(texts.email),
        email_verification_subject: template.email_subject.or(texts.subject),
        email_link: template.email_message_by_link,
        email_link_subject: template.email_subject_by_link,
        confirm_with_link: template.default_email_option == Some(shapes::DefaultEmailOptionType::ConfirmWithLink),
        sms_authentication: texts.authentication,
        invite_sms: texts.invitation.sms_message,
        invite_email: texts.invitation.email_message,
        invite_email_subject: texts.invitation.email_subject,
    }
}

pub(super) fn template_to(kept: &MessageTemplates) -> shapes::VerificationMessageTemplateType {
    shapes::VerificationMessageTemplateType {
        sms_message: kept.sms_verification.clone(),
        email_message: kept.email_verification.clone(),
        email_subject: kept.email_verification_subject.clone(),
        email_message_by_link: kept.email_link.clone(),
        email_subject_by_link: kept.email_link_subject.clone(),
        default_email_option: Some(match kept.confirm_with_link {
            true => shapes::DefaultEmailOptionType::ConfirmWithLink,
            false => shapes::DefaultEmailOptionType::ConfirmWithCode,
        }),
    }
}

pub(super) fn admin_create_to(settings: &PoolSettings) -> shapes::AdminCreateUserConfigType {
    let kept = &settings.messages;
    let invitation = shapes::MessageTemplateType {
        sms_message: kept.invite_sms.clone(),
        email_message: kept.invite_email.clone(),
        email_subject: kept.invite_email_subject.clone(),
    };
    shapes::AdminCreateUserConfigType {
        allow_admin_create_user_only: Some(settings.admin_create_only),
        invite_message_template: Some(invitation).filter(|it| *it != shapes::MessageTemplateType::default()),
        unused_account_validity_days: Some(temporary_days(&settings.password_policy)),
    }
}

/// An invitation tells the temporary password, except where users may do without one (resources.md §2.4: the model
/// lets the placeholder be left out for passwordless pools, the running service was seen to want it).
pub(super) fn check_invitation(settings: &PoolSettings) -> Result<(), Fault> {
    let factors = &settings.first_factors.0;
    if factors.iter().any(|factor| *factor != FirstFactor::Password) {
        return Ok(());
    }
    let messages = &settings.messages;
    for (member, text) in [
        ("emailMessage", &messages.invite_email),
        ("smsMessage", &messages.invite_sms),
    ] {
        match text {
            Some(text) if !text.contains(PLACEHOLDER) => {
                return Err(say::pools::invitation_without_code(member, text));
            }
            _ => {}
        }
    }
    Ok(())
}
