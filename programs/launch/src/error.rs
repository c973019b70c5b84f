//! Every refusal a user can meet, one variant per cause, with what to do about it.

use anchor_lang::prelude::*;
use groundswell_math::charter::Bound;
use groundswell_program::errors;

errors! {
    /// Why the launch program refused. Codes count from 6000 in the order of this list.
    LaunchError {
        // Phases.
        NotDraft: "the launch is sealed: its terms can no longer change",
        AlreadyOpen: "the sale has opened: it can no longer be cancelled",
        NotOpen: "the sale is not open: contributions and withdrawals are taken from opens_at until closes_at",
        WithdrawalsFrozen: "withdrawals have ended for this sale: what is in stays in until it settles or fails",
        NotClosed: "only a closed sale that reached its minimum can be settled, until settle_grace ends",
        NotSettled: "the sale is not settled: settle it first, or use refund if it failed",
        NotFailed: "the sale has not failed: use claim once it is settled",
        NotAnAirdrop: "only a community airdrop is funded like this",
        NotGranted: "only a KOL, VC, team or treasury tranche is funded like this",
        NotBuyback: "only a buyback tranche is funded like this",
        PlanNotStarted: "the plan's clock does not run: start the plan first",
        AlreadyFunded: "this tranche has been funded",
        NothingToSweep: "nothing is due: the sale is still running, or all that can move has moved",
        NothingToClose: "something is still held here: claim or refund everyone and sweep first",

        // Amounts.
        ZeroAmount: "the amount is zero",
        UnderWalletMinimum: "the wallet's total would be above zero and under the wallet minimum",
        OverWalletMaximum: "the wallet's total would exceed the wallet maximum",
        OverAllowance: "the wallet's total would exceed its cap on the allowlist",
        MoreThanDeposited: "the wallet has less in the sale than that",
        Overflow: "a total would exceed what 64 bits hold",
        NoSuchTick: "the sale has no such price tick; fixed-price sales have only tick 0",
        AnotherTick: "this wallet already bids at another price: withdraw that bid first",

        // Gates.
        UnknownGate: "no gate has this number: 0 open, 1 allowlist, 2 co-signer",
        EmptyAllowlist: "an allowlist needs at least one wallet",
        NotOnAllowlist: "the proof does not show this wallet and cap on the sale's allowlist",
        CoSignerMissing: "this sale needs its co-signer's signature on every contribution",

        // Mints and accounts.
        SameMint: "base and quote mint are the same",
        ForeignMintAuthority: "the mint's authority is neither the creator nor revoked",
        FreezeAuthority: "the mint has a freeze authority: revoke it first",
        MintExtension: "the mint has an extension other than MetadataPointer and TokenMetadata",
        TooManyDecimals: "the mint has more than 18 decimals",
        NotTheOwnersAccount: "the account to pay is not the owner's associated token account",

        // The charter.
        UnknownKind: "no tranche kind has this number",
        UnknownRule: "no allocation rule has this number: 0 pro-rata, 1 level, 2 auction",
        UnknownChoice: "no such choice: 0 burns, 1 adds unsold tokens to the airdrop or returns failed ones",
        TooManyTranches: "a charter has at most 16 tranches",
        NoSuchTranche: "the charter has no tranche with this number",
        AirdropMissing: "unsold tokens are to go to an airdrop, and the charter has none",
        AirdropWindow: "an airdrop's list ends less than 30 days after the sale can last settle, or after its last step",
        AirdropAccount: "the accounts named are not the airdrop's list and vaults, in the charter's order",
        AirdropMint: "an airdrop's list is of another mint",
        AirdropSink: "an airdrop's list passes what is left to a list whose creator can still choose: burn it or buy back instead",
        AirdropSum: "an airdrop's list does not add up to its tranche",
        AirdropVault: "an airdrop's list has a vault that is not open: open all of them first",
        PlanAccount: "the account named is not the tranche's vesting plan, in the charter's order",
        PlanMint: "a vesting plan or its governor is of another mint",
        PlanKind: "a vesting plan is for another kind of tranche",
        PlanSum: "a vesting plan's total is not its tranche",
        PlanPrice: "a vesting plan states another price than its tranche",
        PlanLock: "a vesting plan vests earlier or faster than its tranche's lock",
        PlanList: "KOLs and VCs are paid by a plan with a published list that its grantor cannot reassign",
        PlanLaunch: "a vesting plan does not start with this launch's settlement",
        KolWallet: "one KOL's wallet gets more than 1 % of the supply",
        VcWallet: "one VC's wallet gets more than 5 % of the supply",
        StreamAccount: "the account named for the treasury's share of the raise is no stream",
        StreamLock: "the treasury's stream is faster than evenly over a year",
        MandateAccount: "a buyback tranche goes to another account than the mandate named",
        MandateMint: "the mandate buys another token, or pays with another",
        MandateLaunch: "the mandate does not take its price from this launch",
        MandateSink: "a launch's mandate burns what it buys",
        MandateRemainder: "what a launch's mandate does not spend goes to the launch's pool",
        MandatePlan: "the mandate watches a plan that is none of this launch's",
        BuybackWindow: "the mandate ends less than 180 days after the sale can last settle, or after it opens",
        SinkNotMandate: "a list or plan passes what is left to another mandate than this launch's",
        GovernorAccount: "every insider plan has the governor that is named last, and the treasury's stream has none",
        GovernorLimit: "the governor lets out more than 5 % of the supply in an epoch, or so little that the insiders would wait for more than twenty years",
        GovernorSeats: "the governor has other seats than this launch's insider plans take: nobody else may share it",
        DestinationCount: "name the destination of each airdrop, KOL, VC, team and treasury tranche, then the treasury's stream, then the mandate, then the insiders' governor, if there are insiders",
        DestinationTwice: "two tranches name the same destination",
        TrancheSum: "the tranches do not add up to the mint's supply",
        SaleTranches: "a charter has exactly one sale tranche",
        CommunityMin: "the community gets less than 40 % of the supply",
        CommunityMax: "the community gets more than 60 % of the supply",
        KolMax: "KOLs get more than 10 % of the supply",
        VcMax: "VCs get more than 15 % of the supply",
        InsiderMax: "KOLs, VCs and team get more than 35 % of the supply",
        LiquidityMin: "liquidity gets less than 5 % of the supply",
        Cliff: "an insider tranche's cliff is shorter than its discount demands",
        Linear: "an insider tranche's linear vesting is shorter than its discount demands",
        LockMax: "a lock is longer than ten years",
        OpeningValuation: "the sale's highest price values the supply above max_opening_fdv",

        // The terms of the sale.
        TickCount: "pro-rata sales have no ticks, the others between 1 and 64",
        TicksAscend: "ticks must ascend and start above zero",
        LadderReach: "the highest level is below the wallet maximum",
        AuctionFloor: "an auction's target is its lowest tick",
        Target: "the target is zero",
        MinRaise: "the minimum raise is zero",
        MinRaiseTarget: "the minimum raise exceeds the target",
        WalletMin: "the wallet minimum is zero",
        WalletMax: "the wallet maximum is below the wallet minimum",
        Duration: "the sale is shorter than an hour",
        DurationMax: "the sale is longer than 90 days",
        Freeze: "withdrawals must end at least 10 minutes before the close",
        FreezeMax: "withdrawals must stay possible for half of the sale",
        Grace: "the grace to settle is shorter than a day",
        GraceMax: "the grace to settle is longer than 30 days",
        RouteSum: "the shares of the raise do not add up to 100 %",
        RouteLiquidity: "less than 20 % of the raise goes to liquidity",
        RouteBuyback: "less than 5 % of the raise goes to the buyback",
        Lead: "the sale's opening is not in the future",
        LeadMax: "the sale opens more than a year from now",
    }
}

impl From<Bound> for LaunchError {
    /// Each bound that can be broken has the error of the same name.
    fn from(bound: Bound) -> Self {
        macro_rules! same_name {
            ($($name:ident)*) => { match bound { $(Bound::$name => LaunchError::$name,)* } };
        }
        same_name! {
            TrancheSum SaleTranches CommunityMin CommunityMax KolMax VcMax InsiderMax
            LiquidityMin Cliff Linear LockMax OpeningValuation AirdropMissing AirdropWindow
            KolWallet VcWallet BuybackWindow
            TickCount TicksAscend LadderReach AuctionFloor Target MinRaise MinRaiseTarget
            WalletMin WalletMax Duration DurationMax Freeze FreezeMax Grace GraceMax
            RouteSum RouteLiquidity RouteBuyback Lead LeadMax
        }
    }
}
