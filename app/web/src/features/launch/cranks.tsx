// What anyone may do now to move the launch on. Each pays only those it is owed to.

import type { LaunchView } from '../../ledger/launch';
import { tranchesOf } from '../../ledger/launch';
import type { Mine } from '../../ledger/mine';
import { KINDS } from '../../format/words';
import type { Moment } from '../../rules/sale';
import { cycleAt, tenderOf } from '../../rules/mandate';
import type { Action } from '../../transactions/action';
import { clearTender, countMoney, openCycle, retire, sinkBought, startMandate } from '../../transactions/buyback';
import { countStream, startPlan } from '../../transactions/grants';
import { fundTranche, settle, sweep } from '../../transactions/sale';
import { Panel } from '../../ui/panel';
import { ActionButton } from '../review/action-button';

interface Crank {
  label: string;
  why: string;
  build: () => Promise<Action> | Action;
}

interface Props {
  view: LaunchView;
  mine: Mine | null;
  at: Moment;
  now: bigint;
}

export function Cranks({ view, mine, at, now }: Props) {
  const due = [...saleCranks(view, mine, at), ...buybackCranks(view, mine, now)];
  if (due.length === 0) return null;
  return (
    <Panel wide title="What anyone may do now" lead="Nobody can hold a launch up: each step is open to everyone and pays only those it is owed to. You pay the network’s fee.">
      <ul className="cranks">
        {due.map(({ label, why, build }) => (
          <li key={label}><span>{why}</span> <ActionButton build={build}>{label}</ActionButton></li>
        ))}
      </ul>
    </Panel>
  );
}

function saleCranks(view: LaunchView, mine: Mine | null, at: Moment): Crank[] {
  const due: Crank[] = [];
  if (at.phase === 'Closed') {
    due.push({ label: 'Settle the sale', why: 'The sale is over: settling fixes the price.', build: () => settle(view) });
  }
  if (at.phase !== 'Settled') return due;
  const { launch } = view;
  if (launch.proceedsPaid.every((paid) => paid === 0n)) {
    due.push({ label: 'Move the proceeds on', why: 'The raise waits to go to liquidity, buyback and treasury.', build: () => sweep(view) });
  }
  for (const tranche of tranchesOf(view)) {
    const leaves = tranche.list || tranche.plan || tranche.kind === 7;
    const name = `${KINDS[tranche.kind]} (tranche ${tranche.index + 1})`;
    if (leaves && !tranche.isFunded && mine) {
      due.push({
        label: `Fund ${name}`, why: 'Its tokens wait to go to the account that pays them out.',
        build: () => fundTranche(view, tranche, mine.accounts.wallet),
      });
    }
  }
  due.push(...streamCranks(view));
  return due;
}

function streamCranks(view: LaunchView): Crank[] {
  const { stream, launch, held } = view;
  if (!stream) return [];
  if (!stream.hasStarted) {
    return [{ label: 'Start the treasury’s stream', why: 'The treasury is paid its share of the raise over time.', build: () => startPlan(view, launch.treasuryStream) }];
  }
  // Counting needs the stream's one grant, which is opened with the first money.
  const arrived = (held.get(launch.treasuryVault) ?? 0n) > stream.total - stream.withdrawn;
  return arrived ? [{ label: 'Count the treasury’s money', why: 'Money arrived that the stream has not counted.', build: () => countStream(view) }] : [];
}

function buybackCranks(view: LaunchView, mine: Mine | null, now: bigint): Crank[] {
  const { mandate, tender, launch } = view;
  if (!mandate || !launch.isSettled) return [];
  if (mandate.referenceBase === 0n) {
    return [{ label: 'Start the buyback', why: 'It takes the sale’s price as its reference.', build: () => startMandate(view) }];
  }
  const due: Crank[] = [];
  if ((view.held.get(launch.buybackVault) ?? 0n) > mandate.held) {
    due.push({ label: 'Count the buyback’s money', why: 'Money arrived that the buyback has not counted.', build: () => countMoney(view) });
  }
  if (view.retiring > 0n) {
    due.push({ label: 'Burn the buyback’s tranche', why: 'Tokens were sent to the buyback: they are burned, not sold.', build: () => retire(view, mandate) });
  }
  const calendar = { ...mandate };
  const cycle = cycleAt(calendar, now);
  const mayOpen = cycle !== null && cycle >= mandate.nextCycle && tenderOf(calendar, cycle, now)?.mayOpen;
  if (mayOpen && !mandate.hasTender && mine && mandate.held > mandate.owed) {
    due.push({
      label: `Open the tender of cycle ${cycle}`, why: 'Holders can then offer tokens to the buyback.',
      build: () => openCycle(view, mandate, mine.accounts, cycle),
    });
  }
  if (tender && !tender.data.isCleared && now >= tender.data.closesAt) {
    due.push({ label: 'Clear the tender', why: 'Its time is over: clearing fixes the price for everyone.', build: () => clearTender(view, tender) });
  }
  for (const { data } of view.receipts) {
    if (data.bought > data.sunk) {
      due.push({
        label: `Burn what cycle ${data.cycle} bought`, why: 'Tokens that were bought and collected wait to be burned.',
        build: () => sinkBought(view, mandate, data.cycle),
      });
    }
  }
  return due;
}
