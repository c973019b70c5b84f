//! Clawback: what was not claimed leaves by the one way that the list named.

use anchor_lang::prelude::*;
use groundswell_math::window::SINK_WAIT_SECONDS;
use groundswell_program::{
    BUYBACK_ID, at,
    tokens::{self, Burn, Transfer, balance, close_account},
};

use crate::{
    error::DistributorError,
    event::ClawedBack,
    state::{Distributor, Sink},
};

/// Empties a vault into the sink and closes it. All it holds goes, donations too: by then
/// nobody is owed anything. A sink that does not exist yet is waited for 180 days after the
/// end; then the tokens are burned.
///
/// `sink` is the account that the list names, `sink_tokens` where that takes tokens: a mandate's
/// associated account, whose address has the given bump, or the next list's first vault. A list
/// that burns needs neither, and a sink that does not exist has no `sink_tokens`.
///
/// Who: anyone. When: after the end. Errors: `NotEnded`, `NoSuchVault`, `WrongSink`,
/// `SinkNotReady`, `MintExtension`.
#[derive(Accounts)]
pub struct Clawback {
    /// Paid the vault's rent and gets it back; compared where it is paid.
    #[account(mut)]
    pub rent_payer: UncheckedAccount,

    #[account(mut)]
    pub distributor: Account<Distributor>,
    #[account(mut, at::address = distributor.mint)]
    pub mint: UncheckedAccount,
    /// The vault of that number, compared where it is emptied.
    #[account(mut)]
    pub vault: UncheckedAccount,

    pub sink: Option<UncheckedAccount>,
    #[account(mut)]
    pub sink_tokens: Option<UncheckedAccount>,

    #[account(at::address = distributor.token_program)]
    pub token_program: UncheckedAccount,
}

impl Clawback {
    /// Accounts, validate, effects, transfers, event.
    pub fn handle(ctx: &mut Context<Self>, vault: u8, sink_bump: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let burns = ctx.accounts.validate(vault, sink_bump, now)?;
        let amount = balance(ctx.accounts.vault.account())?;
        let (burned, sent_on) = if burns { (amount, 0) } else { (0, amount) };
        let list = &mut ctx.accounts.distributor;
        list.close_vault(vault);
        let event = ClawedBack {
            distributor: *list.address(),
            vault: u64::from(vault),
            burned,
            sent_on,
            time: now,
            sequence: list.next_sequence()?,
        };
        ctx.accounts.pay(burned, sent_on);

        emit!(event);
        Ok(())
    }

    /// Whether the tokens are burned; else they go to the sink.
    fn validate(&self, vault: u8, sink_bump: u8, now: i64) -> Result<bool> {
        let list = &self.distributor;
        require!(list.has_ended(now), DistributorError::NotEnded);
        require!(list.vault(vault)? == self.vault.address(), DistributorError::NoSuchVault);
        let payer = list.vault_payers.get(usize::from(vault));
        require!(payer == Some(self.rent_payer.address()), DistributorError::NoSuchVault);
        let allowed = tokens::is_allowed_mint(self.mint.account());
        require!(allowed, DistributorError::MintExtension);

        let sink = Sink::from_u8(list.sink).ok_or(DistributorError::UnknownSink)?;
        if sink == Sink::Burn {
            return Ok(true);
        }
        let named = self.sink.as_ref().is_some_and(|sink| *sink.address() == list.sink_address);
        require!(named, DistributorError::WrongSink);
        match self.takes_tokens(sink, sink_bump)? {
            Some(true) => Ok(false),
            Some(false) => Err(DistributorError::WrongSink.into()),
            None => {
                let waited = list.ends_at.checked_add(SINK_WAIT_SECONDS);
                let over = waited.is_some_and(|until| now >= until);
                require!(over, DistributorError::SinkNotReady);
                Ok(true)
            }
        }
    }

    /// Whether `sink_tokens` is where the sink takes tokens. `None` if the sink does not exist.
    fn takes_tokens(&self, sink: Sink, bump: u8) -> Result<Option<bool>> {
        let list = &self.distributor;
        let at = self.sink.as_ref().ok_or(DistributorError::WrongSink)?.account();
        let to = self.sink_tokens.as_ref().map(|to| to.account());
        if sink == Sink::Buyback {
            let (mint, program) = (&list.mint, &list.token_program);
            let theirs = |to| tokens::is_associated(to, &list.sink_address, mint, program, bump);
            return Ok(at.owned_by(&BUYBACK_ID).then(|| to.is_some_and(theirs)));
        }
        let Ok(next) = Account::<Distributor>::load(*at) else { return Ok(None) };
        let first = next.vault(0).ok().filter(|_| next.mint == list.mint);
        Ok(first.map(|vault| to.is_some_and(|to| vault == to.address())))
    }

    fn pay(&mut self, burned: u64, sent_on: u64) {
        let list = &self.distributor;
        let seeds = list.signer_seeds();
        let program = self.token_program.address();
        let burn = Burn {
            program,
            from: self.vault.cpi_handle_mut().into(),
            mint: self.mint.cpi_handle_mut().into(),
            authority: list.cpi_handle(),
        };
        burn.invoke(burned, list.decimals, &[&seeds]);
        if let Some(sink_tokens) = &mut self.sink_tokens {
            let transfer = Transfer {
                program,
                from: self.vault.cpi_handle_mut().into(),
                mint: self.mint.cpi_handle(),
                to: sink_tokens.cpi_handle_mut().into(),
                authority: list.cpi_handle(),
            };
            transfer.invoke(sent_on, list.decimals, &[&seeds]);
        }
        close_account(
            program,
            self.vault.cpi_handle_mut().into(),
            self.rent_payer.cpi_handle_mut().into(),
            list.cpi_handle(),
            &[&seeds],
        );
    }
}
