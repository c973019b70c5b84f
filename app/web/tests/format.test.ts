import { describe, expect, it } from 'vitest';
import { amount, parseAmount, share } from '../src/format/amount';
import { day, duration, moment } from '../src/format/time';
import { short } from '../src/format/words';
import { pageOf, placeOf } from '../src/address-bar';

describe('amounts', () => {
  it.each([
    [0n, 6, '0'], [1n, 6, '0.000001'], [1_234_500_000n, 6, '1,234.5'], [1_000n, 0, '1,000'],
    [999_999n, 6, '0.999999'], [18_446_744_073_709_551_615n, 9, '18,446,744,073.709551615'],
  ])('%s with %s decimals is %s', (units, decimals, text) => {
    expect(amount(units, decimals)).toBe(text);
    // What the page shows can be typed again, but for a comma alone.
    if (units > 0n && text !== '1,000') expect(parseAmount(text, decimals)).toBe(units);
  });

  it.each(['1_234.5', '1234.50', ' 1,234.5 ', '1 234.5'])('reads %s', (text) => {
    expect(parseAmount(text, 6)).toBe(1_234_500_000n);
  });

  it.each([
    ['', 'Say how much: a number such as 250 or 0.5.'],
    ['ten', '“ten” is not an amount. Write a number such as 250 or 0.5.'],
    ['1e3', '“1e3” is not an amount. Write a number such as 250 or 0.5.'],
    ['-1', '“-1” is not an amount. Write a number such as 250 or 0.5.'],
    ['.', '“.” is not an amount. Write a number such as 250 or 0.5.'],
    ['0.0000001', '“0.0000001” has more than 6 decimals. Write fewer.'],
    ['0.0', 'Nothing moves with zero. Write an amount above zero.'],
    ['18446744073709.551616', '“18446744073709.551616” is more than there can be.'],
  ])('refuses “%s” in words', (text, words) => {
    expect(() => parseAmount(text, 6)).toThrow(words);
  });

  it.each(['0,5', '1,5', '12,75', '1,500', ',5', '5,', '1,50,000', '1.234,5', '1234,567,890', '1,2345.0'])('does not guess what the comma in “%s” means', (text) => {
    expect(() => parseAmount(text, 6)).toThrow(`The comma in “${text}” can be read in two ways.`);
  });

  it('takes the largest amount there can be', () => {
    expect(parseAmount('18446744073709.551615', 6)).toBe(2n ** 64n - 1n);
  });

  it.each([[0, '0 %'], [1, '0.01 %'], [1_250, '12.5 %'], [10_000, '100 %']])('%s bps', (bps, text) => {
    expect(share(bps)).toBe(text);
  });
});

describe('times', () => {
  it.each([
    [0, '0 seconds'], [1, '1 second'], [59, '59 seconds'], [60, '1 minute'], [3_661, '1 hour 1 minute'],
    [86_400, '1 day'], [86_401, '1 day'], [90_000, '1 day 1 hour'], [15_552_000, '180 days'], [-5, '0 seconds'],
  ])('%s seconds are %s', (seconds, text) => expect(duration(seconds)).toBe(text));

  it('says moments in UTC', () => {
    expect(moment(1_800_000_000n)).toBe('15 Jan 2027, 08:00 UTC');
    expect(day(1_800_000_000n)).toBe('15 Jan 2027');
    expect(moment(2n ** 62n)).toBe('never');
  });
});

describe('the address', () => {
  it('names server, launch and page', () => {
    expect(placeOf('?rpc=https://rpc.example&launch=%20abc')).toEqual({ rpc: 'https://rpc.example', launch: 'abc' });
    expect(placeOf('')).toEqual({ rpc: 'http://127.0.0.1:8899', launch: null });
    expect(['', '#/claim', '#/nothing'].map(pageOf)).toEqual(['launch', 'claim', 'launch']);
  });

  it('is short where it is shown', () => {
    expect(short('11111111111111111111111111111111')).toBe('1111…1111');
  });
});
