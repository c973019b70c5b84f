// Amounts as people read them. Only digits are moved; nothing is rounded.

/** Base units as whole tokens: `1234500000` with 6 decimals is `1,234.5`. */
export function amount(units: bigint, decimals: number): string {
  const sign = units < 0n ? '−' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const part = digits.slice(digits.length - decimals).replace(/0+$/, '');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return sign + grouped + (part && `.${part}`);
}

/** Why a text is no amount, in words for whoever typed it. */
export class AmountError extends Error {}

/** Commas between thousands: with two of them, or a point behind, they are nothing else. */
const GROUPED = /^\d{1,3}(,\d{3})+(,\d{3}|\.\d*)$/;

/**
 * Whole tokens as typed, in base units: `1,234.5`, `1_234.5` and `1234.5` are the same. A comma that
 * some write for a point is refused, not read as one or the other.
 */
export function parseAmount(text: string, decimals: number): bigint {
  const typed = text.trim().replace(/[_ ]/g, '');
  const plain = GROUPED.test(typed) ? typed.replaceAll(',', '') : typed;
  if (/^[\d,.]*,[\d,.]*$/.test(plain)) {
    throw new AmountError(`The comma in “${text}” can be read in two ways. Write 1234.5 for one thousand two hundred thirty-four and a half.`);
  }
  if (plain === '') throw new AmountError('Say how much: a number such as 250 or 0.5.');
  const parts = /^(\d*)(?:\.(\d*))?$/.exec(plain);
  if (!parts || plain === '.') {
    throw new AmountError(`“${text}” is not an amount. Write a number such as 250 or 0.5.`);
  }
  const [, whole = '', part = ''] = parts;
  if (part.length > decimals) {
    throw new AmountError(`“${text}” has more than ${decimals} decimals. Write fewer.`);
  }
  const units = BigInt((whole || '0') + part.padEnd(decimals, '0'));
  if (units === 0n) throw new AmountError('Nothing moves with zero. Write an amount above zero.');
  if (units > 0xffffffffffffffffn) throw new AmountError(`“${text}” is more than there can be.`);
  return units;
}

/** Basis points as a share: 1250 is `12.5 %`. */
export function share(bps: bigint | number): string {
  return `${amount(BigInt(bps), 2)} %`;
}
