// The rules of a launch, compiled from `crates/math`. Everything about money is decided there;
// this file only carries numbers across.

/** How many numbers the shared block holds. */
const SLOTS = 2048;

type Rule = (...args: (bigint | number)[]) => number;

interface Module {
  memory: WebAssembly.Memory;
  slots: () => number;
  rules: Record<string, Rule>;
}

let module: Module | undefined;

/** Makes the rules usable. Everything else here throws before this has finished. */
export async function startRules(bytes: BufferSource): Promise<void> {
  const { instance } = await WebAssembly.instantiate(bytes);
  const { memory, slots, ...rules } = instance.exports;
  module = {
    memory: memory as WebAssembly.Memory,
    slots: slots as () => number,
    rules: rules as Record<string, Rule>,
  };
}

/** Asks the rule `name`; `input` goes to the shared block. `null` where the rule has no answer. */
export function ask(
  name: string,
  args: (bigint | number)[],
  input: readonly bigint[] = [],
): bigint[] | null {
  const rule = module?.rules[name];
  if (!module || !rule) throw new Error(`The rules are not loaded: ${name}. Reload the page.`);
  if (input.length > SLOTS) throw new Error(`Too much for the rule ${name}.`);
  const block = () => new BigUint64Array(module!.memory.buffer, module!.slots(), SLOTS);
  block().set(input.map((number) => BigInt.asUintN(64, number)));
  const count = rule(...args);
  return count === 0 ? null : Array.from(block().subarray(0, count));
}

/** Low and high half of a number of 128 bits. */
export function halves(number: bigint): [bigint, bigint] {
  return [BigInt.asUintN(64, number), BigInt.asUintN(64, number >> 64n)];
}

/** A number of 128 bits by its low and high half. */
export function whole(low: bigint, high: bigint): bigint {
  return (high << 64n) | low;
}

/** A time in a result. */
export function signed(slot: bigint): bigint {
  return BigInt.asIntN(64, slot);
}

/** Bytes as the shared block takes them: eight to a number, the lowest first, zeros at the end. */
export function words(bytes: Uint8Array): bigint[] {
  const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  return Array.from({ length: padded.length / 8 }, (_, i) => view.getBigUint64(i * 8, true));
}
