//! The vesting plans and the treasury's stream: their clocks, grants, payments, and their end.

use std::collections::BTreeSet;

use groundswell_sdk::{
    Address,
    math::{governor::Meter, phase::Phase, window::SINK_WAIT_SECONDS},
    vesting::{GovernorKeys, PlanKeys},
    vesting_program::state::{Grant, OPENING_SECONDS, Plan, Sink},
};

use super::{Choice, Files, GrantView, Opens, Scene, Task, lists::takes};
use crate::view::{PlanView, Seen};

/// What of them is due.
pub fn due(scene: &Scene, files: &Files, choice: &Choice, payer: &Address) -> Vec<Task> {
    if scene.view.phase() != Phase::Settled {
        return vec![];
    }
    let mut meter = scene.view.governor.as_ref().map(|governor| {
        let value = &governor.value;
        (Meter { epoch: value.epoch, left: value.left }, value.limit, value.epoch_seconds)
    });
    let mut tasks = vec![];
    let plans = scene.view.plans.iter().chain(&scene.view.stream).zip(&scene.grants);
    for (view, grants) in plans {
        let (at, plan) = (view.plan.at, &view.plan.value);
        let one = One { scene, view, plan, keys: PlanKeys::of(at, plan), grants };
        if !plan.is_started() {
            tasks.push(one.task("start", one.keys.start()));
            continue;
        }
        tasks.extend(one.fund());
        tasks.extend(one.open(files, payer));
        if let Some(every) = choice.withdrawals {
            tasks.extend(one.withdrawals(every, &mut meter));
        }
        tasks.extend(one.end());
    }
    tasks.extend(governor(scene));
    tasks
}

/// The governor goes after the last plan that names it.
fn governor(scene: &Scene) -> Option<Task> {
    let Seen { at, value } = scene.view.governor.as_ref()?;
    let is_over = value.plans == 0 && value.taken == value.seats;
    let close = GovernorKeys::of(*at, value).close_governor(None);
    is_over.then(|| Task::new("close_governor", "the governor", close, *at))
}

/// One plan, or the stream.
struct One<'a> {
    scene: &'a Scene,
    view: &'a PlanView,
    plan: &'a Plan,
    keys: PlanKeys,
    grants: &'a [GrantView],
}

impl One<'_> {
    fn whose(&self) -> String {
        match self.view.tranche {
            Some(tranche) => format!("the plan of tranche {}", tranche.saturating_add(1)),
            None => "the treasury's stream".to_owned(),
        }
    }

    fn task(&self, name: &'static str, instruction: solana_instruction::Instruction) -> Task {
        Task::new(name, self.whose(), instruction, self.keys.plan)
    }

    fn held(&self) -> u64 {
        self.view.vault.map_or(0, |vault| vault.value)
    }

    /// Counts what arrived: all of it once, of a stream again and again.
    fn fund(&self) -> Option<Task> {
        if !self.plan.is_stream() {
            let tranche = self.view.tranche?;
            // Tokens of strangers would have the launch burn its own.
            let moved = self.scene.view.launch.value.unfunded(tranche).is_err();
            let full = !self.plan.is_funded.get() && self.held() >= self.plan.total;
            return (moved && full).then(|| self.task("fund", self.keys.fund(None)));
        }
        let grant = self.grants.first()?;
        let arrived = self.plan.held().is_ok_and(|books| self.held() > books);
        arrived.then(|| self.task("top_up", self.keys.top_up(grant.grant.at)))
    }

    /// Opens the grants that a file lists, and the stream's own.
    fn open(&self, files: &Files, payer: &Address) -> Vec<Task> {
        let is_over = self.plan.is_over(self.scene.view.now, OPENING_SECONDS);
        if self.plan.is_stream() {
            let arrived = self.plan.held().is_ok_and(|books| self.held() > books);
            let wanted = self.grants.is_empty() && (arrived || !is_over);
            let open = self.keys.open_stream(*payer, self.plan.recipient);
            return if wanted { vec![self.task("open_grant", open)] } else { vec![] };
        }
        let Some(list) = files.list(&self.keys.plan) else { return vec![] };
        if !self.plan.is_funded.get() || is_over {
            return vec![];
        }
        let opened: BTreeSet<Address> = self.grants.iter().map(|it| it.grant.at).collect();
        let entries = (0u32..).zip(list.dataset().entries());
        let open = entries.filter_map(|(index, (wallet, amount))| {
            let wallet = Address::new_from_array(*wallet);
            let at = self.keys.grant(&wallet);
            if opened.contains(&at) {
                return None;
            }
            let proof = list.tree().proof(0, index)?;
            let open = self.keys.open_grant(*payer, wallet, index, *amount, &proof);
            let whose = format!("the grant of {wallet} in {}", self.whose());
            Some(Task::new("open_grant", whose, open, at))
        });
        open.collect()
    }

    /// Pays what has vested, as far as the governor lets it out: its meter is shared.
    fn withdrawals(&self, every: i64, governor: &mut Option<(Meter, u64, u32)>) -> Vec<Task> {
        let now = self.scene.view.now;
        let mut tasks = vec![];
        for GrantView { grant, .. } in self.grants {
            let value = &grant.value;
            let silent = self.plan.needs_disclosure.get() && !value.is_disclosed.get();
            let due = value.due(self.plan, now).unwrap_or(0);
            if silent || due == 0 || !is_turn(self.plan, value, now, every) {
                continue;
            }
            if let (Some(_), Some((meter, limit, seconds))) = (self.keys.governor, &mut *governor) {
                let (granted, after) = meter.take(due, *limit, *seconds, now);
                *meter = after;
                if granted == 0 {
                    continue;
                }
            }
            let withdraw = self.keys.withdraw(grant.at, &value.recipient);
            let whose = format!("the grant of {} in {}", value.recipient, self.whose());
            let task = Task::new("withdraw", whose, withdraw, grant.at);
            tasks.push(task.into_accounts([Opens {
                wallet: value.recipient,
                mint: self.keys.mint,
                program: self.keys.token_program,
            }]));
        }
        tasks
    }

    /// What nobody is owed leaves; once everything is paid, every account is closed.
    fn end(&self) -> Vec<Task> {
        let now = self.scene.view.now;
        let mut tasks: Vec<Task> = self.forfeit().into_iter().collect();
        if !self.plan.is_over(now, OPENING_SECONDS) {
            return tasks;
        }
        for GrantView { grant, discloser } in self.grants {
            let silent = self.plan.needs_disclosure.get() && !grant.value.is_disclosed.get();
            if grant.value.is_paid() || silent {
                let close = self.keys.close_grant(grant.at, grant.value.rent_payer, *discloser);
                let whose = format!("the grant of {} in {}", grant.value.recipient, self.whose());
                tasks.push(Task::new("close_grant", whose, close, grant.at));
            }
        }
        let is_dry = !self.plan.is_stream()
            || self.scene.view.launch.value.is_paid_out.get() && self.held() == 0;
        let is_done = self.plan.is_funded.get()
            && self.plan.grants == 0
            && self.plan.sink_due(now).is_ok_and(|due| due == 0);
        if is_done && is_dry {
            tasks.push(self.task("close_plan", self.keys.close_plan(None)));
        }
        tasks
    }

    fn forfeit(&self) -> Option<Task> {
        let now = self.scene.view.now;
        let is_due = self.plan.sink_due(now).is_ok_and(|due| due > 0);
        let sink = Sink::from_u8(self.plan.sink).filter(|_| is_due)?;
        let task = self.task("forfeit", self.keys.forfeit(sink, self.plan.sink_address));
        match sink {
            Sink::Burn => Some(task),
            Sink::Buyback if takes(self.scene, &self.plan.sink_address) => {
                Some(task.into_accounts([Opens {
                    wallet: self.plan.sink_address,
                    mint: self.keys.mint,
                    program: self.keys.token_program,
                }]))
            }
            Sink::Buyback => self.plan.is_over(now, SINK_WAIT_SECONDS).then_some(task),
        }
    }
}

/// Whether something waits since before the present period of `every` seconds, counted from time
/// zero: else a plan that vests by the second would be cranked by the second. What is left of an
/// ended grant is paid at once.
pub(super) fn is_turn(plan: &Plan, grant: &Grant, now: i64, every: i64) -> bool {
    let elapsed = plan.elapsed(now).unwrap_or(0);
    let into = elapsed.checked_rem_euclid(every.max(1)).unwrap_or(0);
    let waited = grant.due(plan, now.saturating_sub(into)).is_ok_and(|due| due > 0);
    waited || elapsed >= plan.end
}
