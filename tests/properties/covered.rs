//! What is owed is there, and nobody has had more than the terms give, each by its number.

use crate::{
    invariants::{Checked, hold},
    model::{Books, Model, beside},
    run::Run,
    side::Side,
};

/// What was promised in one launch, after any step.
pub fn covered(run: &Run, side: &Side) -> Checked {
    inv_1_the_vault_holds_deposits_not_yet_paid(run, side)?;
    inv_2_nothing_is_lost_at_the_settlement(&side.model)?;
    inv_3_each_is_accepted_and_refunded_what_was_put_in(&side.model)?;
    inv_8_a_list_pays_no_more_than_it_was_given(run, side)?;
    inv_9_nothing_is_clawed_back_early(run, side)?;
    inv_11_no_more_is_paid_than_has_vested(run, side)?;
    inv_12_no_tender_spends_more_than_its_budget(&run.books, &side.model)
}

/// What is in, what was accepted of those who were paid, less what was moved on; and gifts.
fn inv_1_the_vault_holds_deposits_not_yet_paid(run: &Run, side: &Side) -> Checked {
    let (m, books, vault) = (&side.model.sale, &run.books, side.model.sale.q("sale"));
    if side.did("close") {
        return Ok(());
    }
    let inside: u128 = m.deposits.values().map(|deposit| deposit.0).sum();
    let paid = m.outcome.iter().flat_map(|o| &o.of).filter(|o| !m.deposits.contains_key(*o.0));
    let accepted: u128 = paid.map(|(_, of)| of[0]).sum();
    let moved = ["liquidity", "mandate", "stream"].map(|to| books.moved(&vault, &m.q(to)));
    let gifts = books.moved(&beside(&vault, "gift"), &vault);
    let should = inside + accepted + gifts - moved.iter().sum::<u128>();
    let owed: u128 = match &m.outcome {
        Some(outcome) => m.deposits.keys().map(|name| outcome.of[name][1]).sum(),
        None => inside,
    };
    let held = books.of(&vault);
    hold("INV-1", held == should && held >= owed, || {
        format!("{held} held, {should} booked, {owed} owed")
    })
}

fn inv_2_nothing_is_lost_at_the_settlement(m: &Model) -> Checked {
    let Some(o) = &m.sale.outcome else { return Ok(()) };
    let [spent, refunds, tokens] =
        o.of.values().fold([0; 3], |s, a| [s[0] + a[0], s[1] + a[1], s[2] + a[2]]);
    let (n, terms) = (o.of.len() as u128, &m.sale.terms);
    let deposited = m.sale.deposited;
    let whole = spent + refunds == deposited && spent <= o.raise && o.raise < spent + n.max(1);
    let cap = terms.rule == 2 || o.raise <= terms.target.into();
    hold("INV-2", whole && cap && tokens <= m.sale.tranches[0], || {
        format!("{spent} {refunds} {tokens} {}", o.raise)
    })
}

fn inv_3_each_is_accepted_and_refunded_what_was_put_in(m: &Model) -> Checked {
    let Some(o) = &m.sale.outcome else { return Ok(()) };
    for (name, deposit) in &m.sale.deposits {
        let [spent, refund, tokens] = o.of[name];
        let fair = tokens * o.price <= spent * m.sale.tranches[0];
        hold("INV-3", spent + refund == deposit.0 && fair, || {
            format!("{name}: {spent} {refund} {tokens}")
        })?;
    }
    Ok(())
}

fn inv_8_a_list_pays_no_more_than_it_was_given(run: &Run, side: &Side) -> Checked {
    let (sale, list) = (&side.model.sale, side.model.sale.b("list"));
    let unpaid = |(who, amount): &(&str, u128)| amount - run.books.moved(&list, &sale.b(who));
    let owed: u128 = sale.list.iter().map(unpaid).sum();
    let held = run.books.of(&list);
    hold("INV-8", !side.did("activate") || side.did("clawback") || held >= owed, || {
        format!("{held} held, {owed} owed")
    })
}

fn inv_9_nothing_is_clawed_back_early(run: &Run, side: &Side) -> Checked {
    let early = run.world.now < side.model.sale.list_until;
    hold("INV-9", !(side.did("clawback") && early), || "clawed back early".into())
}

fn inv_11_no_more_is_paid_than_has_vested(run: &Run, side: &Side) -> Checked {
    let m = &side.model;
    for (n, plan) in m.plans.iter().enumerate().filter(|(n, _)| !side.closed(*n)) {
        for (who, g) in &plan.grants {
            let so_far = plan.vested(who, run.world.now);
            let fine = g.paid <= so_far && g.paid <= g.entitled && g.entitled <= g.amount;
            hold("INV-11", fine, || format!("{who} has {} of {so_far}", g.paid))?;
        }
        let owed: u128 = plan.grants.values().map(|g| g.entitled - g.paid).sum();
        let held = run.books.of(&plan.vault);
        hold("INV-11", !side.funded(n) || held >= owed, || {
            format!("{} holds {held} of {owed}", plan.vault)
        })?;
    }
    let most = u128::from(m.governor.limit);
    hold("INV-11", m.epochs.values().all(|out| *out <= most), || "an epoch let out more".into())
}

fn inv_12_no_tender_spends_more_than_its_budget(books: &Books, m: &Model) -> Checked {
    let terms = &m.mandate;
    for (cycle, t) in &m.tenders {
        let dear = t.offers.iter().any(|((_, bps), o)| o[1] > 0 && *bps > terms.ceiling_bps);
        let spent = t.spent.unwrap_or(0);
        let fine = t.budget <= terms.per_cycle.into()
            && spent <= t.budget
            && t.paid <= spent
            && t.sunk <= t.bought;
        hold("INV-12", fine && !dear, || format!("cycle {cycle}: {} of {}", t.paid, t.budget))?;
    }
    let held = books.of(&m.sale.q("mandate"));
    let owed = m.owed();
    hold("INV-12", owed <= held, || format!("{held} held, {owed} owed"))
}
