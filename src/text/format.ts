/** Numbers as a person reads them: `1,234`, `−0.5`, `49 KB`, `97.3 %`, `0:09`. */
import { currentLocale } from './catalog.ts';

const formats = new Map<string, Intl.NumberFormat>();

function format(value: number, options: Intl.NumberFormatOptions): string {
  const key = `${currentLocale()} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (found === undefined) {
    found = new Intl.NumberFormat(currentLocale(), options);
    formats.set(key, found);
  }
  return withMinus(found.format(value));
}

/** A typographic minus (U+2212) in place of the hyphen. */
export const withMinus = (text: string): string => text.replaceAll('-', '\u2212');

/** A whole number with thousands separators; a fraction is rounded. */
export const formatInteger = (value: number): string => format(value, { maximumFractionDigits: 0 });

/** A whole number that always carries its sign: `+256`, `−12`. */
export const formatSigned = (value: number): string =>
  format(value, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });

/** So many digits after the point, all of them written: `0.50`; what rounds to zero has no sign. */
export const formatFixed = (value: number, digits: number): string =>
  format(value, { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative' });

/**
 * So many significant digits, as losses and norms are read: `0.0831`, `2.30`, `1.20e−7`; from 100,000 on with an exponent. Infinite and undefined values
 * read `∞` and `NaN`.
 */
export function formatSignificant(value: number, digits = 3): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return format(value, {});
  if (size >= 1e5 || size < 1e-4) return withMinus(value.toExponential(digits - 1).replace('e+', 'e'));
  return format(value, { minimumSignificantDigits: digits, maximumSignificantDigits: digits });
}

/** As short as it is exact, for settings: `0.001`, `1e−8`. */
export function formatPlain(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e15)) return withMinus(`${value}`.replace('e+', 'e'));
  return format(value, { maximumSignificantDigits: 15 });
}

/** A whole number as an exponent is written: `⁻⁴`. */
export const superscript = (exponent: number): string =>
  [...`${exponent}`].map((sign) => (sign === '-' ? '⁻' : ('⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)] ?? sign))).join('');

/** A power of ten by its whole exponent: `10⁻⁴`. */
export const formatPowerOfTen = (exponent: number): string => `10${superscript(exponent)}`;

/** A share of one: 0.973 is `97.3 %`. */
export const formatPercent = (share: number, digits = 1): string => `${formatFixed(share * 100, digits)} %`;

/** Large counts in short: `1.2 M` multiply-adds, `438 k`, `812`. */
export function formatCount(value: number): string {
  return scaled(value, 1000, ['', 'k', 'M', 'G', 'T']);
}

/** Bytes in steps of 1,024: `812 B`, `49 KB`, `3.1 MB`. */
export function formatBytes(bytes: number): string {
  return scaled(bytes, 1024, ['B', 'KB', 'MB', 'GB', 'TB']);
}

/** A number below ten keeps one decimal, unless it is in the smallest unit. */
function scaled(value: number, step: number, units: readonly string[]): string {
  let rest = Math.abs(value);
  let unit = 0;
  // 999.5 would read "1,000 k": it belongs to the next unit already.
  while (unit < units.length - 1 && Math.round(rest) >= step) {
    rest /= step;
    unit++;
  }
  const rounded = unit === 0 || rest >= 9.95 ? Math.round(rest) : Math.round(rest * 10) / 10;
  const text = format(Math.sign(value) * rounded, { maximumFractionDigits: 1 });
  return units[unit] === '' ? text : `${text} ${units[unit]}`;
}

/** Bytes so far and in all, in the unit of the whole: the numbers of "3.1 of 9.9 MB". */
export function formatBytesOf(loaded: number, total: number): { readonly loaded: string; readonly total: string } {
  const whole = formatBytes(total);
  const unit = whole.slice(whole.lastIndexOf(' ') + 1);
  const step = 1024 ** ['B', 'KB', 'MB', 'GB', 'TB'].indexOf(unit);
  const digits = whole.includes('.') ? 1 : 0;
  return { loaded: formatFixed(loaded / step, digits), total: whole };
}

/** Seconds as a clock: `0:09`, `12:34`, `1:02:03`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number): string => `${value}`.padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
