/**
 * Draws docs/pictures/memory-gradients.svg: how much of the gradient of delayed recall reaches each step before training, and
 * how much reaches the cue over training, for the five recurrent layers of the recall templates. Takes a few minutes.
 */
import { writeFileSync } from 'node:fs';
import { createWasmBackend } from '../src/backend/wasm/backend.ts';
import { readShard } from '../src/cli/shards.ts';
import { recallAlmostLstm, recallLstm, recallLstmBias0, recallLstmBias1, recallRnn } from '../src/templates/recall.ts';
import type { Template } from '../src/templates/template.ts';
import { systemClock } from '../src/train/clock.ts';
import { DataLibrary } from '../src/train/library.ts';
import { Session } from '../src/train/session.ts';

const nets: readonly { readonly template: Template; readonly label: string; readonly colour: string }[] = [
  { template: recallRnn, label: 'RNN', colour: '#c4242b' },
  { template: recallLstmBias0, label: 'LSTM, bias 0', colour: '#be5504' },
  { template: recallLstmBias1, label: 'LSTM, bias 1', colour: '#8a5a00' },
  { template: recallLstm, label: 'LSTM, bias 3', colour: '#0a6eb8' },
  { template: recallAlmostLstm, label: 'almost LSTM', colour: '#00755a' },
];

interface Drawn {
  readonly label: string;
  readonly colour: string;
  /** ‖∂loss/∂hₜ‖ at each step t, of the first update. */
  readonly bySteps: readonly number[];
  /** ‖∂loss/∂h₀‖, at the cue, of each update: geometric means of ten at a time. */
  readonly byUpdates: readonly number[];
}

/** Updates that make a point of a line. */
const together = 10;

/** A second passes whenever somebody looks, so that the gradients of every update are told. */
const hasty = (() => {
  let now = 0;
  return { ...systemClock, now: () => (now += 1000) };
})();

async function gradientsOf({ template, label, colour }: (typeof nets)[number]): Promise<Drawn> {
  const opened = await Session.open(
    { document: template.document, resume: null, paused: false },
    { backend: await createWasmBackend(), library: new DataLibrary(readShard), clock: hasty },
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const told: (readonly number[])[] = [];
  const summary = await opened.value.run((event) => {
    if (event.kind !== 'step-gradients') return;
    const norms = Object.entries(event.norms).find(([state]) => state.endsWith('.h'))?.[1];
    if (norms) told.push([...norms]);
  });
  await opened.value.close();
  const atCue = told.map(([norm = 0]) => norm);
  const byUpdates = atCue.flatMap((_, index) =>
    index % together === 0 ? [geometricMean(atCue.slice(index, index + together))] : [],
  );
  console.log(
    `${label}: ${atCue[0]?.toExponential(1)} at the cue before training, ${told[0]?.at(-1)?.toExponential(1)} at the query; ` +
      `accuracy ${summary.test?.accuracy}`,
  );
  return { label, colour, bySteps: told[0] ?? [], byUpdates };
}

const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** Powers of ten at the bottom and the top of the panels. */
const [lowest, highest] = [-20, 5];
const panel = { width: 320, height: 250, top: 46 } as const;

interface Panel {
  readonly title: string;
  readonly left: number;
  readonly of: 'bySteps' | 'byUpdates';
  /** The value of x at the right edge, where it is told, and what it is. */
  readonly last: number;
  readonly ticks: readonly number[];
  readonly axis: string;
}

function panelOf({ title, left, of, last, ticks, axis }: Panel, drawn: readonly Drawn[]): string {
  const { width, height, top } = panel;
  const down = (norm: number): number => {
    const power = Math.min(Math.max(Math.log10(norm), lowest), highest);
    return top + (height * (highest - power)) / (highest - lowest);
  };
  const rules = Array.from({ length: 6 }, (_, index) => lowest + 5 * index).map((power) => {
    const y = down(10 ** power).toFixed(1);
    return `<path d="M${left} ${y}h${width}" stroke="#e3e5e8"/><text x="${left - 8}" y="${y}" text-anchor="end" dominant-baseline="middle">10<tspan dy="-5" font-size="9">${`${power}`.replace('-', '−')}</tspan></text>`;
  });
  const lines = drawn.map(({ colour, [of]: norms }) => {
    const points = norms.map(
      (norm, index) => `${(left + (width * index) / (norms.length - 1)).toFixed(1)} ${down(norm).toFixed(1)}`,
    );
    return `<path d="M${points.join('L')}" fill="none" stroke="${colour}" stroke-width="2"/>`;
  });
  const below = ticks.map(
    (at) =>
      `<text x="${(left + (width * at) / last).toFixed(1)}" y="${top + height + 18}" text-anchor="middle">${at}</text>`,
  );
  return [
    `<text x="${left}" y="${top - 16}" font-size="14" font-weight="600" fill="#16181b">${title}</text>`,
    ...rules,
    ...lines,
    ...below,
    `<text x="${left + width / 2}" y="${top + height + 36}" text-anchor="middle">${axis}</text>`,
  ].join('\n');
}

function legend(drawn: readonly Drawn[]): string {
  const y = panel.top + panel.height + 62;
  return drawn
    .map(({ label, colour }, index) => {
      const x = 62 + 148 * index;
      return `<path d="M${x} ${y}h22" stroke="${colour}" stroke-width="2"/><text x="${x + 28}" y="${y}" dominant-baseline="middle">${label}</text>`;
    })
    .join('\n');
}

const steps: Panel = {
  title: '‖∂loss/∂hₜ‖ before training',
  left: 62,
  of: 'bySteps',
  last: 101,
  ticks: [0, 25, 50, 75, 100],
  axis: 'step t (the cue at 0, the query at 101)',
};
const updates: Panel = {
  title: '‖∂loss/∂h₀‖, at the cue, over training',
  left: 450,
  of: 'byUpdates',
  last: 1000,
  ticks: [0, 250, 500, 750, 1000],
  axis: 'update',
};

const drawn: Drawn[] = [];
for (const net of nets) drawn.push(await gradientsOf(net));

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 380" font-family="Inter, system-ui, sans-serif" font-size="12" fill="#474c54">
<title>How much of the gradient reaches each step of delayed recall, and the cue over training</title>
<rect width="800" height="380" fill="#ffffff"/>
${panelOf(steps, drawn)}
${panelOf(updates, drawn)}
${legend(drawn)}
</svg>
`;
writeFileSync(new URL('../docs/pictures/memory-gradients.svg', import.meta.url), svg);
