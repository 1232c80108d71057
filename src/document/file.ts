/** Reads and writes graph files. Equal documents give equal bytes, and what is not understood is kept or named. */
import type { Json, JsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { formatBytes, formatInteger } from '../text/format.ts';
import { arranged, arrangedInside } from './arrange.ts';
import { canonicalDocument } from './canonical.ts';
import { type Block, type Body, type Document, FORMAT, VERSION } from './document.ts';
import { described, type FileFault, type Path, placeOf, valueAt } from './fault.ts';
import { boundsFaults } from './json-bounds.ts';
import { jsonFault } from './json-fault.ts';
import { limits } from './limits.ts';
import { type Migrations, migrate, migrations } from './migrations.ts';
import { printJson } from './print-json.ts';
import { bodySchema, documentSchema } from './schema.ts';
import { parseBy } from './schema-faults.ts';
import { defaultTraining } from './training.ts';
import { countBlocks, wiringFaults } from './wiring.ts';

/** What the registry says of a block's parameters; nothing of a kind that it does not know. */
export type CheckBlock = (block: Block) => readonly { readonly param: string; readonly expected: string }[];

export interface ReadOptions {
  readonly checkBlock?: CheckBlock;
  /** The editor's own saves: a person may have wired a cycle, and finds it again after a reload. */
  readonly acceptCycles?: boolean;
  readonly migrations?: Migrations;
}

export const emptyDocument = (name: string): Document => ({
  format: FORMAT,
  version: VERSION,
  name,
  variables: {},
  blocks: [],
  wires: [],
  training: defaultTraining,
  layout: {},
});

/** Any text gives a document or at least one fault, never an exception. All faults are told, in the order of the steps. */
export function readDocument(text: string, options: ReadOptions = {}): Result<Document, readonly FileFault[]> {
  const parsed = parseJson(text);
  if (!parsed.ok) return err([parsed.error]);
  const versioned = currentVersion(parsed.value, options.migrations ?? migrations);
  if (!versioned.ok) return err([versioned.error]);
  const file = versioned.value;
  const bounds = boundsFaults(file);
  if (bounds.length > 0) return err(bounds);
  const document = parseBy(documentSchema, file, file);
  if (!document.ok) {
    // A fault in the settings does not hide those of the graph.
    const graph = parseBy(bodySchema, { blocks: file.blocks, wires: file.wires, layout: file.layout }, file);
    return err(graph.ok ? document.error.concat(graphFaults(graph.value, options)) : document.error);
  }
  const faults = graphFaults(document.value, options);
  if (faults.length > 0) return err(faults);
  const blocks = arrangedInside(document.value.blocks);
  return ok({ ...document.value, blocks, layout: arranged(document.value) });
}

/** JSON within the size that is read. */
export function parseJson(text: string): Result<Json, FileFault> {
  // A text never has more characters than bytes, so a huge one need not be encoded to be refused.
  const bytes = text.length > limits.fileBytes ? text.length : new TextEncoder().encode(text).length;
  if (bytes > limits.fileBytes)
    return err({ place: placeOf([]), code: 'too-large', expected: formatBytes(limits.fileBytes) });
  const content = text.startsWith('\ufeff') ? text.slice(1) : text;
  try {
    return ok(JSON.parse(content) as Json);
  } catch {
    return err(jsonFault(content));
  }
}

function currentVersion(file: Json, table: Migrations): Result<JsonObject, FileFault> {
  const fault = (path: Path, code: FileFault['code'], expected: string): Result<never, FileFault> =>
    err({ place: placeOf(path), code, expected, actual: described(valueAt(file, path)) });
  if (!isObject(file)) return fault([], 'wrong-format', described({}));
  if (file.format !== FORMAT) return fault(['format'], 'wrong-format', `"${FORMAT}"`);
  const { version } = file;
  if (typeof version === 'number' && version > VERSION) return fault(['version'], 'newer-version', String(VERSION));
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return fault(['version'], 'unexpected-value', String(VERSION));
  return ok(migrate(file, version, VERSION, table));
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function graphFaults(graph: Body, options: ReadOptions): readonly FileFault[] {
  const count = countBlocks(graph);
  if (count > limits.blocks)
    return [
      {
        place: placeOf(['blocks']),
        code: 'too-many-blocks',
        expected: formatInteger(limits.blocks),
        actual: formatInteger(count),
      },
    ];
  const params = options.checkBlock ? paramFaults(graph, [], options.checkBlock) : [];
  return [...params, ...wiringFaults(graph, [], options.acceptCycles ?? false)];
}

function paramFaults(body: Body, path: Path, checkBlock: CheckBlock): readonly FileFault[] {
  return body.blocks.flatMap((block, index) => {
    const here = [...path, 'blocks', index];
    const own = checkBlock(block)
      .filter(({ param }) => !isExpression(block.params[param]))
      .map(({ param, expected }): FileFault => {
        const place = placeOf([...here, 'params', param]);
        return { place, code: 'unexpected-value', expected, actual: described(block.params[param]) };
      });
    return block.body === undefined ? own : own.concat(paramFaults(block.body, [...here, 'body'], checkBlock));
  });
}

/** `{"$": "2*width"}`: any parameter may be one, whatever its field. */
const isExpression = (value: Json | undefined): boolean =>
  isObject(value) && typeof value.$ === 'string' && Object.keys(value).length === 1;

/** The document as a file: keys in one order, a line break at the end. */
export const writeDocument = (document: Document): string => `${printJson(canonicalDocument(document))}\n`;
