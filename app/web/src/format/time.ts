// Times and durations as people read them.

const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]] as const;

/** A duration in its two largest units: `2 days 5 hours`. */
export function duration(seconds: bigint | number): string {
  let rest = Math.max(0, Number(seconds));
  const parts: string[] = [];
  for (const [name, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
    if (parts.length === 2 || (parts.length === 1 && count === 0)) break;
  }
  return parts.join(' ') || '0 seconds';
}

/** A moment (unix seconds), in UTC: `1 Mar 2027, 12:00 UTC`. */
export function moment(at: bigint): string {
  const date = new Date(Number(at) * 1000);
  if (Number.isNaN(date.getTime())) return 'never';
  const options = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC', hour12: false } as const;
  return `${new Intl.DateTimeFormat('en-GB', options).format(date)} UTC`;
}

/** A day (unix seconds), in UTC: `1 Mar 2027`. */
export function day(at: bigint): string {
  return moment(at).split(',')[0]!;
}
