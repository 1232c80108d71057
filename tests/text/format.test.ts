import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatBytesOf,
  formatCount,
  formatDuration,
  formatFixed,
  formatInteger,
  formatPercent,
  formatPlain,
  formatSigned,
  formatSignificant,
} from '../../src/text/format.ts';

describe('numbers as a person reads them', () => {
  it.each([
    ['thousands', formatInteger(1234567), '1,234,567'],
    ['a minus that is no hyphen', formatInteger(-1234), '−1,234'],
    ['a growth', formatSigned(256), '+256'],
    ['a loss of parameters', formatSigned(-1256), '−1,256'],
    ['no change', formatSigned(0), '0'],
    ['fixed decimals', formatFixed(0.5, 2), '0.50'],
    ['a share', formatPercent(0.973), '97.3 %'],
    ['a whole share', formatPercent(1), '100.0 %'],
    ['a share without decimals', formatPercent(0.345, 0), '35 %'],
    ['a loss', formatSignificant(2.304), '2.30'],
    ['a small loss', formatSignificant(0.08314), '0.0831'],
    ['a large norm', formatSignificant(12345.6), '12,300'],
    ['a loss that grows', formatSignificant(36_026_824.5), '3.60e7'],
    ['the first with an exponent', formatSignificant(123_456), '1.23e5'],
    ['a tiny norm', formatSignificant(-1.2e-7), '−1.20e−7'],
    ['a huge norm', formatSignificant(3.456e12), '3.46e12'],
    ['nothing', formatSignificant(0), '0'],
    ['infinity', formatSignificant(Number.NEGATIVE_INFINITY), '−∞'],
    ['no number', formatSignificant(Number.NaN), 'NaN'],
    ['a setting', formatPlain(0.001), '0.001'],
    ['a tiny setting', formatPlain(1e-8), '1e−8'],
    ['few', formatCount(812), '812'],
    ['many', formatCount(1_244_160), '1.2 M'],
    ['tens of thousands', formatCount(37_632), '38 k'],
    ['nearly a million', formatCount(999_700), '1 M'],
    ['bytes', formatBytes(812), '812 B'],
    ['kilobytes', formatBytes(50_176), '49 KB'],
    ['megabytes', formatBytes(3.1 * 1024 * 1024), '3.1 MB'],
    ['nearly a megabyte', formatBytes(1024 * 1024 - 1), '1 MB'],
    ['a few seconds', formatDuration(9.2), '0:09'],
    ['minutes', formatDuration(754), '12:34'],
    ['hours', formatDuration(3723), '1:02:03'],
  ])('%s', (_, actual, expected) => expect(actual).toBe(expected));

  it('says how much of a download is here in the unit of the whole', () => {
    expect(formatBytesOf(3.1 * 2 ** 20, 9.9 * 2 ** 20)).toEqual({ loaded: '3.1', total: '9.9 MB' });
    expect(formatBytesOf(0, 9.9 * 2 ** 20)).toEqual({ loaded: '0.0', total: '9.9 MB' });
    expect(formatBytesOf(30, 812)).toEqual({ loaded: '30', total: '812 B' });
    expect(formatBytesOf(2 ** 20, 50 * 2 ** 20)).toEqual({ loaded: '1', total: '50 MB' });
  });
});
