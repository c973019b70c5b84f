//! The sale itself: settling it, paying everyone out, moving what is due, closing.

use groundswell_sdk::{
    Address,
    math::phase::Phase,
    program::state::{Contribution, Launch},
};
use spl_token_interface::ID as TOKEN;

use super::{Choice, Opens, Scene, Task};
use crate::view::Seen;

/// What of it is due.
pub fn due(scene: &Scene, choice: &Choice) -> Vec<Task> {
    let (view, keys) = (&scene.view, &scene.view.keys);
    let (at, launch) = (view.launch.at, &view.launch.value);
    match view.phase() {
        Phase::Closed => vec![Task::new("settle", "the sale", keys.settle(), at)],
        Phase::Settled => {
            let mut tasks: Vec<Task> = sweep_settled(scene).into_iter().collect();
            tasks.extend(scene.contributions.iter().filter_map(|it| claim(scene, it)));
            if may_close(launch) {
                tasks.push(Task::new("close", "the sale's vault", keys.close(), at));
            }
            tasks
        }
        Phase::Failed if launch.is_sealed.get() => {
            let mut tasks: Vec<Task> =
                scene.contributions.iter().map(|it| refund(scene, it)).collect();
            if launch.base_held > 0 {
                let sweep = Task::new("sweep", "the supply", keys.sweep(None), at);
                let returned = (launch.on_failure == 1).then(|| base(scene, launch.creator));
                tasks.push(sweep.into_accounts(returned));
            }
            if may_close(launch) && launch.base_held == 0 && is_last(scene, choice) {
                let donated = [view.quote_vault, view.liquidity_vault];
                let donated = donated.iter().flatten().any(|vault| vault.value > 0);
                let close = Task::new("close", "the launch", keys.close(), at);
                tasks.push(close.into_accounts(donated.then(|| quote(scene, launch.creator))));
            }
            tasks
        }
        _ => vec![],
    }
}

/// What names a launch's lists and its mandate is the launch: it goes after them, unless its
/// closing alone is asked for.
fn is_last(scene: &Scene, choice: &Choice) -> bool {
    let alone = choice.only.as_deref() == Some("close");
    alone || scene.view.lists.is_empty() && scene.view.mandate.is_none()
}

fn may_close(launch: &Launch) -> bool {
    launch.contributors == 0
        && launch.unsold_due().is_ok_and(|due| due == 0)
        && launch.proceeds_due().is_ok_and(|due| due.is_zero())
        && !launch.is_paid_out.get()
}

fn sweep_settled(scene: &Scene) -> Option<Task> {
    let launch = &scene.view.launch.value;
    let proceeds = launch.proceeds_due().ok()?;
    let is_due = !proceeds.is_zero() || launch.unsold_due().ok()? > 0;
    let vault = Some(launch.airdrop_vault).filter(|vault| *vault != Address::default());
    let sweep = scene.view.keys.sweep(vault);
    is_due.then(|| Task::new("sweep", "the proceeds", sweep, scene.view.launch.at))
}

fn claim(scene: &Scene, contribution: &Seen<Contribution>) -> Option<Task> {
    let (launch, Seen { at, value }) = (&scene.view.launch.value, contribution);
    let clearing = launch.clearing();
    let owed = clearing.allocation(value.amount.get(), value.tick, launch.for_sale)?;
    let claim = scene.view.keys.claim(value.contributor, value.rent_payer);
    let tokens = (owed.tokens > 0).then(|| base(scene, value.contributor));
    let money = (owed.refund > 0).then(|| quote(scene, value.contributor));
    let task = Task::new("claim", whose(value), claim, *at);
    Some(task.into_accounts(tokens.into_iter().chain(money)))
}

fn refund(scene: &Scene, Seen { at, value }: &Seen<Contribution>) -> Task {
    let refund = scene.view.keys.refund(value.contributor, value.rent_payer);
    let task = Task::new("refund", whose(value), refund, *at);
    task.into_accounts([quote(scene, value.contributor)])
}

fn whose(contribution: &Contribution) -> String {
    format!("the contribution of {}", contribution.contributor)
}

/// `wallet`'s account of the launched token.
pub(super) fn base(scene: &Scene, wallet: Address) -> Opens {
    let keys = &scene.view.keys;
    Opens { wallet, mint: keys.base_mint, program: keys.base_token_program }
}

/// `wallet`'s account of what contributors pay with.
pub(super) fn quote(scene: &Scene, wallet: Address) -> Opens {
    Opens { wallet, mint: scene.view.keys.quote_mint, program: TOKEN }
}
