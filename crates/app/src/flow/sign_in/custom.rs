//! The functions that lead a custom sign-in (auth.md §12.14, triggers.md §6.6).

use domain::{
    sign_in::{Event, Judgement, admission::Door, state::Posed},
    trigger::{self, Definition, Question, Round, Unrecognizable},
};
use serde_json::Value;

use super::drive::Drive;
use crate::{flow::triggers, operation::Failed, say};

impl Drive<'_> {
    /// Lets DefineAuthChallenge say what comes next.
    pub(super) async fn define_challenge(&mut self, rounds: &[Round]) -> Result<Event, Failed> {
        let defined = self.consult(&Question::Define(rounds), trigger::definition).await?;
        // Only an administrator's server is asked for a password in the clear (auth.md §12.15, guess).
        if defined == Definition::AdminPassword && self.through.door != Door::Admin {
            return Err(self.end_with(say::triggers::unrecognizable().into()).await);
        }
        Ok(Event::Defined(defined))
    }

    /// Lets CreateAuthChallenge make a challenge.
    pub(super) async fn create_challenge(&mut self, rounds: &[Round]) -> Result<Event, Failed> {
        let made = self.consult(&Question::Create(rounds), trigger::creation).await?;
        let posed = Posed {
            private: made.private,
            metadata: made.metadata,
        };
        Ok(Event::Posed(posed, made.public))
    }

    /// Lets VerifyAuthChallengeResponse judge the answer. The Session is used up before: of answers that come together, or
    /// again after a failure, only the first is judged.
    pub(super) async fn verify_answer(&mut self, posed: Posed) -> Result<Event, Failed> {
        let answer = self.inputs.need("ANSWER")?.to_owned();
        self.use_up_first().await?;
        let question = Question::Verify {
            private: &posed.private,
            answer: &answer,
        };
        let judgement = match self.consult(&question, trigger::is_correct).await? {
            true => Judgement::Right,
            false => Judgement::Wrong,
        };
        Ok(Event::Judged(judgement))
    }

    /// Asks a function about whoever signs in. When it fails, the sign-in has failed (auth.md §9).
    async fn consult<T>(
        &mut self,
        question: &Question<'_>,
        read: fn(&Value) -> Result<T, Unrecognizable>,
    ) -> Result<T, Failed> {
        let typed = self.inputs.need("USERNAME")?;
        let occasion = self.behalf().about(self.person(typed));
        match triggers::need(self.cx, &occasion, question, read).await {
            Ok(read) => Ok(read),
            Err(failed) => Err(self.end_with(failed).await),
        }
    }
}
