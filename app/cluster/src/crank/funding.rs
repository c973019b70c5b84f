//! The tranches that leave the launch once the sale has settled: to lists, plans and the mandate.

use groundswell_sdk::{distributor::ListKeys, math::phase::Phase};

use super::{Scene, Task, sale::base};

/// Which of them are due.
pub fn due(scene: &Scene) -> Vec<Task> {
    let (view, keys) = (&scene.view, &scene.view.keys);
    if view.phase() != Phase::Settled {
        return vec![];
    }
    let (at, launch) = (view.launch.at, &view.launch.value);
    let mut tasks = vec![];
    for (number, tranche) in (0u8..).zip(launch.tranches()) {
        if launch.unfunded(number).is_err() {
            continue;
        }
        let whose = format!("tranche {}", number.saturating_add(1));
        if tranche.is_airdrop() {
            let list = view.lists.iter().find(|list| list.tranche == number);
            let vaults = |list: &crate::view::ListView| {
                ListKeys::of(list.list.at, &list.list.value).vault_count()
            };
            // Past the first end it is burned, whether or not its list is still there.
            if list.is_some() || view.now >= launch.airdrops_end_at {
                let vaults = list.map_or(0, vaults);
                let fund = keys.fund_airdrop(number, tranche.destination, vaults);
                tasks.push(Task::new("fund_airdrop", whose, fund, at));
            }
        } else if tranche.is_granted() {
            let plan = view.plans.iter().find(|plan| plan.tranche == Some(number));
            // A plan that waits for its clock is started first; one that is gone burns the tranche.
            if plan.is_none_or(|plan| plan.plan.value.is_started()) {
                let fund = keys.fund_plan(number, tranche.destination);
                tasks.push(Task::new("fund_plan", whose, fund, at));
            }
        } else if tranche.is_buyback() {
            let fund = Task::new("fund_buyback", whose, keys.fund_buyback(number), at);
            tasks.push(fund.into_accounts([base(scene, keys.mandate)]));
        }
    }
    tasks
}
