import {
  SOLANA_ERROR__JSON_RPC__METHOD_NOT_FOUND, SOLANA_ERROR__JSON_RPC__SERVER_ERROR_NODE_UNHEALTHY,
  SOLANA_ERROR__RPC__TRANSPORT_HTTP_ERROR, SolanaError, type Address, type Instruction, address, appendTransactionMessageInstructions, blockhash, compileTransaction,
  createTransactionMessage, pipe, setTransactionMessageFeePayer,
  setTransactionMessageLifetimeUsingBlockhash,
} from '@solana/kit';
import { describe, expect, it } from 'vitest';
import { getMakeOfferInstruction } from '../src/client/buyback';
import { LAUNCH_PROGRAM_ADDRESS, getSettleInstruction, getWithdrawInstruction } from '../src/client/launch';
import { fromRequest } from '../src/ledger/error';
import type { LaunchView } from '../src/ledger/launch';
import { SYSTEM_PROGRAM, TOKEN_PROGRAM } from '../src/ledger/tokens';
import { signer } from '../src/transactions/action';
import { explain } from '../src/transactions/explain';
import { openGrant } from '../src/transactions/grants';
import { refusalOf } from '../src/transactions/refusal';
import { contribute } from '../src/transactions/sale';
import { requireSame } from '../src/transactions/send';
import { SENTENCES } from '../src/transactions/sentences';
import { readFileSync } from 'node:fs';

const key = (_: number) => address('So11111111111111111111111111111111111111112');
const WALLET = address('4mjQ5aJu378cEu6TksRG3uXAiKFiwGjYQtWAjfVjDAJW');
const LAUNCH = address('2KDZmM9iQoYiUgqjSzSPpKc2LCNGGBsuvWAx1iyFrkp4');
const VAULT = address('9G97bJVQzLaMsgtVEsbthFSgJ2ZKgByNGstai7gjEG3f');
const UNITS = { base: 6, quote: 6 };

const made = (...instructions: Instruction[]) => compileTransaction(pipe(
  createTransactionMessage({ version: 0 }),
  (of) => setTransactionMessageFeePayer(WALLET, of),
  (of) => setTransactionMessageLifetimeUsingBlockhash({ blockhash: blockhash(LAUNCH), lastValidBlockHeight: 1n }, of),
  (of) => appendTransactionMessageInstructions(instructions, of),
));

const withdrawing = (amount: bigint) => getWithdrawInstruction({
  contributor: signer(WALLET), rentPayer: WALLET, launch: LAUNCH, contribution: key(1),
  contributorQuote: key(1), quoteVault: VAULT, amount,
});

describe('explaining', () => {
  it('reads amount, accounts and who signs from the transaction itself', () => {
    const explained = explain(made(withdrawing(1_500_000n)), new Map([[WALLET, 'your wallet']]), UNITS);
    expect(explained.payer).toBe(WALLET);
    expect(explained.signers).toEqual([WALLET]);
    const [step] = explained.steps;
    expect(step!.says).toBe('Moves 1.5 quote tokens from the sale back to you.');
    expect(step!.accounts.slice(0, 3)).toEqual([
      { role: 'contributor', address: WALLET, name: 'your wallet', signs: true, changes: true },
      { role: 'rent payer', address: WALLET, name: 'your wallet', signs: true, changes: true },
      { role: 'launch', address: LAUNCH, name: null, signs: false, changes: true },
    ]);
  });

  it('shows a wallet that opens its own grant in both of its roles', async () => {
    const accounts = { wallet: WALLET, base: [key(1), 255], quote: [key(1), 255] } as const;
    const { instructions } = await openGrant(accounts, VAULT, WALLET, { index: 3, amount: 1_500_000n, proof: [] });
    const { signers, steps } = explain(made(...instructions), new Map([[WALLET, 'your wallet']]), UNITS);
    expect(signers).toEqual([WALLET]);
    expect(steps[0]!.says).toBe('Opens a grant of 1.5 tokens, as the published list has it. You pay its rent and get it back. Moves no tokens.');
    expect(steps[0]!.accounts.slice(0, 2)).toEqual([
      { role: 'payer', address: WALLET, name: 'your wallet', signs: true, changes: true },
      { role: 'recipient', address: WALLET, name: 'your wallet', signs: true, changes: true },
    ]);
  });

  it('says a price as a share of the sale’s', () => {
    const instruction = getMakeOfferInstruction({
      payer: signer(WALLET), owner: signer(WALLET), mandate: LAUNCH, tender: key(1), offer: key(1),
      baseMint: VAULT, ownerBase: key(1), baseVault: key(1), baseTokenProgram: key(1),
      priceBps: 8_500, amount: 2_000_000n,
    });
    const [step] = explain(made(instruction), new Map(), UNITS).steps;
    expect(step!.says).toBe('Moves 2 tokens from you into the tender, asking 85 % of the sale’s price. What is not bought comes back.');
  });

  it('warns of a program that it does not know', () => {
    const [step] = explain(made({ programAddress: VAULT, data: new Uint8Array([1]) }), new Map(), UNITS).steps;
    expect(step!.says).toBe('Calls a program that this page does not know. Do not sign it.');
  });

  it('has a sentence only for instructions that exist', () => {
    for (const name of Object.keys(SENTENCES)) {
      const [program, instruction] = name.split('.') as [string, string];
      const idl = JSON.parse(readFileSync(new URL(`../../../idl/${program}.json`, import.meta.url), 'utf8'));
      const names = idl.instructions.map((of: { name: string }) => of.name.replace(/(^|_)./g, (at: string) => at.at(-1)!.toUpperCase()));
      expect(names).toContain(instruction);
    }
  });
});

describe('contributing wrapped SOL', () => {
  const SOL = address('So11111111111111111111111111111111111111112');
  const accounts = { wallet: WALLET, base: [VAULT, 255], quote: [LAUNCH, 255] } as const;
  const view = {
    address: VAULT, launch: { quoteVault: VAULT }, base: { decimals: 6 },
    quote: { address: SOL, program: TOKEN_PROGRAM, decimals: 9 },
  } as unknown as LaunchView;
  const says = async (quote: bigint) => {
    const { instructions } = await contribute(view, { accounts, quote, allowance: null }, { amount: 5_000_000_000n, tick: 0 });
    const names = new Map<Address, string>([[WALLET, 'your wallet'], [LAUNCH, 'your account of the quote token']]);
    return explain(made(...instructions), names, { base: 6, quote: 9 }).steps.map((step) => step.says);
  };
  const moves = 'Moves 5 quote tokens from you into the sale. Until withdrawals end you can take them back.';

  it('wraps what is missing, and says so', async () => {
    expect(await says(1_500_000_000n)).toEqual([
      'Makes the token account of your wallet, unless it is there. Its rent is paid once.',
      'Moves 3.5 SOL from you to your account of the quote token.',
      'Counts the SOL that arrived there as tokens: wraps it. Moves nothing.',
      moves,
    ]);
  });

  it('wraps nothing where there is enough', async () => {
    expect(await says(5_000_000_000n)).toEqual([moves]);
    expect(await says(4_999_999_999n)).toContain('Moves 0.000000001 SOL from you to your account of the quote token.');
  });

  it('does not take another instruction of these programs for one of these', () => {
    const other = [
      { programAddress: SYSTEM_PROGRAM, accounts: [], data: new Uint8Array([2, 0, 0, 0]) },
      { programAddress: SYSTEM_PROGRAM, accounts: [], data: new Uint8Array([1, ...new Uint8Array(11)]) },
      { programAddress: TOKEN_PROGRAM, accounts: [], data: new Uint8Array([3]) },
    ];
    for (const { says } of explain(made(...other), new Map(), UNITS).steps) {
      expect(says).toBe('Calls a program that this page does not know. Do not sign it.');
    }
  });
});

describe('a server that refuses', () => {
  const words = (error: unknown) => fromRequest(error, 'URL').message;
  const http = (statusCode: number) => new SolanaError(SOLANA_ERROR__RPC__TRANSPORT_HTTP_ERROR, { headers: new Headers(), message: '', statusCode });

  it.each([
    [http(429), 'The RPC server URL has had too many requests. The page keeps asking; another server can be named in the address with ?rpc=.'],
    [http(403), 'The RPC server URL lets this page ask nothing (HTTP 403). Name another server in the address with ?rpc=, or one with its key.'],
    [http(502), 'The RPC server URL answers with HTTP 502. The page keeps asking; another server can be named in the address with ?rpc=.'],
    [new SolanaError(SOLANA_ERROR__JSON_RPC__METHOD_NOT_FOUND, { __serverMessage: 'no such method' }), 'The RPC server URL refused the request: no such method'],
    [new SolanaError(SOLANA_ERROR__JSON_RPC__SERVER_ERROR_NODE_UNHEALTHY, { numSlotsBehind: 9 }), 'The RPC server URL refused the request: error -32005'],
  ])('%#: is quoted in words', (error, says) => {
    expect(words(error)).toBe(says);
  });
});

describe('a wallet that changes what it signs', () => {
  it('is not followed', () => {
    const explained = made(withdrawing(1n));
    expect(() => requireSame(explained, made(withdrawing(1n)), 'W')).not.toThrow();
    expect(() => requireSame(explained, made(withdrawing(2n)), 'W')).toThrow('W changed the transaction after it was explained to you, so it was not sent.');
  });
});

describe('a refusal', () => {
  const settling = made(getSettleInstruction({ launch: LAUNCH }));
  const custom = (code: number) => ({ InstructionError: [0, { Custom: code }] });

  it('is in the program’s own words', () => {
    expect(refusalOf(custom(6_002), [], settling)).toEqual({
      code: 6_002, words: 'The sale is not open: contributions and withdrawals are taken from opens_at until closes_at.',
    });
  });

  it('is of the program that failed, not of the one that was called', () => {
    const logs = [
      'Program TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA failed: custom program error: 0x1',
      `Program ${LAUNCH_PROGRAM_ADDRESS} failed: custom program error: 0x1`,
    ];
    expect(refusalOf(custom(1), logs, settling).words).toBe('Your token account does not hold enough.');
  });

  it.each([
    [custom(2_040), 'The program does not take these accounts (error 2040 of its framework). Nothing was sent. Tell whoever runs this page: it is a fault of theirs, not yours.'],
    ['BlockhashNotFound', 'The transaction is too old for the ledger. Prepare it again.'],
    ['AccountNotFound', 'Your wallet has no SOL for fees and rent. Send it some and try again.'],
    [{ InstructionError: [0, 'MissingRequiredSignature'] }, 'The ledger refuses it: MissingRequiredSignature.'],
  ])('of %j is in words', (error, words) => {
    expect(refusalOf(error, [], settling).words).toBe(words);
  });
});
