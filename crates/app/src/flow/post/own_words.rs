//! CustomMessage: the words that the pool's own function gives for a message (triggers.md §6.5).

use domain::{
    letter::{Letter, Source},
    message::OwnWords,
    pool::Pool,
    ports::Channel,
    trigger::{
        Person, Question,
        message::{Holds, invitation, judge, own_words},
    },
    user::User,
};

use crate::{
    cx::Cx,
    flow::triggers::{self, Behalf},
    operation::Failed,
    say::triggers as say,
};

/// Asks the function, if the pool has one and the message is one that it words: notices of risks are not (documented). What it says
/// must be fit to be sent.
///
/// # Errors
///
/// triggers.md §5.1; InvalidParameterException for words that cannot be sent.
pub async fn ask(cx: &Cx, pool: &Pool, user: &User, letter: &Letter) -> Result<OwnWords, Failed> {
    if letter.notice.is_some() {
        return Ok(OwnWords::default());
    }
    let behalf = Behalf {
        pool,
        client: letter.client.as_ref(),
        metadata: letter.metadata.as_ref(),
    };
    let occasion = behalf.about(Person::Known(user));
    let question = Question::CustomMessage(letter.source);
    let Some(words) = triggers::ask(cx, &occasion, &question, own_words).await? else {
        return Ok(OwnWords::default());
    };
    let words = match letter.source {
        Source::AdminCreateUser if !letter.code.is_empty() => invitation(words),
        _ => words,
    };
    match judge(&words, letter.channel, holds(pool, letter)) {
        Ok(()) => Ok(words),
        Err((part, unsendable)) => Err(say::unsendable(&words, part, unsendable, letter.channel).into()),
    }
}

/// What must stand in the words: the link, where the pool confirms sign-ups by one; the code, where there is one.
fn holds(pool: &Pool, letter: &Letter) -> Holds {
    let signs_up = matches!(letter.source, Source::SignUp | Source::ResendCode);
    let by_link = pool.settings.messages.confirm_with_link && letter.channel == Channel::Email && signs_up;
    match letter.code.is_empty() {
        true => Holds::Nothing,
        false if by_link => Holds::Link,
        false => Holds::Code,
    }
}
