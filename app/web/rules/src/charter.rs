//! The charter: every bound with what was found, the valuation, the lock a discount demands.

use core::slice::ChunksExactMut;

use groundswell_math::charter::{
    Charter, Finding, Kind, Limit, Lock, MAX_TRANCHES, Tranche, discount_bps, required_lock,
};

use crate::slots::{Slots, answer, halves, with};

/// Slots of one tranche: kind, amount, price, cliff_seconds, linear_seconds.
const TRANCHE: usize = 5;
/// Slots of one finding: bound, index, what kind of limit (0 at least, 1 at most, 2 exactly), then
/// what was found and the limit, each low and high half, and whether it holds.
const FINDING: usize = 8;

/// In: `count` tranches. Out: eight slots for each bound of the charter.
#[unsafe(no_mangle)]
pub extern "C" fn charter(
    count: u32,
    supply: u64,
    highest_price: u64,
    max_opening_fdv: u64,
    unsold_to_airdrop: u32,
) -> u32 {
    with(|slots| {
        let Some((tranches, count)) = tranches(slots, count) else { return 0 };
        let tranches = tranches.get(..count).unwrap_or_default();
        let unsold_to_airdrop = unsold_to_airdrop != 0;
        let charter =
            Charter { supply, tranches, highest_price, max_opening_fdv, unsold_to_airdrop };
        let mut sheet = Sheet::on(slots);
        charter.findings(&mut |finding| sheet.write(finding));
        sheet.written
    })
}

/// What the part of the largest wallet of a kind's tranche may be: eight slots, or none.
#[unsafe(no_mangle)]
pub extern "C" fn wallet(kind: u32, largest: u64, supply: u64) -> u32 {
    with(|slots| {
        let Some(kind) = u8::try_from(kind).ok().and_then(Kind::from_u8) else { return 0 };
        let mut sheet = Sheet::on(slots);
        kind.wallet_findings(largest, supply, &mut |finding| sheet.write(finding));
        sheet.written
    })
}

/// In: `count` tranches. Out: low and high half of the valuation of `supply` at `highest_price`.
#[unsafe(no_mangle)]
pub extern "C" fn valuation(count: u32, supply: u64, highest_price: u64) -> u32 {
    with(|slots| {
        let found = tranches(slots, count).and_then(|(tranches, count)| {
            let tranches = tranches.get(..count)?;
            let (max_opening_fdv, unsold_to_airdrop) = (0, false);
            Charter { supply, tranches, highest_price, max_opening_fdv, unsold_to_airdrop }
                .highest_valuation()
        });
        answer(slots, found.map(halves))
    })
}

/// The discount (bps) of `price` against `sale_price`, and the cliff and the linear part (seconds)
/// that it demands at least.
#[unsafe(no_mangle)]
pub extern "C" fn discount(price: u64, sale_price: u64) -> u32 {
    let bps = discount_bps(price, sale_price);
    let lock = required_lock(bps);
    let results = [bps.into(), lock.cliff_seconds.into(), lock.linear_seconds.into()];
    with(|slots| answer(slots, Some(results)))
}

/// Slots that findings are written to, one behind the other.
pub(crate) struct Sheet<'a> {
    room: ChunksExactMut<'a, u64>,
    /// How many were.
    pub written: u32,
}

impl<'a> Sheet<'a> {
    /// An empty one.
    pub fn on(slots: &'a mut Slots) -> Self {
        Sheet { room: slots.chunks_exact_mut(FINDING), written: 0 }
    }

    /// Writes a finding, where there is room.
    pub fn write(&mut self, finding: Finding) {
        if let Some(slots) = self.room.next() {
            slots.copy_from_slice(&encoded(&finding));
            self.written = self.written.saturating_add(FINDING as u32);
        }
    }
}

fn encoded(finding: &Finding) -> [u64; FINDING] {
    let kind = match finding.limit {
        Limit::AtLeast(_) => 0,
        Limit::AtMost(_) => 1,
        Limit::Exactly(_) => 2,
    };
    let [actual, actual_high] = halves(finding.actual);
    let [limit, limit_high] = halves(finding.limit());
    let bound = finding.bound as u64;
    [
        bound,
        finding.index.into(),
        kind,
        actual,
        actual_high,
        limit,
        limit_high,
        finding.holds().into(),
    ]
}

fn tranches(slots: &Slots, count: u32) -> Option<([Tranche; MAX_TRANCHES], usize)> {
    let count = usize::try_from(count).ok().filter(|count| *count <= MAX_TRANCHES)?;
    let nothing = Lock { cliff_seconds: 0, linear_seconds: 0 };
    let unused = Tranche { kind: Kind::CommunitySale, amount: 0, price: 0, lock: nothing };
    let mut tranches = [unused; MAX_TRANCHES];
    for (tranche, slots) in tranches.iter_mut().zip(slots.chunks_exact(TRANCHE)).take(count) {
        let [kind, amount, price, cliff, linear] = slots.try_into().ok()?;
        *tranche = Tranche {
            kind: Kind::from_u8(u8::try_from(kind).ok()?)?,
            amount,
            price,
            lock: Lock {
                cliff_seconds: u32::try_from(cliff).ok()?,
                linear_seconds: u32::try_from(linear).ok()?,
            },
        };
    }
    Some((tranches, count))
}
