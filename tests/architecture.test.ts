import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { toposort } from '../src/base/toposort.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The street: a folder imports only folders before it. All of it runs without a page. */
const street: readonly string[] = [
  'base',
  'text',
  'tensor',
  'document',
  'ir',
  'blocks',
  'templates',
  'check',
  'lower',
  'grad',
  'plan',
  'backend',
  'data',
  'protocol',
  'train',
  'interchange',
  'cli',
];

/** Folders that see less than all before them, and those of the page; a file stands for itself. */
const sees: { readonly [folder: string]: readonly string[] } = {
  backend: ['base', 'tensor', 'ir', 'plan/program.ts'],
  interchange: ['base', 'tensor', 'document', 'ir', 'blocks'],
  charts: ['base'],
  runs: ['base', 'text', 'document', 'protocol'],
  ui: ['base', 'text', 'tensor', 'document', 'blocks', 'templates', 'check', 'protocol', 'charts', 'runs'],
  'main.tsx': ['ui'],
  workers: street.filter((folder) => folder !== 'cli'),
};

/** Only types come from these folders, so that nothing of them runs where they are imported. */
const typesOnly: readonly (readonly [importer: string, imported: string])[] = [
  ['backend', 'ir'],
  ['ui', 'protocol'],
  ['runs', 'protocol'],
];

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));

const sourceOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

const files = [...filesIn('src'), ...filesIn('workers')];

const imports: readonly Import[] = files.flatMap((file) => {
  const found = withoutComments(sourceOf(file)).matchAll(
    /\b(?:import|export)\s+(type\s)?(?:[\w*{][^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)|new URL\('(\.[^']+)', import\.meta\.url\)/g,
  );
  return [...found].map(([, type, from, dynamic, url]) => {
    const target = from ?? dynamic ?? url ?? '';
    const path = target.startsWith('.') ? relative(root, join(root, dirname(file), target)) : target;
    return { file, target: path, typeOnly: type !== undefined };
  });
});

/** `check` of `src/check/solve.ts`, `workers` of `workers/trainer.worker.ts`; null for a package. */
function folderOf(path: string): string | null {
  const [top, next] = path.split('/');
  if (top === 'workers') return top;
  return top === 'src' && next !== undefined ? next : null;
}

const isCore = (file: string): boolean => street.includes(folderOf(file) ?? '');

function allowed({ file, target }: Import): boolean {
  const [from, to] = [folderOf(file), folderOf(target)];
  if (from === null || to === null || from === to) return true;
  // Workers are started by their address.
  if (to === 'workers') return from === 'runs';
  const place = street.indexOf(from);
  return (sees[from] ?? street.slice(0, Math.max(0, place))).some((each) => each === to || target === `src/${each}`);
}

const told = (each: Import): string => `${each.file} imports ${each.target}`;

describe('the import order', () => {
  it('finds the imports at all', () => {
    expect(imports.length).toBeGreaterThan(files.length);
    const folders = [...new Set(files.map((file) => folderOf(file) ?? ''))];
    expect(folders.filter((folder) => !street.includes(folder) && sees[folder] === undefined)).toEqual([]);
  });

  it('lets a folder import only what stands before it', () => {
    expect(imports.filter((each) => !allowed(each)).map(told)).toEqual([]);
  });

  it('has no cycle across folders', () => {
    const folders = [...new Set(files.map((file) => folderOf(file) ?? ''))];
    const next = (folder: string) =>
      imports
        .filter(({ file, target }) => folderOf(target) === folder && folderOf(file) !== folder)
        .map(({ file }) => folderOf(file) ?? '');
    expect(toposort(folders, next).cycles).toEqual([]);
  });

  it('takes only types where only types are due', () => {
    const values = imports.filter(
      ({ file, target, typeOnly }) =>
        !typeOnly &&
        typesOnly.some(([importer, imported]) => folderOf(file) === importer && folderOf(target) === imported),
    );
    expect(values.map(told)).toEqual([]);
  });
});

describe('from base to cli', () => {
  const core = files.filter((file) => isCore(file) || folderOf(file) === 'workers');

  it('nothing knows React or the page', () => {
    const pages = imports.filter(
      ({ file, target }) =>
        core.includes(file) && /^(react|react-dom|@mantine|@xyflow|uplot|lucide-react|@fontsource)/.test(target),
    );
    expect(pages.map(told)).toEqual([]);
    const global =
      /\b(?:window\.(?:document|location)|localStorage|sessionStorage|requestAnimationFrame|HTML\w*Element|globalThis\.document)\b/;
    expect(core.filter((file) => global.test(withoutComments(sourceOf(file))))).toEqual([]);
    expect(core.filter((file) => file.endsWith('.tsx'))).toEqual([]);
  });

  it('is compiled without the DOM', () => {
    const { include } = JSON.parse(sourceOf('tsconfig.core.json')) as { include: string[] };
    const folders = [...new Set(core.map((file) => (file.startsWith('src') ? `src/${folderOf(file)}` : 'workers')))];
    expect(include).toEqual(expect.arrayContaining(folders));
  });

  it('only the command line knows Node', () => {
    const node = imports.filter(({ file, target }) => target.startsWith('node:') && folderOf(file) !== 'cli');
    expect(node.map(told)).toEqual([]);
  });
});

describe('every file', () => {
  it('opens with a sentence that says what it is', () => {
    expect(files.filter((file) => !sourceOf(file).startsWith('/**'))).toEqual([]);
  });

  it('is no barrel and no drawer of leftovers', () => {
    expect(files.filter((file) => /(^|\/)(index|utils?|helpers?|common|misc)\.tsx?$/.test(file))).toEqual([]);
  });

  it('has at most 600 lines, tables of texts excepted', () => {
    const long = files.filter((file) => !file.startsWith('src/text/en/') && sourceOf(file).split('\n').length > 600);
    expect(long).toEqual([]);
  });
});
