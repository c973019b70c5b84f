// The ledger under test: the project's local ledger, with the launch of its demo.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  type Address, type Instruction, type KeyPairSigner, address, appendTransactionMessageInstruction,
  createKeyPairSignerFromBytes, createTransactionMessage, getBase58Decoder,
  getBase64EncodedWireTransaction, pipe, setTransactionMessageFeePayerSigner,
  setTransactionMessageLifetimeUsingBlockhash, signTransactionMessageWithSigners,
} from '@solana/kit';
import { type RawAccount, accounts, connect } from '../src/ledger/connection';
import { type LaunchView, readLaunch } from '../src/ledger/launch';
import { balanceOf } from '../src/ledger/tokens';
import { accountsOf } from '../src/transactions/action';

const BINARY = process.env.GROUNDSWELL_LOCALNET ?? '../../target/debug/groundswell-localnet';

/** What is where, as tests ask for it. */
export interface Facts {
  rpc: string;
  launch: string;
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
    closes_at: number;
    lists: Record<string, { address: string; folder: string }>;
    plans: Record<string, { address: string; folder: string }>;
  };
}

export class TestLedger {
  private constructor(
    readonly facts: Facts,
    /** Its folder, with `localnet.json`. */
    readonly dir: string,
    /** The folder with the launch's lists and plans, each called by its address. */
    readonly lists: string,
    private readonly process: ChildProcess,
  ) {}

  /** Starts one, its launch in the middle of its sale; time stands still. */
  static async start(): Promise<TestLedger> {
    const dir = mkdtempSync(join(tmpdir(), 'groundswell-localnet-'));
    const [rpcPort, wsPort] = [await freePort(), await freePort()];
    // Not in its folder, which holds nothing else.
    const file = join(mkdtempSync(join(tmpdir(), 'groundswell-launch-')), 'launch.toml');
    writeFileSync(file, launchFile());
    const args = [file, '--speed', '0', '--rpc-port', `${rpcPort}`, '--ws-port', `${wsPort}`, '--dir', dir];
    const child = spawn(BINARY, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    // Whoever waits for it must not wait for one that has ended.
    const ended = new Promise<never>((_, fail) => {
      child.once('error', (error) => fail(new Error(`${error.message}: cargo build -p groundswell-localnet makes it`)));
      child.once('exit', (code) => fail(new Error(`${BINARY} ended with ${code}: what it said is above`)));
    });
    process.once('exit', () => child.kill('SIGINT'));
    await Promise.race([ended, ready(child)]);
    const said = JSON.parse(readFileSync(join(dir, 'localnet.json'), 'utf8')) as Localnet;
    const lists = join(dir, 'lists');
    mkdirSync(lists);
    for (const { address, folder } of [...Object.values(said.launch.lists), ...Object.values(said.launch.plans)]) {
      symlinkSync(join(dir, folder), join(lists, address));
    }
    const keys = Object.entries(said.wallets).map(([name, { keypair }]) => [name, JSON.parse(readFileSync(join(dir, keypair), 'utf8'))]);
    const { address: launch, closes_at: closesAt } = said.launch;
    return new TestLedger({ rpc: said.rpc, launch, closesAt, wallets: Object.fromEntries(keys) }, dir, lists, child);
  }

  stop() {
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

  /** Who signs for a wallet. */
  signer(name: string): Promise<KeyPairSigner> {
    return createKeyPairSignerFromBytes(Uint8Array.from(this.facts.wallets[name]!));
  }

  /** Sends an instruction whose signers sign; `payer` pays. */
  async send(payer: KeyPairSigner, instruction: Instruction): Promise<void> {
    const { rpc } = await connect(this.facts.rpc);
    const { value: lifetime } = await rpc.getLatestBlockhash().send();
    const signed = await signTransactionMessageWithSigners(pipe(
      createTransactionMessage({ version: 0 }),
      (of) => setTransactionMessageFeePayerSigner(payer, of),
      (of) => setTransactionMessageLifetimeUsingBlockhash(lifetime, of),
      (of) => appendTransactionMessageInstruction(instruction, of),
    ));
    await rpc.sendTransaction(getBase64EncodedWireTransaction(signed), { encoding: 'base64' }).send();
  }

  /** The launch as it is stored now. */
  async view(): Promise<LaunchView> {
    return readLaunch(await connect(this.facts.rpc), this.facts.launch);
  }

  async account(at: Address): Promise<RawAccount | undefined> {
    return (await accounts(await connect(this.facts.rpc), [at])).at.get(at);
  }

  /** What a list or a plan gives a wallet in all (base units). */
  listed(at: Address, name: string): bigint {
    const rows = readFileSync(join(this.lists, at, 'list.csv'), 'utf8').split('\n');
    const row = rows.find((of) => of.startsWith(`${this.address(name)},`));
    if (!row) throw new Error(`${name} is not on ${at}`);
    return BigInt(row.split(',')[1]!);
  }

  /** What a wallet holds of both tokens (base units). */
  async holds(name: string): Promise<{ base: bigint; quote: bigint }> {
    const { base, quote } = await accountsOf(await this.view(), this.address(name));
    const of = async (at: Address) => balanceOf((await this.account(at))?.data) ?? 0n;
    return { base: await of(base[0]), quote: await of(quote[0]) };
  }
}

/** The example, of which VCs may pass their grants on. */
function launchFile(): string {
  const example = readFileSync('../../examples/level.toml', 'utf8');
  return example.replace('kind = "vc"', 'kind = "vc"\nreassign = "recipient"');
}

/** Once it says so. */
async function ready(child: ChildProcess): Promise<void> {
  for await (const line of createInterface(child.stdout!)) if (line.startsWith('Ready.')) return;
}

/** One that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
