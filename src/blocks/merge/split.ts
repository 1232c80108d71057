/** Split: the numbers of the last axis in equal parts, each with a wire of its own. */
import { axis } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import { defineBlock } from '../define.ts';
import { badParam, failed, insertBefore, rankMismatch, setParam } from '../faults.ts';

const most = 8;

const parts = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `y${index + 1}`);

/** Numbers of parts that leave nothing over. */
const divisors = (size: number): readonly number[] =>
  Array.from({ length: most - 1 }, (_, index) => index + 2).filter((count) => size % count === 0);

export const split = defineBlock({
  kind: 'split',
  version: 1,
  family: 'merge',
  title: 'Split',
  icon: 'split',
  doc: 'Cuts the last axis into equal parts: [B, n·F] becomes n outputs [B, F], and sequences and pictures likewise; the opposite of Concat. Use it to compute several things with one layer and take them apart after it, as a recurrent cell does that gets all its gates from one Dense.',
  formula: '[y1, …, yn] = x',
  keywords: ['chunk', 'slice', 'divide', 'gates', 'unstack'],
  stem: 'split',
  params: {
    parts: { kind: 'int', min: 2, max: most, default: 2, label: 'Parts', help: 'How many equal parts.' },
  },
  summary: (params) => [{ label: 'parts', text: `${params.parts}` }],
  inputs: () => [{ name: 'x' }],
  outputs: (params) => parts(params.parts).map((name) => ({ name })),
  role: 'layer',
  place: 'step',
  lengths: 'keep',
  infer: ({ block, params, inputs }) => {
    const { axes, element } = inputs.x!;
    const place = { block, port: 'x', type: inputs.x! };
    const last = axes.at(-1);
    if (axes.length < 2 || typeof last?.size !== 'number') {
      return failed(rankMismatch(place, '[B, F]', [insertBefore(place, 'reshape', { shape: [1] })]));
    }
    const { size } = last;
    if (size % params.parts !== 0) {
      const nearest = divisors(size).toSorted((a, b) => Math.abs(a - params.parts) - Math.abs(b - params.parts));
      const fixes = nearest.map((count) => setParam(block, 'parts', count));
      return failed(badParam('parts', message('params.divisor', { size }), params.parts, fixes));
    }
    const part = axis(last.name, size / params.parts, block, last.trace);
    return {
      outputs: Object.fromEntries(
        parts(params.parts).map((name) => [name, { axes: [...axes.slice(0, -1), part], element }]),
      ),
      arithmetic: [`${size} / ${params.parts} = ${part.size}`],
    };
  },
  lower: (builder, { params, inputs }) => {
    const shape = builder.shapeOf(inputs.x!);
    const along = shape.length - 1;
    const size = shape[along]! / params.parts;
    const values = parts(params.parts).map((name, index) => [
      name,
      builder.slice(inputs.x!, along, index * size, [...shape.slice(0, -1), size]),
    ]);
    return { outputs: Object.fromEntries(values) };
  },
});
