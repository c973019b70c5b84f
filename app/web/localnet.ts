// For the development server beside a local ledger: the page opens on the ledger's launch, and the
// lists that the ledger published are where a host would have them.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import type { Plugin } from 'vite';

/** What `localnet.json` says, as far as it is needed here. */
interface Facts {
  rpc: string;
  launch: {
    address: string;
    lists: Record<string, { address: string; folder: string }>;
    plans: Record<string, { address: string; folder: string }>;
  } | null;
}

/** Of the local ledger whose folder is `dir`; without one there, the page asks what to open. */
export const localnet = (dir: string): Plugin => ({
  name: 'localnet',
  apply: 'serve',
  configureServer({ middlewares }) {
    middlewares.use((request, response, next) => {
      // Read anew each time: ledgers come and go.
      const { rpc, launch } = factsIn(dir);
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
      if (!launch) return next();
      if (pathname === '/' && !searchParams.has('launch')) {
        const query = new URLSearchParams({ rpc, launch: launch.address });
        return response.writeHead(302, { location: `/?${query}` }).end();
      }
      const [, lists, address, ...path] = normalize(pathname).split('/');
      const published = [...Object.values(launch.lists), ...Object.values(launch.plans)];
      const list = lists === 'lists' && published.find((of) => of.address === address);
      const file = list && join(dir, list.folder, ...path);
      if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile()) return next();
      return response.writeHead(200, { 'content-type': 'application/json' }).end(readFileSync(file));
    });
  },
});

function factsIn(dir: string): Facts {
  const path = join(dir, 'localnet.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { rpc: '', launch: null };
}
