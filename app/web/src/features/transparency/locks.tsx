// Locks: every plan, what it holds and what has left it.

import { amount } from '../../format/amount';
import { duration, moment } from '../../format/time';
import { KINDS, POLICIES } from '../../format/words';
import { type LaunchView, tranchesOf } from '../../ledger/launch';
import { scheduleOf } from '../../ledger/schedule';
import { vested } from '../../rules/vesting';
import { Account } from '../../ui/account';
import { Panel } from '../../ui/panel';

export function Locks({ view }: { view: LaunchView }) {
  const { governor, base } = view;
  const plans = tranchesOf(view).filter((tranche) => tranche.plan);
  if (plans.length === 0) return null;
  const tokens = (units: bigint) => amount(units, base.decimals);
  return (
    <Panel wide title="Locks" lead={governor
      ? <>All insiders together can take out at most {tokens(governor.limit)} tokens in {duration(governor.epochSeconds)}; {tokens(governor.left)} went out in the last epoch that was counted (<Account at={view.launch.governor} />).</>
      : 'No governor bounds these plans together.'}
    >
      <div className="scroll" tabIndex={0} role="group" aria-label="Locks">
        <table data-testid="locks">
          <thead>
            <tr>
              <th scope="col">For</th><th scope="col">Plan</th><th scope="col" className="n">In all</th><th scope="col" className="n">Vested</th>
              <th scope="col" className="n">Withdrawn</th><th scope="col" className="n">Forfeited</th><th scope="col">First unlock</th><th scope="col">All of it</th><th scope="col">Who may cancel</th>
            </tr>
          </thead>
          <tbody>
            {plans.map(({ index, kind, destination, plan }) => {
              const of = plan!;
              const first = of.schedule === 0 ? of.cliff : of.stepTimes[0]!;
              const when = (seconds: bigint) => (of.hasStarted ? moment(of.startsAt + seconds) : seconds === 0n ? 'at settlement' : `${duration(seconds)} after settlement`);
              return (
                <tr key={index}>
                  <th scope="row">{KINDS[kind]}</th>
                  <td><Account at={destination} /></td>
                  <td className="n">{tokens(of.total)}</td>
                  <td className="n">{of.hasStarted ? tokens(vested(scheduleOf(of), of.total, view.now - of.startsAt)) : '0'}</td>
                  <td className="n">{tokens(of.withdrawn)}</td>
                  <td className="n">{tokens(of.forfeited)}</td>
                  <td>{when(first)}</td>
                  <td>{when(of.end)}</td>
                  <td>{POLICIES[of.cancel]}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
