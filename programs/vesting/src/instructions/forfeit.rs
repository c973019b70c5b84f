//! Forfeit: what was cancelled, missed, or never opened leaves to the plan's sink.

use anchor_lang::prelude::*;
use groundswell_math::window::SINK_WAIT_SECONDS;
use groundswell_program::{
    at,
    sink::mandate_takes,
    tokens::{self, Burn, Transfer},
};

use crate::{
    error::VestingError,
    event::Forfeited,
    state::{Plan, Sink},
};

/// Moves what is due to the sink. `sink` is the mandate that the plan names, `sink_tokens` its
/// associated account, whose address has the given bump; a plan that burns needs neither. A
/// mandate that does not exist yet is waited for until 180 days after everything has vested;
/// then the tokens are burned.
///
/// Who: anyone. When: whenever something is due. Errors: `NothingForfeited`, `WrongSink`,
/// `SinkNotReady`, `MintExtension`.
#[derive(Accounts)]
pub struct Forfeit {
    #[account(mut)]
    pub plan: Account<Plan>,
    #[account(mut, at::address = plan.mint)]
    pub mint: UncheckedAccount,
    #[account(mut, at::address = plan.vault)]
    pub vault: UncheckedAccount,

    pub sink: Option<UncheckedAccount>,
    #[account(mut)]
    pub sink_tokens: Option<UncheckedAccount>,

    #[account(at::address = plan.token_program)]
    pub token_program: UncheckedAccount,
}

impl Forfeit {
    /// Accounts, validate, effects, transfers, event.
    pub fn handle(ctx: &mut Context<Self>, sink_bump: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let (amount, burns) = ctx.accounts.validate(sink_bump, now)?;
        let plan = &mut ctx.accounts.plan;
        plan.sink(amount)?;
        let event = Forfeited {
            plan: *plan.address(),
            burned: if burns { amount } else { 0 },
            sent_on: if burns { 0 } else { amount },
            time: now,
            sequence: plan.next_sequence()?,
        };
        ctx.accounts.pay(&event);

        emit!(event);
        Ok(())
    }

    /// What leaves, and whether it is burned.
    fn validate(&self, sink_bump: u8, now: i64) -> Result<(u64, bool)> {
        let plan = &self.plan;
        let amount = plan.sink_due(now)?;
        require!(amount > 0, VestingError::NothingForfeited);
        require!(tokens::is_allowed_mint(self.mint.account()), VestingError::MintExtension);
        if plan.sink == Sink::Burn as u8 {
            return Ok((amount, true));
        }
        let sink = self.sink.as_ref().ok_or(VestingError::WrongSink)?.account();
        require!(*sink.address() == plan.sink_address, VestingError::WrongSink);
        let to = self.sink_tokens.as_ref().map(|to| to.account());
        match mandate_takes(sink, to, &plan.mint, &plan.token_program, sink_bump) {
            Some(true) => Ok((amount, false)),
            Some(false) => Err(VestingError::WrongSink.into()),
            None => {
                require!(plan.is_over(now, SINK_WAIT_SECONDS), VestingError::SinkNotReady);
                Ok((amount, true))
            }
        }
    }

    fn pay(&mut self, event: &Forfeited) {
        let plan = &self.plan;
        let seeds = plan.signer_seeds();
        let program = self.token_program.address();
        let burn = Burn {
            program,
            from: self.vault.cpi_handle_mut().into(),
            mint: self.mint.cpi_handle_mut().into(),
            authority: plan.cpi_handle(),
        };
        burn.invoke(event.burned, plan.decimals, &[&seeds]);
        if let Some(to) = &mut self.sink_tokens {
            let transfer = Transfer {
                program,
                from: self.vault.cpi_handle_mut().into(),
                mint: self.mint.cpi_handle(),
                to: to.cpi_handle_mut().into(),
                authority: plan.cpi_handle(),
            };
            transfer.invoke(event.sent_on, plan.decimals, &[&seeds]);
        }
    }
}
