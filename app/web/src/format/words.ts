// The words for what is stored as numbers, as the programs' documentation says them.

export const KINDS = [
  'Community sale', 'Community airdrop', 'KOLs', 'VCs', 'Team', 'Liquidity', 'Treasury', 'Buyback',
] as const;

export const RULES = [
  {
    name: 'Pro-rata',
    says: 'One fixed price. If more comes in than is asked for, everyone is filled in the same proportion.',
  },
  {
    name: 'Level',
    says: 'One fixed price. Everyone is filled up to the same level before anyone gets more, so small contributions come first.',
  },
  {
    name: 'Auction',
    says: 'Bids set one price for all. Who bid above it is filled whole, at it in proportion, below it gets the money back.',
  },
] as const;

export const GATES = [
  'Everyone may contribute.',
  'Only wallets on a published list may contribute, each up to its own limit.',
  'A named key has to vouch for each wallet.',
] as const;

export const POLICIES = ['nobody', 'the grantor', 'the recipient', 'grantor or recipient'] as const;

/** Which plans a kind of tranche goes to. */
export const isGranted = (kind: number) => (kind >= 2 && kind <= 4) || kind === 6;
export const isInsider = (kind: number) => kind >= 2 && kind <= 4;

/** An address short enough to read and long enough to compare. */
export function short(address: string): string {
  return address.length > 10 ? `${address.slice(0, 4)}…${address.slice(-4)}` : address;
}
