//! The plans that a world's launch goes to: its granted tranches, its treasury, its governor.

use groundswell_sdk::{
    Address,
    math::{
        amount::bps_floor,
        charter::{KOL_WALLET_MAX_BPS, Kind, VC_WALLET_MAX_BPS},
        schedule::SCHEDULE_MAX_SECONDS,
    },
    pda,
    program::TrancheArgs,
    vesting::GovernorKeys,
    vesting_program::{
        CreateGovernorArgs,
        state::{Governor, Policy},
    },
};

use crate::{
    call::Call,
    given::DAY,
    plan::PlanGiven,
    stage::{Stage, address},
    tokens,
    world::World,
};

/// A year, as the treasury's stream lasts (seconds).
pub const YEAR: i64 = 365 * DAY;

impl World {
    /// The plans of the launch's granted tranches, in their order. KOLs and VCs are as many
    /// wallets as it takes, `kol 0` and on, each with as much as one may have but the last; team
    /// and treasury have no list.
    pub fn plans(&self) -> Vec<PlanGiven> {
        let tranches = self.given.tranches.iter().filter(|t| granted(t) && t.amount > 0);
        let id = |number: u64| self.given.args.id * 100 + number;
        (0..).zip(tranches).map(|(number, tranche)| self.plan(id(number), tranche)).collect()
    }

    fn plan(&self, id: u64, tranche: &TrancheArgs) -> PlanGiven {
        let kind = Kind::from_u8(tranche.kind).unwrap();
        let share = match kind {
            Kind::Kol => Some(("kol", KOL_WALLET_MAX_BPS)),
            Kind::Vc => Some(("vc", VC_WALLET_MAX_BPS)),
            _ => None,
        };
        let entries = share.map(|(name, bps)| {
            // A list of thousands would tell no more.
            let most = bps_floor(self.given.supply, bps).unwrap().max(tranche.amount / 200 + 1);
            let entry = |n| (address(&format!("{name} {n}")), most.min(tranche.amount - n * most));
            (0..tranche.amount.div_ceil(most)).map(entry).collect()
        });
        let plan = PlanGiven::on(self.keys.base_mint, id, entries.unwrap_or_default());
        let cliff = i64::from(tranche.cliff_seconds).min(SCHEDULE_MAX_SECONDS - 1);
        let end = cliff + i64::from(tranche.linear_seconds.max(1));
        let mut plan = plan.with(|args| {
            (args.launch, args.starts_at) = (self.keys.at.launch, 0);
            (args.total, args.price, args.tranche_kind) =
                (tranche.amount, tranche.price, tranche.kind);
            if args.count == 0 {
                args.largest = tranche.amount;
            }
            (args.start, args.cliff, args.end) = (cliff, cliff, end.min(SCHEDULE_MAX_SECONDS));
            args.cancel = Policy::Grantor as u8;
        });
        plan.keys.token_program = self.keys.base_token_program;
        plan.keys.governor = kind.is_insider().then(|| self.governor_keys().governor);
        plan
    }

    /// The stream of the treasury's share of the raise: to `treasurer`, evenly over a year.
    pub fn stream(&self) -> PlanGiven {
        let stream = PlanGiven::on(self.keys.quote_mint, self.given.args.id, vec![]);
        stream.streaming("treasurer").with(|args| {
            (args.launch, args.starts_at) = (self.keys.at.launch, 0);
            (args.start, args.cliff, args.end) = (0, 0, YEAR);
            args.tranche_kind = Kind::Treasury as u8;
        })
    }

    /// Where the insiders' governor is.
    pub fn governor_keys(&self) -> GovernorKeys {
        let (creator, mint) = (address("grantor"), self.keys.base_mint);
        let governor = pda::governor(&mint, &creator, self.given.args.id);
        GovernorKeys { creator, rent_payer: address("rent payer"), mint, governor }
    }

    /// What it is made of: a hundredth of the supply a week, and a seat for each insider tranche.
    pub fn governor(&self) -> CreateGovernorArgs {
        let insiders = self.given.tranches.iter().filter(|t| kind(t).is_some_and(Kind::is_insider));
        CreateGovernorArgs {
            id: self.given.args.id,
            epoch_seconds: 7 * DAY as u32,
            limit: (self.given.supply / 100).max(1),
            seats: insiders.count() as u32,
        }
    }

    /// Makes the governor, if the launch needs one.
    pub fn make_governor(&mut self) {
        if self.governor().seats > 0 {
            self.make_governor_with(|_| ());
        }
    }

    /// Makes the governor, changed.
    pub fn make_governor_with(&mut self, change: impl FnOnce(&mut CreateGovernorArgs)) {
        let mut args = self.governor();
        change(&mut args);
        let make = self.governor_keys().create_governor(args);
        self.stage.call(make, "CreateGovernor", &["grantor", "rent payer"]).succeeds();
    }

    /// Makes governor, plans and stream, but for those that are there.
    pub fn make_plans(&mut self) {
        let governor = self.governor_keys().governor;
        if self.ledger.account(&governor).is_none() {
            self.make_governor();
        }
        let mut plans = self.plans();
        plans.push(self.stream());
        for plan in plans {
            if self.ledger.account(&plan.keys.plan).is_none() {
                plan.create_plan(self).succeeds();
            }
        }
    }

    /// The governor to name in `seal`.
    pub fn governor_to_name(&self) -> Option<Address> {
        (self.governor().seats > 0).then(|| self.governor_keys().governor)
    }

    /// `fund_plan` of a tranche.
    pub fn fund_plan(&mut self, tranche: u8) -> Call<'_> {
        let plan = self.tranches()[usize::from(tranche)].destination;
        let instruction = self.keys.fund_plan(tranche, plan);
        self.stage.call(instruction, "FundPlan", &[])
    }

    /// Starts and funds every plan, and starts the stream.
    pub fn fund_plans(&mut self) {
        self.stream().start(self).succeeds();
        let tranches = self.given.tranches.clone();
        let granted = (0..).zip(&tranches).filter(|(_, tranche)| granted(tranche));
        for ((number, _), plan) in granted.zip(self.plans()) {
            plan.start(self).succeeds();
            self.fund_plan(number).succeeds();
            plan.fund_by_nobody(self).succeeds();
        }
    }

    /// Gives up plans, stream and governor of a launch that is gone.
    pub fn give_up_plans(&mut self) {
        for plan in self.plans().into_iter().chain([self.stream()]) {
            plan.give_up(self).succeeds();
        }
        let close = self.governor_keys().close_governor(None);
        self.stage.call(close, "CloseGovernor", &[]).succeeds();
    }

    /// The governor as stored.
    pub fn stored_governor(&mut self) -> Governor {
        let at = self.governor_keys().governor;
        let account = self.ledger.account(&at).unwrap();
        groundswell_sdk::vesting::decode_governor(&account.data).unwrap()
    }

    /// Quote units in the vault of the treasury's stream.
    pub fn treasury(&mut self) -> u64 {
        let vault = self.keys.treasury_vault();
        self.balance(&vault)
    }
}

impl PlanGiven {
    /// The same as a stream to a wallet that goes by name.
    pub fn streaming(self, to: &str) -> PlanGiven {
        self.with(|args| {
            args.recipient = address(to);
            (args.total, args.largest) = (0, 0);
            (args.cancel, args.reassign) = (Policy::Neither as u8, Policy::Neither as u8);
        })
    }

    /// `open_grant` of a stream, paid for by the host.
    pub fn open_stream<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        let instruction = self.keys.open_stream(address("host"), self.args.recipient);
        stage.call(instruction, "OpenGrant", &["host"])
    }

    /// `top_up`.
    pub fn top_up<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        let grant = self.keys.grant(&self.args.recipient);
        stage.call(self.keys.top_up(grant), "TopUp", &[])
    }

    /// Sends the vault tokens out of a wallet's associated account.
    pub fn send(&self, stage: &mut Stage, from: &str, amount: u64) {
        let account = self.keys.account_of(&address(from)).0;
        let send = tokens::transfer(&account, &self.keys.vault(), &address(from), amount);
        stage.run(&[send], &[from]);
    }
}

fn kind(tranche: &TrancheArgs) -> Option<Kind> {
    Kind::from_u8(tranche.kind)
}

/// Whether a tranche goes to a plan.
pub fn granted(tranche: &TrancheArgs) -> bool {
    kind(tranche).is_some_and(Kind::is_granted)
}
