//! What must hold after every step, each by its number.
//!
//! INV-4 has no function of its own: the model settles from the bare list of deposits, in the order
//! of names, so every claim that agrees with it (INV-A8) agrees whatever the order was. INV-A6 is
//! where steps are sent.

use groundswell_sdk::{
    distributor::decode_distributor, launch::decode_contribution, vesting::decode_grant,
};

use crate::{
    model::{Model, vested},
    run::{Run, Side},
};

pub type Checked = Result<(), (&'static str, String)>;

pub fn hold(id: &'static str, holds: bool, words: impl FnOnce() -> String) -> Checked {
    if holds { Ok(()) } else { Err((id, words())) }
}

/// Ledger and model at any moment.
pub fn after(run: &mut Run) -> Checked {
    inv_a8_every_balance_is_the_models(run)?;
    inv_12_nobody_else_may_move_a_vaults_tokens(run)?;
    inv_a7_supply_is_what_all_hold(run)?;
    for side in 0..2 {
        run.enter(side);
        inv_5_one_phase_and_only_forward(run, side)?;
        inv_7_the_price_is_the_models(run, side)?;
        inv_10_a_list_does_not_change(run, side)?;
        inv_a8_the_books_on_chain_are_the_models(run, side)?;
        inv_11_grants_on_chain_are_the_models(run, side)?;
        let model = &run.sides[side].model;
        inv_1_the_vault_holds_deposits_not_yet_paid(run, model)?;
        inv_2_nothing_is_lost_at_the_settlement(model)?;
        inv_3_each_is_accepted_and_refunded_what_was_put_in(model)?;
        inv_8_a_list_pays_no_more_than_it_was_given(run, model)?;
        inv_9_nothing_is_clawed_back_early(run, model)?;
        inv_11_no_more_is_paid_than_has_vested(run, model)?;
        inv_12_no_tender_spends_more_than_its_budget(model)?;
    }
    inv_6_a_place_in_a_sale_is_there_until_it_is_paid(run)
}

fn inv_a8_every_balance_is_the_models(run: &mut Run) -> Checked {
    for (label, address) in &run.places {
        let is = u128::from(run.world.stage.balance(address));
        let should = run.books.get(label).copied().unwrap_or(0);
        hold("INV-A8", is == should, || format!("{label} holds {is}, not {should}"))?;
    }
    Ok(())
}

/// No delegate, no authority to close, not frozen.
fn inv_12_nobody_else_may_move_a_vaults_tokens(run: &mut Run) -> Checked {
    let vaults: Vec<_> = run
        .places
        .iter()
        .filter(|(label, _)| {
            ["vault", "list", "mandate", "sale", "liquidity", "stream", "plan", "duties"]
                .iter()
                .any(|v| label.contains(v))
        })
        .map(|(label, at)| (label.clone(), *at))
        .collect();
    for (label, at) in vaults {
        let Some(account) = run.world.stage.ledger.account(&at).filter(|a| a.data.len() >= 165)
        else {
            continue;
        };
        let clean = account.data[72..76] == [0; 4]
            && account.data[129..133] == [0; 4]
            && account.data[108] == 1;
        hold("INV-12", clean, || format!("{label} has a delegate or is frozen"))?;
    }
    Ok(())
}

fn inv_a7_supply_is_what_all_hold(run: &mut Run) -> Checked {
    let mints = [("0b", run.sides[0].keys.base_mint), ("1b", run.sides[1].keys.base_mint)];
    for (token, mint) in mints {
        let prefix = format!("{token}/");
        let burned = run.books.get(&format!("{token}/burned")).copied().unwrap_or(0);
        let held: u128 = run
            .places
            .iter()
            .filter(|(label, _)| label.starts_with(&prefix))
            .map(|(_, at)| u128::from(run.world.stage.balance(at)))
            .sum();
        let supply = u128::from(run.world.stage.supply(&mint));
        hold("INV-A7", supply == held && supply + burned == 1_000_000, || {
            format!("{token}: {supply} exist, {held} are held, {burned} were burned")
        })?;
        let data = run.world.stage.ledger.account(&mint).unwrap().data;
        hold("INV-A7", data[..4] == [0; 4] && data[46..50] == [0; 4], || {
            format!("{token} has an authority")
        })?;
    }
    Ok(())
}

fn inv_5_one_phase_and_only_forward(run: &mut Run, side: usize) -> Checked {
    let model = &run.sides[side].model;
    if model.gone {
        return hold(
            "INV-5",
            run.world.stage.ledger.account(&run.world.keys.at.launch).is_none(),
            || "it is there".into(),
        );
    }
    let (now, was) = (run.world.now, run.phases[side]);
    let expected = model.phase(now);
    let is = match format!("{:?}", run.world.phase()).as_str() {
        "Sealed" => 0,
        "Open" => 1,
        "Closed" => 2,
        "Settled" => 3,
        "Failed" => 4,
        _ => 9,
    };
    hold("INV-5", is == expected && is >= was, || {
        format!("phase {was} became {is}, not {expected}")
    })?;
    run.phases[side] = is;
    Ok(())
}

fn inv_7_the_price_is_the_models(run: &mut Run, side: usize) -> Checked {
    let Some(outcome) = run.sides[side].model.outcome.clone() else { return Ok(()) };
    let stored = run.world.launch().clearing();
    let is = (u128::from(stored.price), u128::from(stored.raise));
    hold("INV-7", is == (outcome.price, outcome.raise), || format!("{is:?}, not {}", outcome.price))
}

fn inv_10_a_list_does_not_change(run: &mut Run, side: usize) -> Checked {
    let list = &run.sides[side].list;
    let Some(account) = run.world.stage.ledger.account(&list.keys.distributor) else {
        return Ok(());
    };
    let Some(stored) = decode_distributor(&account.data) else { return Ok(()) };
    let same = stored.root == list.args.root
        && stored.sum == list.args.sum
        && stored.ends_at == list.args.ends_at
        && stored.mint == list.keys.mint
        && stored.step_times[0] == list.args.steps[0].unlocks_at
        && stored.count == list.args.count;
    hold("INV-10", same, || "the list is another".into())
}

fn inv_a8_the_books_on_chain_are_the_models(run: &mut Run, side: usize) -> Checked {
    if run.sides[side].model.gone {
        return Ok(());
    }
    let launch = run.world.launch();
    let m = &run.sides[side].model;
    let is = (u128::from(launch.deposited), launch.contributors, u128::from(launch.base_held));
    let should = (m.total(), m.deposits.len() as u64, m.held);
    hold("INV-A8", is == should, || format!("the launch has {is:?}, not {should:?}"))?;
    let at = run.world.keys.mandate;
    let Some(account) = run.world.stage.ledger.account(&at).filter(|a| !a.data.is_empty()) else {
        return Ok(());
    };
    let stored = groundswell_sdk::buyback::decode_mandate(&account.data).unwrap();
    let m = &run.sides[side].model;
    let is = (u128::from(stored.held), u128::from(stored.owed));
    hold("INV-A8", is == (m.counted, m.owed), || {
        format!("the mandate has {is:?}, not {:?}", (m.counted, m.owed))
    })
}

fn inv_1_the_vault_holds_deposits_not_yet_paid(run: &Run, m: &Model) -> Checked {
    if m.paid_out {
        return Ok(());
    }
    let out: u128 = m.swept.iter().sum();
    let least = m.put_in - m.taken_out - m.refunded - out;
    let held = run.books[&m.q("sale")];
    let owed: u128 = match &m.outcome {
        Some(outcome) => m.deposits.keys().map(|name| outcome.of[name][1]).sum(),
        None => m.deposits.values().map(|deposit| deposit.0).sum(),
    };
    hold("INV-1", held >= least && held >= owed, || {
        format!("{held} held, {least} booked, {owed} owed")
    })
}

fn inv_2_nothing_is_lost_at_the_settlement(m: &Model) -> Checked {
    let Some(o) = &m.outcome else { return Ok(()) };
    let [spent, refunds, tokens] =
        o.of.values().fold([0; 3], |s, a| [s[0] + a[0], s[1] + a[1], s[2] + a[2]]);
    let n = o.of.len() as u128;
    let whole = spent + refunds == m.total() && spent <= o.raise && o.raise < spent + n.max(1);
    let cap = m.terms.rule == 2 || o.raise <= m.terms.target;
    hold("INV-2", whole && cap && tokens <= m.terms.for_sale, || {
        format!("{spent} {refunds} {tokens} {}", o.raise)
    })
}

fn inv_3_each_is_accepted_and_refunded_what_was_put_in(m: &Model) -> Checked {
    let Some(o) = &m.outcome else { return Ok(()) };
    for (name, deposit) in &m.deposits {
        let [spent, refund, tokens] = o.of[name];
        let exact = spent + refund == deposit.0 && tokens * o.price <= spent * m.terms.for_sale;
        hold("INV-3", exact, || format!("{name}: {spent} {refund} {tokens}"))?;
    }
    Ok(())
}

fn inv_6_a_place_in_a_sale_is_there_until_it_is_paid(run: &mut Run) -> Checked {
    for side in &run.sides {
        for (name, at) in &side.contributions {
            let should = side.model.deposits.get(name).map(|deposit| deposit.0);
            let stored = run.world.stage.ledger.account(at);
            let is = stored.and_then(|account| decode_contribution(&account.data));
            let is = is.map(|contribution| u128::from(contribution.amount.get()));
            hold("INV-6", is == should, || format!("{name} has {is:?}, not {should:?}"))?;
        }
    }
    Ok(())
}

fn inv_8_a_list_pays_no_more_than_it_was_given(run: &Run, m: &Model) -> Checked {
    let claimed: u128 = m.claimed.iter().map(|leaf| m.terms.list[*leaf].1).sum();
    let owed = m.terms.tranches[&1] - claimed;
    let held = run.books[&m.b("list")];
    hold("INV-8", !m.active || m.clawed || held >= owed, || format!("{held} held, {owed} owed"))
}

fn inv_9_nothing_is_clawed_back_early(run: &Run, m: &Model) -> Checked {
    hold("INV-9", !m.clawed || run.world.now >= m.terms.list_until, || "clawed back early".into())
}

fn inv_11_grants_on_chain_are_the_models(run: &mut Run, side: usize) -> Checked {
    let Side { model, grants, .. } = &run.sides[side];
    for (n, plan) in model.plans.iter().enumerate() {
        for (who, grant) in &plan.grants {
            let account = run.world.stage.ledger.account(&grants[&(n, *who)]);
            let stored = account.and_then(|account| decode_grant(&account.data));
            let is = stored.map(|g| [g.amount, g.entitled, g.withdrawn].map(u128::from));
            let should = Some([grant.amount, grant.entitled, grant.paid]);
            hold("INV-11", is == should, || format!("plan {n} {who}: {is:?}, not {should:?}"))?;
        }
    }
    Ok(())
}

fn inv_11_no_more_is_paid_than_has_vested(run: &Run, m: &Model) -> Checked {
    for plan in m.plans.iter().filter(|plan| !plan.closed) {
        for (who, g) in &plan.grants {
            let so_far = vested(plan, g.amount, run.world.now);
            let fine = g.paid <= so_far && g.paid <= g.entitled && g.entitled <= g.amount;
            hold("INV-11", fine, || format!("{who} has {} of {so_far}", g.paid))?;
        }
        let owed: u128 = plan.grants.values().map(|g| g.entitled - g.paid).sum();
        let held = run.books.get(&plan.vault).copied().unwrap_or(0);
        hold("INV-11", !plan.funded || held >= owed, || {
            format!("{} holds {held} of {owed}", plan.vault)
        })?;
        hold("INV-11", m.epoch.1 <= m.terms.epoch_most, || "the epoch let out more".into())?;
    }
    Ok(())
}

fn inv_12_no_tender_spends_more_than_its_budget(m: &Model) -> Checked {
    for (cycle, t) in &m.tenders {
        let dear = u128::from(t.at) > m.terms.ceiling_bps;
        let fine = t.budget <= m.terms.per_cycle
            && t.spent <= t.budget
            && t.paid <= t.spent
            && t.sunk <= t.bought;
        hold("INV-12", fine && !dear, || format!("cycle {cycle}: {} of {}", t.paid, t.budget))?;
    }
    Ok(())
}
