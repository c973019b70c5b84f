// Writes src/client/NAME from idl/NAME.json: codecs, instructions and errors of the four programs.
// `npm run client` after the programs changed; CI fails if that changes anything.
import { readFileSync, rmSync } from 'node:fs';
import { rootNodeFromAnchor } from '@codama/nodes-from-anchor';
import { renderVisitor } from '@codama/renderers-js';
import { createFromRoot } from 'codama';

const here = new URL('..', import.meta.url);

for (const name of ['launch', 'distributor', 'vesting', 'buyback']) {
  const idl = JSON.parse(readFileSync(new URL(`../../idl/${name}.json`, here), 'utf8'));
  // Aliases of one type for another: the generator knows the types they stand for.
  idl.types = idl.types.filter((type) => type.type.kind !== 'type');
  const target = new URL(`src/client/${name}`, here).pathname;
  rmSync(target, { recursive: true, force: true });
  const codama = createFromRoot(rootNodeFromAnchor(idl));
  await codama.accept(
    renderVisitor(target, { syncPackageJson: false, generatedFolder: '.', formatCode: true }),
  );
}
