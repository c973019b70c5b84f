//! Every refusal a user can meet, one variant per cause, with what to do about it.

use anchor_lang::prelude::*;
use groundswell_math::{mandate::CalendarError, tender::TenderError};
use groundswell_program::errors;

errors! {
    /// Why the buyback program refused. Codes count from 6000 in the order of this list.
    BuybackError {
        // The mandate.
        ZeroPerCycle: "a cycle's budget must be above zero",
        ZeroSmallLimit: "the limit of a small offer must be above zero",
        SameMint: "a mandate buys a token with another one",
        NativeMint: "wrapped SOL cannot be burned: a mandate cannot buy it",
        MintExtension: "the mint has an extension other than MetadataPointer and TokenMetadata",
        FreezeAuthority: "somebody can freeze accounts of the base mint: offers would not be safe",
        Reference: "a mandate states a reference price, both parts above zero, or names a launch: not both and not neither",
        UnknownSink: "no sink has this number: 0 burns, 1 locks into a vesting plan",
        WrongSink: "these are not the accounts of the mandate's sink: burning has none, locking a plan of the base token that is no stream",
        WrongPlan: "name the plans that the mandate watches, in its order: of its base mint, each with a total, and funded or of the mandate's launch",
        PlanWaiting: "a plan that the mandate watches waits for the launch: start the plan first",
        PlanSeconds: "a blackout around unlocks takes 1 second to 90 days before and after; without plans zero",
        WrongRemainder: "what is left goes to a stream of the quote token, or to another mandate of both tokens whose ceiling is not above this one's",

        // Its prices.
        TickZero: "ticks have no distance",
        CeilingTooHigh: "the ceiling is above the reference price",
        NoTicks: "the lowest tick is above the ceiling",
        TooManyTicks: "there are more than 64 ticks up to the ceiling",
        PriceZero: "the lowest price rounds down to zero: take a larger tick or more units",

        // Its calendar.
        CycleLength: "a cycle lasts 1 to 90 days",
        TenderLength: "a tender lasts at least an hour and at most its cycle",
        FreezeLength: "the freeze lasts at least ten minutes and at most half of the tender",
        TooShort: "the end leaves no whole cycle",
        TooLong: "the end is more than ten years after the opening",
        Opening: "a mandate opens from now on and within ten years",
        BlackoutCount: "a mandate has at most eight blackouts",
        BlackoutOrder: "a blackout ends after it begins, and the next one begins no earlier than that",
        AllBlackedOut: "the blackouts leave no tender free",

        // Before a tender.
        AlreadyStarted: "the reference price is known",
        NotSettled: "the launch that gives the reference price has not settled",
        WrongLaunch: "the launch is of other tokens than the mandate",
        NothingArrived: "the vault holds nothing that the mandate has not counted",
        NotStarted: "the reference price is not known: start the mandate once its launch has settled",
        WrongCycle: "this is not the present cycle, or it had its tender",
        OutsideTender: "offers are made and withdrawn from the opening of a cycle's tender until its freeze",
        TenderOpen: "the last tender is not cleared: clear it first",
        BlackedOut: "a blackout meets this cycle's tender: the cycle is skipped",
        NoBudget: "the budget of this cycle buys nothing",

        // Offers.
        ZeroAmount: "the amount is zero",
        AboveCeiling: "the price asked is above the ceiling",
        OffTick: "the price asked is zero or between two ticks",
        MoreThanOffered: "the offer holds less than that",

        // The outcome.
        TooEarly: "the tender is not over",
        AlreadyCleared: "the tender is cleared",
        NotCleared: "the tender is not cleared: clear it first",
        NotTheOwnersAccount: "the account to pay is not the owner's associated token account",
        NothingToSink: "nothing that was bought or sent here waits for the sink",

        // The end.
        NotEnded: "the mandate has not ended",
        NothingLeft: "no quote tokens are left that nobody is owed",
        RemainderGone: "the receiver of what is left is gone or no longer what it was: the tokens wait for it",
        NothingToClose: "something is still held here: collect, sink, finish, retire and close receipts first",
        Overflow: "a total would exceed what 64 bits hold",
    }
}

impl From<TenderError> for BuybackError {
    fn from(error: TenderError) -> Self {
        match error {
            TenderError::QuoteZero | TenderError::BaseZero => BuybackError::Reference,
            TenderError::TickZero => BuybackError::TickZero,
            TenderError::CeilingTooHigh => BuybackError::CeilingTooHigh,
            TenderError::NoTicks => BuybackError::NoTicks,
            TenderError::TooManyTicks => BuybackError::TooManyTicks,
            TenderError::PriceZero => BuybackError::PriceZero,
            TenderError::AboveCeiling => BuybackError::AboveCeiling,
            TenderError::OffTick => BuybackError::OffTick,
        }
    }
}

impl From<CalendarError> for BuybackError {
    fn from(error: CalendarError) -> Self {
        match error {
            CalendarError::CycleLength => BuybackError::CycleLength,
            CalendarError::TenderLength => BuybackError::TenderLength,
            CalendarError::FreezeLength => BuybackError::FreezeLength,
            CalendarError::TooShort => BuybackError::TooShort,
            CalendarError::TooLong => BuybackError::TooLong,
        }
    }
}
