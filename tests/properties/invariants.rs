//! What must hold after every step, each by its number: first, that the ledger is as the model says.

use groundswell_sdk::{
    distributor::decode_distributor, launch::decode_contribution, vesting::decode_grant,
};

use crate::{covered::covered, model::beside, run::Run, side::Side};

/// The number of the invariant that does not hold, and how.
pub type Checked = Result<(), (&'static str, String)>;

/// Whether it holds.
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
        inv_4_demand_is_who_has_how_much_in(run, side)?;
        inv_5_one_phase_and_only_forward(run, side)?;
        inv_7_the_price_is_the_models(run, side)?;
        inv_10_a_list_does_not_change(run, side)?;
        inv_a8_the_books_on_chain_are_the_models(run, side)?;
        inv_11_grants_on_chain_are_the_models(run, side)?;
        covered(run, &run.sides[side])?;
    }
    inv_6_a_place_in_a_sale_is_there_until_it_is_paid(run)
}

fn inv_a8_every_balance_is_the_models(run: &mut Run) -> Checked {
    for (label, address) in &run.places {
        let is = u128::from(run.world.stage.balance(address));
        let should = run.books.of(label);
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
            ["vault", "list", "mandate", "sale", "liquidity", "stream", "plan", "duties", "shelf"]
                .iter()
                .any(|v| label.contains(v) && !label.contains("lister"))
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
    for side in 0..2 {
        let (token, mint) = (format!("{side}b"), run.sides[side].keys.base_mint);
        let prefix = format!("{token}/");
        let burned = run.books.of(&format!("{token}/burned"));
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
        let sealed = run.sides[side].did("seal");
        hold("INV-A7", !sealed || data[..4] == [0; 4] && data[46..50] == [0; 4], || {
            format!("{token} has an authority")
        })?;
    }
    Ok(())
}

/// The ladder, which alone decides, as the deposits of all who are in give it in any order.
fn inv_4_demand_is_who_has_how_much_in(run: &mut Run, side: usize) -> Checked {
    let sale = &run.sides[side].model.sale;
    if sale.phase(run.world.now) > 2 {
        return Ok(());
    }
    let deposits: Vec<_> = sale.deposits.values().copied().collect();
    let auction = sale.terms.rule == 2;
    let launch = run.world.launch();
    let mut low = 0;
    for (tick, (high, is)) in launch.ticks().iter().zip(launch.demand()).enumerate() {
        let high = u128::from(*high);
        let here = |(d, at): &(u128, usize)| match auction {
            true if *at == tick => *d,
            true => 0,
            false => (*d).min(high) - (*d).min(low),
        };
        let should: u128 = deposits.iter().map(here).sum();
        hold("INV-4", u128::from(*is) == should, || format!("tick {tick}: {is}, not {should}"))?;
        low = high;
    }
    Ok(())
}

fn inv_5_one_phase_and_only_forward(run: &mut Run, side: usize) -> Checked {
    let sale = &run.sides[side].model.sale;
    let expected = sale.phase(run.world.now);
    if run.sides[side].did("close") && expected == 4 {
        let there = run.world.stage.ledger.account(&run.world.keys.at.launch);
        let gone = there.is_none_or(|account| account.data.is_empty());
        return hold("INV-5", gone, || "it is there".into());
    }
    let was = run.phases[side];
    let is = match format!("{:?}", run.world.phase()).as_str() {
        "Draft" if !run.sides[side].did("seal") => 0,
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
    let Some(outcome) = run.sides[side].model.sale.outcome.clone() else { return Ok(()) };
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
    let sale = &run.sides[side].model.sale;
    if run.sides[side].did("close") && sale.phase(run.world.now) == 4 {
        return Ok(());
    }
    let launch = run.world.launch();
    let vault = sale.b("vault");
    // What strangers gave is not the launch's.
    let held = run.books.of(&vault) - run.books.moved(&beside(&vault, "gift"), &vault);
    let is = (u128::from(launch.deposited), launch.contributors, u128::from(launch.base_held));
    let should = (sale.deposited, sale.deposits.len() as u64, held);
    hold("INV-A8", is == should, || format!("the launch has {is:?}, not {should:?}"))?;
    let at = run.world.keys.mandate;
    let Some(account) = run.world.stage.ledger.account(&at).filter(|a| !a.data.is_empty()) else {
        return Ok(());
    };
    let stored = groundswell_sdk::buyback::decode_mandate(&account.data).unwrap();
    let is = (u128::from(stored.held), u128::from(stored.owed));
    let m = &run.sides[side].model;
    let should = (m.counted, m.owed());
    hold("INV-A8", is == should, || format!("the mandate has {is:?}, not {should:?}"))
}

fn inv_6_a_place_in_a_sale_is_there_until_it_is_paid(run: &mut Run) -> Checked {
    for side in &run.sides {
        for (name, at) in &side.contributions {
            let should = side.model.sale.deposits.get(name).map(|deposit| deposit.0);
            let stored = run.world.stage.ledger.account(at);
            let is = stored.and_then(|account| decode_contribution(&account.data));
            let is = is.map(|contribution| u128::from(contribution.amount.get()));
            hold("INV-6", is == should, || format!("{name} has {is:?}, not {should:?}"))?;
        }
    }
    Ok(())
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
