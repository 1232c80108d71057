/** Diagnostic → sentence, once, for the badge, the card, the problems list, the command line and the screen reader. */
import type { Json } from '../base/json.ts';
import { activationOptions } from '../blocks/activations.ts';
import type { Document } from '../document/document.ts';
import { wayText } from '../document/fault.ts';
import type { Diagnostic, DiagnosticCode } from '../tensor/diagnostic.ts';
import { type AxisName, fullText, type TensorType } from '../tensor/shape.ts';
import { type RichValues, type Run, rich } from '../text/catalog.ts';
import { formatBytes } from '../text/format.ts';
import { type Namer, namerOf } from './names.ts';
import type { Report } from './report.ts';
import { story } from './story.ts';

export type Sentence = readonly Run[];

/** Both sides, every number, and where the odd one was born. */
export function explain(diagnostic: Diagnostic, document: Document, report: Report): Sentence {
  const names = namerOf(document, report);
  const sentence = [...inLayer(diagnostic), ...rich(`diagnostics.${diagnostic.code}`, valuesOf(diagnostic, names))];
  const axis = axisAtFault(diagnostic);
  if (!diagnostic.origin || axis === null) return sentence;
  return [...sentence, { text: ' ', tag: null }, ...story(diagnostic.origin, axis, names)];
}

/** For a list that already names the block: `needs equal shapes: channels 64 ≠ 3 (left from conv2, right from input)`. */
export function shortSentence(diagnostic: Diagnostic, document: Document, report: Report): Sentence {
  const sentence = rich(`diagnostics.${diagnostic.code}.short`, valuesOf(diagnostic, namerOf(document, report)));
  return [...inLayer(diagnostic), ...sentence];
}

/** `Layer 2: `, of an upper layer of a recurrent cell. */
const inLayer = ({ layer }: Diagnostic): Sentence =>
  layer === undefined ? [] : [...rich('diagnostics.in-layer', { layer: layer + 1 }), { text: ' ', tag: null }];

export const plainText = (sentence: Sentence): string => sentence.map((run) => run.text).join('');

function valuesOf(diagnostic: Diagnostic, names: Namer): RichValues {
  const values = tellers[diagnostic.code](diagnostic, names);
  return diagnostic.block === null ? values : { block: names.block(diagnostic.block), ...values };
}

type Teller = (diagnostic: Diagnostic, names: Namer) => RichValues;

/** What each sentence of the catalogue names. */
const tellers: { readonly [C in DiagnosticCode]: Teller } = {
  'unknown-kind': ({ actual }) => ({ kind: text(actual) }),
  'bad-param': ({ block, param = '', expected, actual }, names) => ({
    label: names.param(block, param),
    expected: text(expected),
    actual: quoted(actual),
  }),
  'unknown-port': ({ port = '', expected, values }, names) => {
    const ports = list(expected).map(text);
    const [block = '', other = ''] = list(values?.from ?? values?.to).map(text);
    const end = values?.from === undefined ? names.input([block, other]) : names.output([block, other]);
    return { port, other: end, side: text(values?.side), count: ports.length, ports: ports.join(', ') };
  },
  'missing-input': ({ port = '', fixes }, names) => {
    const fits = fixes.flatMap((fix) => (fix.kind === 'connect' ? [names.output(fix.from)] : []));
    return { port, count: fits.length, fits: fits.join(', ') };
  },
  'unused-output': ({ values }) => ({ role: text(values?.role) }),
  cycle: ({ path = [] }, names) => ({ loop: wayText([...path, path[0] ?? ''].map(names.block)) }),
  'not-in-cell': ({ block }, names) => ({ kind: names.kind(block ?? '') }),
  'only-in-cell': ({ block }, names) => ({ kind: names.kind(block ?? '') }),
  'second-in-cell': ({ block }, names) => ({ kind: names.kind(block ?? '') }),
  'no-cell-output': () => ({}),
  'next-mismatch': (diagnostic, names) => ({
    expected: text(diagnostic.expected),
    source: sourceOf(diagnostic, names),
    actual: odd(text(diagnostic.actual)),
  }),
  'no-data': () => ({}),
  'no-loss': () => ({}),
  'rank-mismatch': (diagnostic, names) => ({
    expected: text(diagnostic.expected),
    source: sourceOf(diagnostic, names),
    actual: odd(text(diagnostic.actual)),
    ...lackOf(text(diagnostic.expected), diagnostic.types?.[diagnostic.port ?? '']),
  }),
  'state-mismatch': (diagnostic, names) => ({
    port: diagnostic.port ?? '',
    expected: text(diagnostic.expected),
    source: sourceOf(diagnostic, names),
    actual: odd(text(diagnostic.actual)),
  }),
  'kernel-too-large': ({ param = 'kernel', port = '', axis, actual, types, values }) => {
    const kernels = list(values?.kernel).map(number);
    const sizes = slidSizes(types?.[port]);
    const reach = number(values?.reach);
    const padded = number(values?.padded);
    return {
      window: param,
      kernel: kernels.join('×'),
      dilated: reach === number(actual) ? 'no' : 'yes',
      reach,
      input: sizes.join('×'),
      padding: padded === number(values?.size) ? 'no' : 'yes',
      padded: `${padded}`,
      axis: axisName(types?.[port], axis),
    };
  },
  'zero-size': ({ port = '', axis, actual, types }) => ({
    axis: axisName(types?.[port], axis),
    actual: number(actual),
  }),
  'stride-drops': ({ port = '', axis, types, values }) => ({
    axis: axisName(types?.[port], axis),
    dropped: number(values?.dropped),
    size: `${number(values?.size)}`,
    kernel: number(values?.kernel),
    stride: `${number(values?.stride)}`,
    seen: `${number(values?.size) - number(values?.dropped)}`,
  }),
  'shape-mismatch': (diagnostic, names) => {
    const { types = {}, values } = diagnostic;
    return {
      needs: text(values?.needs ?? 'equal'),
      sides: joined(Object.entries(types).map(([side, type]) => sideOf(side, type, diagnostic, names))),
      sources: Object.keys(types)
        .map((side) =>
          plainText(rich('diagnostics.side.short', { port: side, source: sourceAt(diagnostic, side, names) })),
        )
        .join(', '),
      ...differenceOf(diagnostic),
    };
  },
  'groups-mismatch': ({ actual, values }) => {
    const [groups, channels, filters] = [number(actual), number(values?.channels), number(values?.filters)];
    const which = filters % groups === 0 ? 'channels' : channels % groups === 0 ? 'filters' : 'both';
    return { actual: `${groups}`, channels: `${channels}`, filters: `${filters}`, which };
  },
  'reshape-mismatch': (diagnostic, names) => ({
    ...shapeAndSource(diagnostic, names),
    target: text(diagnostic.values?.target).replaceAll('-', '−'),
    expected: text(diagnostic.expected),
    actual: text(diagnostic.actual),
  }),
  'permute-mismatch': (diagnostic, names) => ({
    ...shapeAndSource(diagnostic, names),
    expected: text(diagnostic.expected),
    actual: quoted(diagnostic.actual),
  }),
  'label-mismatch': (diagnostic, names) => ({
    source: sourceOf(diagnostic, names),
    labels: labelsOf(diagnostic, names),
    expected: text(diagnostic.expected),
    actual: text(diagnostic.actual),
  }),
  'expects-real': (diagnostic, names) => ({
    names: text(diagnostic.values?.names),
    source: sourceOf(diagnostic, names),
    classes: text(diagnostic.actual),
  }),
  'unbounded-steps': shapeAndSource,
  'lengths-mismatch': ({ port = '', types, values }, names) => ({
    first: Object.keys(types ?? {}).find((side) => side !== port) ?? '',
    port,
    expected: makerOf(values?.expected, names),
    actual: makerOf(values?.actual, names),
  }),
  'reads-padding': ({ values }, names) => ({ maker: makerOf(values?.lengths, names) }),
  'expects-text': (diagnostic, names) => ({
    names: text(diagnostic.values?.names),
    source: sourceOf(diagnostic, names),
    actual: odd(text(diagnostic.actual)),
  }),
  'expects-data': (diagnostic, names) => ({ source: sourceOf(diagnostic, names) }),
  'expects-index': (diagnostic, names) => ({
    names: text(diagnostic.values?.names),
    port: diagnostic.port ?? '',
    source: sourceOf(diagnostic, names),
    expected: text(diagnostic.expected),
    actual: odd(text(diagnostic.actual)),
  }),
  'softmax-before-loss': lossAfterActivation,
  'activation-before-loss': lossAfterActivation,
  'batch-mismatch': ({ port, path = [] }, names) => ({
    place: port === undefined ? 'loss' : 'port',
    first: names.block(path[0] ?? ''),
    second: names.block(path[1] ?? ''),
  }),
  'carried-apart': ({ path = [], actual, expected }, names) => ({
    source: names.block(path[0] ?? ''),
    how: actual === undefined ? 'apart' : number(actual) < number(expected) ? 'overlap' : 'gaps',
    stride: number(actual),
    length: number(expected),
  }),
  'no-parameters': ({ values }) => ({ frozen: number(values?.frozen) }),
  'too-large': ({ expected, actual, values }) => ({
    total: formatBytes(number(actual)),
    most: formatBytes(number(expected)),
    share: formatBytes(number(values?.bytes)),
    batch: number(values?.batch),
  }),
};

/** What arrives as a person calls it, and whether it lacks the steps, or the height and width, that `expected` asks for. */
function lackOf(expected: string, type: TensorType | undefined): RichValues {
  const axes = type?.axes ?? [];
  const has = (name: AxisName): boolean => axes.some((axis) => axis.name === name);
  const arrives = has('H') || has('W') ? 'picture' : has('T') ? 'sequence' : axes.length === 2 ? 'vector' : 'other';
  const steps = expected.includes(' T') && !has('T');
  const places = expected.includes(' H') && arrives !== 'picture';
  const lacks = steps && places ? 'both' : steps ? 'steps' : places ? 'places' : 'none';
  return { arrives, lacks: arrives === 'other' ? 'none' : lacks };
}

/** Where the two sides differ: in the size of an axis, or already in their number of axes. */
function differenceOf({ port = '', axis, expected, actual, types = {} }: Diagnostic): RichValues {
  const odd = types[port];
  const other = Object.entries(types).find(([side]) => side !== port)?.[1];
  if (odd !== undefined && other !== undefined && odd.axes.length !== other.axes.length) {
    return { detail: 'rank', axis: 'N', expected: other.axes.length, actual: odd.axes.length };
  }
  return { detail: 'axis', axis: axisName(odd, axis), expected: text(expected), actual: text(actual) };
}

function lossAfterActivation({ path = [], expected, actual }: Diagnostic, names: Namer): RichValues {
  const loss = path[0] ?? '';
  const activation = activationOptions.find((option) => option.value === actual)?.label ?? text(actual);
  return { loss: names.block(loss), title: names.kind(loss), activation, applied: text(expected) };
}

/** `left is [B, 32, 32, 3] from conv2`; in the side at fault the axis that differs stands out. */
function sideOf(side: string, type: TensorType, diagnostic: Diagnostic, names: Namer): readonly Run[] {
  const marked = side === diagnostic.port ? diagnostic.axis : undefined;
  const shape = type.axes.flatMap((each, index): readonly Run[] => [
    { text: index === 0 ? '[' : ', ', tag: 'shape' },
    { text: `${each.size}`, tag: index === marked ? 'odd' : 'shape' },
  ]);
  return rich('diagnostics.side', {
    port: side,
    shape: [...shape, { text: type.axes.length === 0 ? '[]' : ']', tag: 'shape' }],
    source: sourceAt(diagnostic, side, names),
  });
}

function joined(parts: readonly (readonly Run[])[]): readonly Run[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [{ text: ', ', tag: null }, ...part]));
}

function shapeAndSource(diagnostic: Diagnostic, names: Namer): RichValues {
  const type = diagnostic.types?.[diagnostic.port ?? ''];
  const shape: readonly Run[] = [{ text: type === undefined ? '' : fullText(type), tag: 'shape' }];
  return { shape, source: sourceOf(diagnostic, names) };
}

/** What is wired to a port of the block: `pool2`, `digits.label`. */
function sourceAt({ block }: Diagnostic, port: string, names: Namer): string {
  return block === null ? '' : names.source([block, port]);
}

const sourceOf = (diagnostic: Diagnostic, names: Namer): string => sourceAt(diagnostic, diagnostic.port ?? '', names);

/** What is wired to the port that the fault is not at. */
function labelsOf(diagnostic: Diagnostic, names: Namer): string {
  const other = Object.keys(diagnostic.types ?? {}).find((port) => port !== diagnostic.port);
  return sourceAt(diagnostic, other ?? '', names);
}

/** The block that made lengths, from their reference: `pad1.y`. */
function makerOf(reference: Json | undefined, names: Namer): string {
  const at = text(reference);
  return names.block(at.slice(0, at.lastIndexOf('.')));
}

/** The axes that a window slides along: all but the batch and the last. */
const slidSizes = (type: TensorType | undefined): readonly string[] =>
  (type?.axes ?? []).slice(1, -1).map((each) => `${each.size}`);

/** The axis whose size is at fault; null when the fault is another, or both sides have not even as many axes. */
function axisAtFault({ code, axis, port = '', types = {} }: Diagnostic): AxisName | null {
  const ranks = new Set(Object.values(types).map((type) => type.axes.length));
  if (axis === undefined || (ranks.size > 1 && code === 'shape-mismatch')) return null;
  return types[port]?.axes[axis]?.name ?? null;
}

const axisName = (type: TensorType | undefined, axis: number | undefined): string =>
  (axis === undefined ? undefined : type?.axes[axis]?.name) ?? 'N';

const odd = (shape: string): readonly Run[] => [{ text: shape, tag: 'odd' }];

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));

/** As the file has it: `"three"`, `[3, 3]`. */
const quoted = (value: Json | undefined): string => JSON.stringify(value ?? null).replaceAll(',', ', ');

const number = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
