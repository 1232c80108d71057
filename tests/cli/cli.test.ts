import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { blockKinds } from '../../src/blocks/registry.ts';
import { main } from '../../src/cli/main.ts';
import type { Document, Params } from '../../src/document/document.ts';
import { emptyDocument, writeDocument } from '../../src/document/file.ts';
import { defaultOptimizers } from '../../src/document/training.ts';
import { readSafetensors } from '../../src/interchange/safetensors.ts';
import { templates } from '../../src/templates/templates.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradwire-cli-'));
const template = (id: string) => templates.find((each) => each.id === id)?.document ?? expect.fail(`no template ${id}`);

async function run(...args: string[]) {
  const out: string[] = [];
  const notes: string[] = [];
  const code = await main(args, {
    out: (line) => out.push(line),
    note: (line) => notes.push(line),
    interactive: false,
  });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('gradwire check', () => {
  it('prints shapes and costs of a correct graph and exits 0', async () => {
    const { code, out } = await run('check', 'lenet');
    expect(code).toBe(0);
    expect(out).toContain('[B, H14, W14, C32]');
    expect(out).toContain('20,490');
  });

  it('reads a file like a template, and gives programs one JSON value', async () => {
    const { code, out } = await run('check', file('lenet.json', writeDocument(template('lenet'))), '--json');
    expect(code).toBe(0);
    const result = JSON.parse(out);
    expect(result).toMatchObject({ ok: true, diagnostics: [], total: { parameters: 20490 } });
    expect(result.blocks).toHaveLength(template('lenet').blocks.length);
  });

  it('says what is wrong and what would mend it, and exits 1', async () => {
    const lenet = template('lenet');
    const conv = lenet.blocks.find((block) => block.kind === 'conv2d') ?? expect.fail('no convolution');
    const blocks = lenet.blocks.map((block) =>
      block === conv ? { ...block, params: { ...block.params, padding: 'valid', kernel: [40, 40] } } : block,
    );
    const path = file('wrong.json', writeDocument({ ...lenet, blocks }));
    const { code, out } = await run('check', path);
    expect(code).toBe(1);
    expect(out).toContain('40×40');
    expect(out).toMatch(/Fix: .*same/);
    const json = await run('check', path, '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out).diagnostics[0]).toMatchObject({
      code: 'kernel-too-large',
      severity: 'wrong',
      block: conv.id,
    });
  });

  it('exits 1 on what is wrong beside the way to the loss, though the rest can be trained', async () => {
    const lenet = template('lenet');
    const aside: Document = {
      ...lenet,
      blocks: [...lenet.blocks, { id: 'aside', kind: 'conv2d', params: { kernel: [40, 40] } }],
      wires: [...lenet.wires, { from: [lenet.blocks[0]?.id ?? '', 'image'], to: ['aside', 'x'] }],
    };
    const { code, out } = await run('check', file('aside.json', writeDocument(aside)), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, trainable: true });
  });

  it('names the place in a malformed file', async () => {
    const text = writeDocument(template('lenet')).replace('"filters": 32', '"filters": "many"');
    const { code, notes } = await run('check', file('malformed.json', text));
    expect(code).toBe(1);
    expect(notes).toMatch(/blocks\[\d\]\.params\.filters: expected a whole number .*, got "many"/);
  });

  it('gives programs the places of a malformed file, and the diagnostic of a cycle', async () => {
    const text = writeDocument(template('lenet')).replace('"filters": 32', '"filters": "many"');
    const malformed = await run('check', file('malformed.json', text), '--json');
    expect(malformed.code).toBe(1);
    expect(JSON.parse(malformed.out)).toMatchObject({
      ok: false,
      error: {
        code: 'bad-file',
        faults: [{ place: expect.stringMatching(/params\.filters$/), code: 'unexpected-value' }],
      },
    });
    const round: Document = {
      ...emptyDocument('round'),
      blocks: ['one', 'other'].map((id) => ({ id, kind: 'activation', params: {} })),
      wires: [
        { from: ['one', 'y'], to: ['other', 'x'] },
        { from: ['other', 'y'], to: ['one', 'x'] },
      ],
    };
    const cyclic = await run('check', file('cycle.json', writeDocument(round)), '--json');
    expect(cyclic.code).toBe(1);
    expect(JSON.parse(cyclic.out).diagnostics).toContainEqual(expect.objectContaining({ code: 'cycle' }));
  });

  it('lists the templates when there is nothing of that name', async () => {
    const { code, notes } = await run('check', 'lenett');
    expect(code).toBe(1);
    expect(notes).toContain('lenet-norm');
  });
});

describe('gradwire train', () => {
  it('prints one JSON object; equal seeds give equal curves, and the weights are saved', async () => {
    const weights = join(folder, 'plane.safetensors');
    const first = await run('train', 'plane', '--epochs', '2', '--seed', '5', '--json', '--save', weights);
    const again = await run('train', 'plane', '--epochs', '2', '--seed', '5', '--json');
    const other = await run('train', 'plane', '--epochs', '2', '--seed', '6', '--json');
    expect([first.code, again.code, other.code]).toEqual([0, 0, 0]);
    const result = JSON.parse(first.out);
    expect(Object.keys(result)).toEqual(
      expect.arrayContaining(['parameters', 'steps', 'seconds', 'epochs', 'test', 'host', 'curve']),
    );
    expect(result.epochs).toHaveLength(2);
    expect(result.epochs[1]).toMatchObject({ loss: expect.any(Number), validation: { loss: expect.any(Number) } });
    expect(result.host).toMatchObject({ backend: 'wasm', lanes: 1 });
    expect(JSON.parse(again.out).curve).toBe(result.curve);
    expect(JSON.parse(other.out).curve).not.toBe(result.curve);
    const saved = readSafetensors(new Uint8Array(readFileSync(weights)));
    if (!saved.ok) return expect.fail('the weights cannot be read');
    const count = Object.values(saved.value).reduce((sum, { values }) => sum + values.length, 0);
    expect(count).toBe(result.parameters);
  });

  it('tells a person each epoch and the test score', async () => {
    const { code, out, notes } = await run('train', 'plane', '--epochs', '1');
    expect(code).toBe(0);
    expect(notes).toContain('Epoch 1 of 1');
    expect(out).toMatch(/^Test .* accuracy [\d.]+ %/m);
  });

  it('refuses a graph that cannot be trained, with the reason', async () => {
    const lenet = template('lenet');
    const without = {
      ...lenet,
      blocks: lenet.blocks.filter((block) => block.kind !== 'cross-entropy'),
      wires: [],
      layout: {},
    };
    const path = file('no-loss.json', writeDocument(without));
    const { code, notes } = await run('train', path);
    expect(code).toBe(1);
    expect(notes).toMatch(/loss/);
    const json = JSON.parse((await run('train', path, '--json')).out);
    expect(json.error).toMatchObject({ code: 'not-trainable', message: expect.any(String) });
    expect(json.diagnostics).toContainEqual(expect.objectContaining({ code: 'no-loss' }));
  });

  it('tells beside the score of a forecast what "tomorrow is like today" would have', async () => {
    const { out } = await run('train', 'weather-forecast', '--epochs', '1');
    expect(out).toMatch(/Test +loss [\d.]+\nTomorrow is like today +loss 0\.151/);
    const json = JSON.parse((await run('train', 'weather-forecast', '--epochs', '1', '--json')).out);
    expect(json.test.baseline).toBeCloseTo(0.1514, 3);
  });

  it('names the block that cannot use its data, and what would do', async () => {
    // Messages have at most 600 characters.
    const changes: { readonly [id: string]: Params } = { book: { dataset: 'mail' }, passages: { length: 700 } };
    const writer = template('next-character');
    const blocks = writer.blocks.map((block) => ({ ...block, params: { ...block.params, ...changes[block.id] } }));
    const training = { ...writer.training, batchSize: 1 };
    const path = file('long-passages.json', writeDocument({ ...writer, blocks, training }));
    const { code, notes } = await run('train', path);
    expect(code).toBe(1);
    expect(notes).toMatch(/passages cannot use its data: .* at most \d+/);
    const json = JSON.parse((await run('train', path, '--json')).out);
    expect(json.error).toMatchObject({ code: 'data', block: 'passages' });
  });

  it('tells programs of a run that diverged: where and when', async () => {
    const plane = template('plane');
    const training = { ...plane.training, learningRate: 1000, optimizer: defaultOptimizers.sgd, clipNorm: null };
    const blocks = plane.blocks.map((block) => (block.id === 'loss' ? { ...block, kind: 'mean-squared' } : block));
    const path = file('wild.json', writeDocument({ ...plane, blocks, training }));
    const { code, out } = await run('train', path, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).error).toMatchObject({
      code: 'diverged',
      divergence: { step: expect.any(Number), block: expect.any(String) },
    });
  });

  it('shows the result although the weights cannot be written', async () => {
    // A folder of that name is in the way.
    const { code, out, notes } = await run('train', 'plane', '--epochs', '1', '--json', '--save', folder);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ test: { loss: expect.any(Number) } });
    expect(notes).toContain(folder);
  });

  it('does not train for weights that have nowhere to go', async () => {
    const nowhere = join(folder, 'nowhere', 'weights.safetensors');
    const { code, out, notes } = await run('train', 'plane', '--epochs', '10000', '--json', '--save', nowhere);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(notes).toContain(nowhere);
  });
});

describe('the command line', () => {
  it('has a catalogue of every block and template', async () => {
    const blocks = JSON.parse((await run('blocks', '--json')).out);
    expect(blocks.map((block: { kind: string }) => block.kind)).toEqual(blockKinds);
    expect((await run('blocks')).out).toContain('conv2d');
    const listed = JSON.parse((await run('templates', '--json')).out);
    expect(listed.map((each: { id: string }) => each.id)).toEqual(templates.map((each) => each.id));
    expect((await run('templates')).out).toContain('lenet-norm');
  });

  it.each([
    [['paint'], 'paint'],
    [['check'], 'gradwire check lenet'],
    [['check', 'a', 'b'], 'got 2'],
    [['check', 'lenet', '--epochs', '3'], '--epochs'],
    [['train', 'plane', '--epochs', 'three'], 'whole number'],
    [['train', 'plane', '--seed', '-1'], 'seed'],
  ])('exits 2 and says what was expected: %j', async (args, told) => {
    const { code, notes, out } = await run(...args);
    expect(code).toBe(2);
    expect(notes).toContain(told);
    expect(out).toBe('');
  });

  const bin = fileURLToPath(new URL('../../bin/gradwire.mjs', import.meta.url));

  it('runs as a program of its own, from any folder, whatever that holds', () => {
    writeFileSync(join(folder, 'tsconfig.json'), '{ not json');
    const { status, stdout } = spawnSync(process.execPath, [bin, 'templates', '--json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ id: 'lenet', name: expect.any(String) }));
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [bin, 'blocks'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const told = child.stderr.toArray();
    await once(child, 'exit');
    expect(Buffer.concat(await told).toString()).toBe('');
  });

  it('ends a training that is interrupted in good order', async () => {
    const child = spawn(process.execPath, [bin, 'train', 'plane', '--epochs', '10000'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out = child.stdout.toArray();
    const ended = once(child, 'exit');
    // The first epoch is told when training is under way.
    for await (const chunk of child.stderr) if (`${chunk}`.includes('Epoch')) break;
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
    expect(Buffer.concat(await out).toString()).toMatch(/steps in/);
  });
});
