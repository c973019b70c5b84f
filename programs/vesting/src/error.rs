//! Every refusal a user can meet, one variant per cause, with what to do about it.

use anchor_lang::prelude::*;
use groundswell_math::schedule::ScheduleError;
use groundswell_program::errors;

errors! {
    /// Why the vesting program refused. Codes count from 6000 in the order of this list.
    VestingError {
        // The plan.
        ZeroTotal: "a plan needs a total above zero",
        LargestGrant: "the largest grant must be above zero and at most the plan's total",
        EmptyList: "a plan with a list has at least one leaf; one without has neither root nor count",
        UnknownKind: "no tranche kind has this number",
        UnknownPolicy: "no policy has this number: 0 neither, 1 grantor, 2 recipient, 3 either",
        UnknownSink: "no sink has this number: 0 burns, 1 is a buyback mandate",
        SinkMissing: "a buyback sink needs the mandate's address",
        SinkUnused: "burning needs no address: leave the sink's address empty",
        SinkOwn: "the sink is an account of the plan itself, its mint or this program: name a mandate",
        Clock: "a plan starts at a given time or with a launch, not both and not neither",
        Attester: "a deliverable needs an attester, a date before everything has vested and a window, or none of the three",
        StreamTerms: "a stream has one recipient and nothing else: no total, list, price, sink, deliverable or disclosure, and nobody can cancel or reassign it",
        NativeMint: "wrapped SOL cannot be burned: only a stream can pay it",
        MintExtension: "the mint has an extension other than MetadataPointer and TokenMetadata",

        // Its schedule.
        EndBeforeStart: "the schedule does not end after it starts",
        CliffOutside: "the cliff is before the schedule's start or after its end",
        StepCount: "a schedule has 1 to 12 steps",
        StepsAscend: "every step must come after the one before and vest more",
        StepsWhole: "the last step must vest 100 %",
        TooLong: "the schedule begins before time zero or ends more than twenty years after it, or time zero is as far away",

        // Its governor.
        EpochLength: "an epoch lasts 1 to 90 days",
        EpochLimit: "an epoch lets something out, and at most 5 % of the supply",
        NoSeat: "as many plans as the governor has seats have named it; it has at least one",
        WrongGovernor: "the governor is not the plan's, or not of its mint and its grantor",

        // Before anything vests.
        AlreadyFunded: "the plan is funded",
        IsStream: "a stream has no total to fund: send it tokens and top it up",
        NoStream: "the plan is no stream: its total never changes",
        NothingArrived: "the vault holds nothing that the stream has not counted",
        Underfunded: "the vault holds less than the plan's total: send the rest, or name a funder",
        NotFunded: "the plan is not funded: fund it first",
        NotSettled: "the launch that starts this plan has not settled",
        AlreadyStarted: "the plan's clock runs",
        NotStarted: "the plan's clock does not run: start it once its launch has settled",

        // Grants.
        NoList: "the plan has no list: its grantor makes each grant",
        HasList: "the plan has a list: open its leaves instead",
        ProofMismatch: "the proof does not show this grant on the plan's list",
        GrantTooLarge: "the grant is larger than the plan's largest",
        ZeroAmount: "the amount is zero",
        MoreThanTotal: "all grants together would exceed the plan's total",
        OpeningEnded: "the plan ended 180 days ago: no grant can be opened, nor reassigned where a disclosure is asked",

        // Money out.
        NothingVested: "nothing has vested that was not withdrawn",
        EpochSpent: "insiders have taken out all that this epoch allows: wait for the next",
        DisclosureMissing: "the recipient has not posted the disclosure this plan asks for",
        NotTheOwnersAccount: "the account to pay is not the recipient's associated token account",
        NothingForfeited: "nothing is on its way to the sink",
        WrongSink: "these are not the accounts of the plan's sink",
        SinkNotReady: "the plan's sink does not exist yet: it can be waited for 180 days after the end",

        // Changes of a grant.
        PolicyForbids: "the plan's policy does not let this wallet do that",
        AlreadyCancelled: "the grant has been cancelled or forfeited",
        FullyVested: "everything has vested: there is nothing left to cancel",
        SameRecipient: "the grant is this wallet's already",
        VestedUnpaid: "what has vested is the recipient's: withdraw it before the grantor reassigns",
        NoDisclosure: "the plan asks for no disclosure",
        AlreadyDisclosed: "the disclosure has been posted",
        LinkLength: "a link has 1 to 96 bytes",
        NotAttester: "only the plan's attester may do this",
        OutsideWindow: "a deliverable is marked from its date on, within the plan's window",

        // The end.
        WrongDisclosure: "name the grant's disclosure and who paid its rent, or neither where there is none",
        NothingToClose: "something is still held here: withdraw, forfeit and close every grant first",
        Overflow: "a total would exceed what 64 bits hold",
    }
}

impl From<ScheduleError> for VestingError {
    fn from(error: ScheduleError) -> Self {
        match error {
            ScheduleError::EndBeforeStart => VestingError::EndBeforeStart,
            ScheduleError::CliffOutside => VestingError::CliffOutside,
            ScheduleError::StepCount => VestingError::StepCount,
            ScheduleError::StepsAscend => VestingError::StepsAscend,
            ScheduleError::StepsWhole => VestingError::StepsWhole,
            ScheduleError::TooLong => VestingError::TooLong,
        }
    }
}
