// Who can do what, and when: the same questions for every launch.

import type { ReactNode } from 'react';
import { moment } from '../../format/time';
import { KINDS, POLICIES } from '../../format/words';
import { type LaunchView, tranchesOf } from '../../ledger/launch';
import type { Moment } from '../../rules/sale';
import { Account } from '../../ui/account';
import { Panel } from '../../ui/panel';

interface Risk {
  question: string;
  /** Nobody can. */
  safe: boolean;
  answer: ReactNode;
}

export function RiskCard({ view, at }: { view: LaunchView; at: Moment }) {
  return (
    <Panel title="Who can do what" lead="The same questions for every launch, answered by its accounts.">
      <dl className="risks" data-testid="risks">
        {risks(view, at).map(({ question, safe, answer }) => (
          <div key={question} className={safe ? 'safe' : 'can'}>
            <dt>{question}</dt>
            <dd><span className="verdict">{safe ? '✓ Nobody.' : '! Someone can.'}</span> {answer}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function risks(view: LaunchView, at: Moment): Risk[] {
  const { launch, base, quote } = view;
  const early = at.phase === 'Draft' || at.phase === 'Sealed';
  return [
    {
      question: 'Make more tokens?', safe: !base.mintAuthority,
      answer: base.mintAuthority ? <>Its mint authority is <Account at={base.mintAuthority} />.</> : 'The mint has no authority, and never will again.',
    },
    {
      question: 'Freeze tokens?', safe: !base.freezeAuthority && !quote.freezeAuthority, answer: freezing(view),
    },
    {
      question: 'Change the terms?', safe: launch.isSealed,
      answer: launch.isSealed ? 'The charter is sealed: no instruction changes it.' : <>The creator <Account at={launch.creator} />, until it is sealed.</>,
    },
    {
      question: 'Call the launch off?', safe: !early,
      answer: early ? <>The creator <Account at={launch.creator} />, until {moment(launch.opensAt)}.</> : 'That was possible only before the sale opened.',
    },
    {
      question: 'Take contributors’ money?', safe: true,
      answer: 'It buys at the price of the sale or goes back; payouts go only to the contributor’s own accounts.',
    },
    { question: 'Take grants back?', ...cancelling(view) },
    { question: 'Claw back the airdrop?', ...clawingBack(view) },
    { question: 'Change the programs?', ...upgrading(view) },
  ];
}

function freezing({ base, quote }: LaunchView): ReactNode {
  if (!base.freezeAuthority && !quote.freezeAuthority) return 'Neither token has a freeze authority.';
  return (
    <>
      {base.freezeAuthority && <>The token’s issuer <Account at={base.freezeAuthority} /> can freeze accounts of it. </>}
      {quote.freezeAuthority && <>The quote token’s issuer <Account at={quote.freezeAuthority} /> can freeze accounts of it.</>}
    </>
  );
}

function cancelling(view: LaunchView): Omit<Risk, 'question'> {
  const plans = tranchesOf(view).filter((tranche) => tranche.plan && tranche.plan.cancel !== 0);
  if (plans.length === 0) return { safe: true, answer: 'No plan can be cancelled.' };
  const words = plans.map(({ kind, plan }) => `${KINDS[kind]}: ${POLICIES[plan!.cancel]}`).join('; ');
  return { safe: false, answer: `What has not vested can be cancelled. ${words}. It is burned or bought back with, never returned.` };
}

function clawingBack(view: LaunchView): Omit<Risk, 'question'> {
  const lists = [...view.lists.values()];
  if (lists.length === 0) return { safe: true, answer: 'There is no airdrop.' };
  const ends = lists.reduce((first, { endsAt }) => (endsAt < first ? endsAt : first), lists[0]!.endsAt);
  const burned = lists.every((list) => list.sink === 0);
  return { safe: true, answer: `Claims stay open until ${moment(ends)}. What nobody claimed is then ${burned ? 'burned' : 'burned or bought back with'}, whoever asks.` };
}

function upgrading(view: LaunchView): Omit<Risk, 'question'> {
  const open = view.programs.filter((program) => program.authority !== null);
  if (open.length === 0) return { safe: true, answer: 'No key can upgrade any of the four programs.' };
  const unknown = open.every((program) => program.authority === undefined);
  if (unknown) return { safe: false, answer: 'It cannot be seen on this ledger who may upgrade the programs.' };
  return {
    safe: false,
    answer: (
      <>
        Whoever holds these keys can change everything, at any time:{' '}
        {open.map((program) => (
          <span key={program.name} className="each">{program.name} {program.authority ? <Account at={program.authority} /> : '(not known)'}</span>
        ))}
      </>
    ),
  };
}
