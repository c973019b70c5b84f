// The ledger under test: any that speaks JSON-RPC, with a launch in the middle of its sale.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Address, address, getBase58Decoder } from '@solana/kit';
import { type RawAccount, accounts, connect } from '../src/ledger/connection';
import { type LaunchView, readLaunch } from '../src/ledger/launch';
import { balanceOf } from '../src/ledger/tokens';
import { accountsOf } from '../src/transactions/action';

/** What the ledger says of itself. */
export interface Facts {
  rpc: string;
  launch: string;
  opensAt: number;
  closesAt: number;
  /** Name and the 64 bytes of the key of each. */
  wallets: Record<string, number[]>;
}

/** What `localnet.json` says, as far as it is needed here. */
interface Localnet {
  rpc: string;
  wallets: Record<string, { keypair: string }>;
  launch: {
    address: string;
    opens_at: number;
    closes_at: number;
    lists: Record<string, { address: string; folder: string }>;
    plans: Record<string, { address: string; folder: string }>;
  };
}

export class TestLedger {
  private constructor(
    readonly facts: Facts,
    /** The folder with the proofs of the launch's lists. */
    readonly lists: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(): Promise<TestLedger> {
    const lists = mkdtempSync(join(tmpdir(), 'groundswell-lists-'));
    const binary = process.env.GROUNDSWELL_PAGE_LEDGER ?? '../../target/debug/page_ledger';
    const child = spawn(binary, [lists], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = await Promise.race([
      once(createInterface(child.stdout), 'line'),
      once(child, 'error').then(([error]) => { throw error as Error; }),
    ]);
    return new TestLedger(JSON.parse(String(line)), lists, child);
  }

  /** The project's local ledger, its launch as far as `phase`; time stands still. */
  static async localnet(binary: string, phase: string): Promise<TestLedger> {
    const dir = mkdtempSync(join(tmpdir(), 'groundswell-localnet-'));
    const [rpcPort, wsPort] = [await freePort(), await freePort()];
    const args = ['--phase', phase, '--speed', '0', '--rpc-port', `${rpcPort}`, '--ws-port', `${wsPort}`, '--dir', dir];
    const child = spawn(binary, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) if (line.startsWith('Ready.')) break;
    const said = JSON.parse(readFileSync(join(dir, 'localnet.json'), 'utf8')) as Localnet;
    const lists = mkdtempSync(join(tmpdir(), 'groundswell-lists-'));
    for (const { address, folder } of [...Object.values(said.launch.lists), ...Object.values(said.launch.plans)]) {
      symlinkSync(join(dir, folder), join(lists, address));
    }
    const keys = Object.entries(said.wallets).map(([name, { keypair }]) => [name, JSON.parse(readFileSync(join(dir, keypair), 'utf8'))]);
    const { address: launch, opens_at: opensAt, closes_at: closesAt } = said.launch;
    return new TestLedger({ rpc: said.rpc, launch, opensAt, closesAt, wallets: Object.fromEntries(keys) }, lists, child);
  }

  stop() {
    this.process.stdin!.end();
    this.process.kill('SIGINT');
  }

  address(name: string): Address {
    return address(getBase58Decoder().decode(Uint8Array.from(this.facts.wallets[name]!.slice(32))));
  }

  /** Sets the clock (unix seconds). */
  async travel(to: number): Promise<void> {
    const body = { jsonrpc: '2.0', id: 1, method: 'surfnet_timeTravel', params: [{ absoluteTimestamp: to * 1000 }] };
    const response = await fetch(this.facts.rpc, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    const answer = (await response.json()) as { error?: { message: string } };
    if (answer.error) throw new Error(answer.error.message);
  }

  /** The launch as it is stored now. */
  async view(): Promise<LaunchView> {
    return readLaunch(await connect(this.facts.rpc), this.facts.launch);
  }

  async account(at: Address): Promise<RawAccount | undefined> {
    return (await accounts(await connect(this.facts.rpc), [at])).at.get(at);
  }

  /** What a wallet holds of both tokens (base units). */
  async holds(name: string): Promise<{ base: bigint; quote: bigint }> {
    const { base, quote } = await accountsOf(await this.view(), this.address(name));
    const of = async (at: Address) => balanceOf((await this.account(at))?.data) ?? 0n;
    return { base: await of(base[0]), quote: await of(quote[0]) };
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
