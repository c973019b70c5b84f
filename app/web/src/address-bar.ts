// What the page's address says: which server, which launch, which page.

/** The server where the address names none: a local ledger. */
export const LOCAL_RPC = 'http://127.0.0.1:8899';

export const PAGES = ['launch', 'claim', 'transparency'] as const;
export type Page = (typeof PAGES)[number];

/** The server and the launch of `?rpc=…&launch=…`. */
export function placeOf(search: string): { rpc: string; launch: string | null } {
  const query = new URLSearchParams(search);
  return { rpc: query.get('rpc') || LOCAL_RPC, launch: query.get('launch')?.trim() || null };
}

/** The page of `#/…`; the launch where it is none. */
export function pageOf(hash: string): Page {
  return PAGES.find((page) => hash === `#/${page}`) ?? 'launch';
}

/** From now on the page may speak with this one server and its own host, and nobody else. */
export function restrictTo(rpc: string): void {
  if (!import.meta.env.PROD || !URL.canParse(rpc)) return;
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `connect-src 'self' ${new URL(rpc).origin}`;
  document.head.append(policy);
}
