// Which launch? Shown where the address names none.

import { type FormEvent, useState } from 'react';
import { isAddress } from '@solana/kit';

export function Start({ rpc }: { rpc: string }) {
  const [problem, setProblem] = useState<string | null>(null);

  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const launch = String(fields.get('launch')).trim();
    const server = String(fields.get('rpc')).trim();
    if (!isAddress(launch)) return setProblem('That is not an address. It has 32 to 44 letters and digits.');
    if (!URL.canParse(server)) return setProblem('That is not a server. It begins with https:// or http://.');
    window.location.search = new URLSearchParams({ rpc: server, launch }).toString();
  };

  return (
    <main className="start">
      <h1>Groundswell</h1>
      <p>A launch, its terms and its money, read from the ledger by this page and nobody else.</p>
      <form onSubmit={open} noValidate className="panel">
        <label htmlFor="launch">Address of the launch</label>
        <input id="launch" name="launch" autoComplete="off" spellCheck={false} />
        <label htmlFor="rpc">RPC server</label>
        <input id="rpc" name="rpc" defaultValue={rpc} autoComplete="off" spellCheck={false} inputMode="url" />
        {problem && <p className="wrong" role="alert">{problem}</p>}
        <button type="submit">Show the launch</button>
      </form>
    </main>
  );
}
