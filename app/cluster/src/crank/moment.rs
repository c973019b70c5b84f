//! When the next step will be due, if nobody does anything until then.

use groundswell_sdk::{
    math::{phase::Phase, window::SINK_WAIT_SECONDS},
    vesting_program::state::{OPENING_SECONDS, Plan},
};

use super::{Choice, Files, Scene, mandate::is_dark, plans::is_turn};

/// A moment that is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When (unix seconds).
    pub at: i64,
    /// What happens then: `the sale closes`.
    pub what: String,
}

/// The first moment after now at which something will be due by itself. `None` if there is none:
/// what others may do, such as sending tokens, has no time.
pub fn next_moment(scene: &Scene, files: &Files, choice: &Choice) -> Option<Moment> {
    let mut moments = vec![];
    sale(scene, &mut moments);
    lists(scene, files, &mut moments);
    plans(scene, choice, &mut moments);
    mandate(scene, &mut moments);
    let ahead = moments.into_iter().filter(|(at, _)| *at > scene.view.now);
    let (at, what) = ahead.min_by(|a, b| a.0.cmp(&b.0))?;
    Some(Moment { at, what })
}

type Moments = Vec<(i64, String)>;

fn sale(scene: &Scene, moments: &mut Moments) {
    let launch = &scene.view.launch.value;
    match scene.view.phase() {
        Phase::Sealed | Phase::Open => moments.push((launch.closes_at, "the sale closes".into())),
        Phase::Closed => {
            let at = launch.timeline().settles_before();
            moments.push((at, "the sale fails unless it is settled".into()));
        }
        _ => {}
    }
}

fn lists(scene: &Scene, files: &Files, moments: &mut Moments) {
    for view in &scene.view.lists {
        let (at, list) = (view.list.at, &view.list.value);
        if list.has_ended(scene.view.now) {
            let waited = list.ends_at.saturating_add(SINK_WAIT_SECONDS);
            if list.opened_vaults > 0 {
                moments.push((waited, format!("the list {at} has waited for its sink")));
            }
            continue;
        }
        if list.is_active.get() && files.list(&at).is_some() {
            let steps = list.steps();
            moments.extend(steps.map(|it| (it.unlocks_at, format!("the list {at} unlocks more"))));
        }
        moments.push((list.ends_at, format!("the list {at} ends")));
    }
}

fn plans(scene: &Scene, choice: &Choice, moments: &mut Moments) {
    if scene.view.phase() != Phase::Settled {
        return;
    }
    let now = scene.view.now;
    let plans = scene.view.plans.iter().chain(&scene.view.stream).zip(&scene.grants);
    for (view, grants) in plans {
        let plan = &view.plan.value;
        if !plan.is_started() {
            continue;
        }
        let after = |seconds: i64| plan.starts_at.saturating_add(plan.end).saturating_add(seconds);
        moments.push((after(OPENING_SECONDS), "a plan's grants can be closed".into()));
        let Some(every) = choice.withdrawals else { continue };
        let waits = |it: &super::GrantView| {
            let grant = &it.grant.value;
            let may_be_paid = !plan.needs_disclosure.get() || grant.is_disclosed.get();
            may_be_paid && !grant.is_paid()
        };
        if grants.iter().any(waits) {
            let governed = scene.view.governor.as_ref().filter(|it| it.at == plan.governor);
            let epoch = governed.map(|governor| i64::from(governor.value.epoch_seconds));
            let blocked =
                grants.iter().any(|it| waits(it) && is_turn(plan, &it.grant.value, now, every));
            moments.push((vesting(plan, now, every), "more of a plan has vested".into()));
            // What is due and was not sent waits for the governor.
            if let Some(epoch) = epoch.filter(|_| blocked) {
                moments.push((boundary(now, epoch), "the governor's next epoch begins".into()));
            }
        }
    }
}

/// When something has vested at the beginning of a period of `every` seconds, or at the end.
fn vesting(plan: &Plan, now: i64, every: i64) -> i64 {
    let elapsed = now.saturating_sub(plan.starts_at);
    let first = plan.with_schedule(|schedule| match schedule {
        groundswell_sdk::math::schedule::Schedule::Linear { start, cliff, .. } => start.max(cliff),
        groundswell_sdk::math::schedule::Schedule::Steps(steps) => {
            let next = steps.iter().find(|step| step.unlocks_at > elapsed);
            next.or(steps.last()).map_or(0, |step| step.unlocks_at)
        }
    });
    // The period in which it vests is not over before its end; the last second counts for itself.
    let next = boundary(elapsed.max(first.saturating_sub(1)), every);
    plan.starts_at.saturating_add(if elapsed < plan.end { next.min(plan.end) } else { next })
}

/// The first multiple of `every` after `time`.
fn boundary(time: i64, every: i64) -> i64 {
    let into = time.checked_rem_euclid(every.max(1)).unwrap_or(0);
    time.saturating_sub(into).saturating_add(every.max(1))
}

fn mandate(scene: &Scene, moments: &mut Moments) {
    let Some(view) = &scene.view.mandate else { return };
    let mandate = &view.mandate.value;
    for tender in &view.tenders {
        let what = format!("the tender of cycle {} closes", tender.value.cycle);
        moments.push((tender.value.closes_at, what));
    }
    let is_settled = scene.view.phase() == Phase::Settled;
    if is_settled && mandate.is_started() {
        let calendar = mandate.calendar();
        let ahead = (mandate.next_cycle..calendar.cycles()).find_map(|cycle| {
            let tender = calendar.tender_of(cycle)?;
            let is_free = is_dark(scene, mandate, tender) == Some(false);
            (tender.opens_at > scene.view.now && is_free).then_some((cycle, tender))
        });
        if let Some((cycle, tender)) = ahead {
            moments.push((tender.opens_at, format!("the tender of cycle {cycle} opens")));
        }
    }
    moments.push((mandate.ends_at, "the mandate ends".into()));
}
