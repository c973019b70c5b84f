// Writes src/client from idl: codecs, instructions and errors of the four programs.
// `npm run client`; nothing of it is committed.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rootNodeFromAnchor } from '@codama/nodes-from-anchor';
import { renderVisitor } from '@codama/renderers-js';
import { createFromRoot } from 'codama';

const here = new URL('..', import.meta.url);
const messages = {};

for (const name of ['launch', 'distributor', 'vesting', 'buyback']) {
  const idl = JSON.parse(readFileSync(new URL(`../../idl/${name}.json`, here), 'utf8'));
  messages[idl.address] = Object.fromEntries(idl.errors.map(({ code, msg }) => [code, msg]));
  // Aliases of one type for another: the generator knows the types they stand for.
  idl.types = idl.types.filter((type) => type.type.kind !== 'type');
  const target = new URL(`src/client/${name}`, here).pathname;
  rmSync(target, { recursive: true, force: true });
  const codama = createFromRoot(rootNodeFromAnchor(idl));
  await codama.accept(
    renderVisitor(target, { syncPackageJson: false, generatedFolder: '.', formatCode: false }),
  );
  // The plugin at its end, which nothing here uses, is written for another release of kit.
  const program = `${target}/programs/${name}.ts`;
  writeFileSync(program, `// @ts-nocheck\n${readFileSync(program, 'utf8')}`);
}

// The generated functions keep silent in production.
writeFileSync(new URL('src/client/messages.json', here), JSON.stringify(messages));
