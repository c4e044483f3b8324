//! Risk configurations on their way from and to the wire.

use domain::{
    moment::Moment,
    risk::{
        Action, Compromised, CompromisedAction, Exceptions, Letter, Notify, RiskSettings, Takeover, TakeoverAction,
        Watched,
    },
};
use wire::{
    Timestamp,
    shapes::{
        AccountTakeoverActionType, AccountTakeoverActionsType, AccountTakeoverEventActionType,
        AccountTakeoverRiskConfigurationType, CompromisedCredentialsActionsType, CompromisedCredentialsEventActionType,
        CompromisedCredentialsRiskConfigurationType, EventFilterType, NotifyConfigurationType, NotifyEmailType,
        RiskConfigurationType, RiskExceptionConfigurationType, SetRiskConfigurationRequest,
    },
};

/// The settings of a request. Without a filter everything is watched (resources.md §11, documented).
pub(super) fn from(input: SetRiskConfigurationRequest) -> RiskSettings {
    let compromised = input
        .compromised_credentials_risk_configuration
        .map(|given| Compromised {
            filter: match given.event_filter {
                Some(filter) => filter.into_iter().map(watched_from).collect(),
                None => Watched::ALL.to_vec(),
            },
            action: match given.actions.event_action {
                CompromisedCredentialsEventActionType::Block => CompromisedAction::Block,
                CompromisedCredentialsEventActionType::NoAction => CompromisedAction::NoAction,
            },
        });
    let takeover = input.account_takeover_risk_configuration.map(|given| Takeover {
        low: given.actions.low_action.map(|given| action_from(&given)),
        medium: given.actions.medium_action.map(|given| action_from(&given)),
        high: given.actions.high_action.map(|given| action_from(&given)),
        notify: given.notify_configuration.map(notify_from),
    });
    let exceptions = input.risk_exception_configuration.map(|given| Exceptions {
        blocked: given.blocked_ip_range_list,
        skipped: given.skipped_ip_range_list,
    });
    RiskSettings {
        compromised,
        takeover,
        exceptions,
    }
}

fn watched_from(given: EventFilterType) -> Watched {
    match given {
        EventFilterType::SignIn => Watched::SignIn,
        EventFilterType::PasswordChange => Watched::PasswordChange,
        EventFilterType::SignUp => Watched::SignUp,
    }
}

const fn watched_to(kept: Watched) -> EventFilterType {
    match kept {
        Watched::SignIn => EventFilterType::SignIn,
        Watched::PasswordChange => EventFilterType::PasswordChange,
        Watched::SignUp => EventFilterType::SignUp,
    }
}

fn action_from(given: &AccountTakeoverActionType) -> TakeoverAction {
    TakeoverAction {
        notify: given.notify,
        action: match given.event_action {
            AccountTakeoverEventActionType::NoAction => Action::NoAction,
            AccountTakeoverEventActionType::MfaIfConfigured => Action::MfaIfConfigured,
            AccountTakeoverEventActionType::MfaRequired => Action::MfaRequired,
            AccountTakeoverEventActionType::Block => Action::Block,
        },
    }
}

const fn action_to(kept: TakeoverAction) -> AccountTakeoverActionType {
    AccountTakeoverActionType {
        notify: kept.notify,
        event_action: match kept.action {
            Action::NoAction => AccountTakeoverEventActionType::NoAction,
            Action::MfaIfConfigured => AccountTakeoverEventActionType::MfaIfConfigured,
            Action::MfaRequired => AccountTakeoverEventActionType::MfaRequired,
            Action::Block => AccountTakeoverEventActionType::Block,
        },
    }
}

fn notify_from(given: NotifyConfigurationType) -> Notify {
    let letter = |given: NotifyEmailType| Letter {
        subject: given.subject,
        html: given.html_body,
        text: given.text_body,
    };
    Notify {
        source_arn: given.source_arn,
        from: given.from,
        reply_to: given.reply_to,
        block: given.block_email.map(letter),
        mfa: given.mfa_email.map(letter),
        no_action: given.no_action_email.map(letter),
    }
}

fn notify_to(kept: Notify) -> NotifyConfigurationType {
    let letter = |kept: Letter| NotifyEmailType {
        subject: kept.subject,
        html_body: kept.html,
        text_body: kept.text,
    };
    NotifyConfigurationType {
        source_arn: kept.source_arn,
        from: kept.from,
        reply_to: kept.reply_to,
        block_email: kept.block.map(letter),
        mfa_email: kept.mfa.map(letter),
        no_action_email: kept.no_action.map(letter),
    }
}

/// What was set for a pool or a client; one for which nothing was set shows whose it would be (GUESS).
pub(super) fn to(kept: Option<(Moment, RiskSettings)>, pool: String, client: Option<String>) -> RiskConfigurationType {
    let (modified, settings) = kept.unzip();
    let settings: RiskSettings = settings.unwrap_or_default();
    let compromised = settings
        .compromised
        .map(|kept| CompromisedCredentialsRiskConfigurationType {
            event_filter: Some(kept.filter.into_iter().map(watched_to).collect()),
            actions: CompromisedCredentialsActionsType {
                event_action: match kept.action {
                    CompromisedAction::Block => CompromisedCredentialsEventActionType::Block,
                    CompromisedAction::NoAction => CompromisedCredentialsEventActionType::NoAction,
                },
            },
        });
    let takeover = settings.takeover.map(|kept| AccountTakeoverRiskConfigurationType {
        actions: AccountTakeoverActionsType {
            low_action: kept.low.map(action_to),
            medium_action: kept.medium.map(action_to),
            high_action: kept.high.map(action_to),
        },
        notify_configuration: kept.notify.map(notify_to),
    });
    RiskConfigurationType {
        user_pool_id: Some(pool),
        client_id: client,
        compromised_credentials_risk_configuration: compromised,
        account_takeover_risk_configuration: takeover,
        risk_exception_configuration: settings.exceptions.map(|kept| RiskExceptionConfigurationType {
            blocked_ip_range_list: kept.blocked,
            skipped_ip_range_list: kept.skipped,
        }),
        last_modified_date: modified.map(|at| Timestamp::from_micros(at.micros())),
    }
}
