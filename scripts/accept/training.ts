/** Trainings by the command line, two at a time: two cores, and each training uses one. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What `gradwire train --json` prints, as far as the targets need it. */
export interface Trained {
  readonly parameters: number;
  readonly steps: number;
  readonly seconds: number;
  /** `baseline`: the loss of "as the step before" on the same examples, where there is such a thing. */
  readonly test: { readonly loss: number; readonly accuracy: number | null; readonly baseline?: number };
  readonly host: { readonly backend: string; readonly fma: boolean; readonly lanes: number };
  readonly curve: string;
}

/** A template trained from a seed; `epochs` where they are not the template's own. */
export interface Training {
  readonly template: string;
  readonly seed: number;
  readonly epochs?: number;
}

const command = fileURLToPath(new URL('../../bin/gradwire.mjs', import.meta.url));

/** One training in a process of its own, as a person would start it. */
function train({ template, seed, epochs }: Training): Promise<Trained> {
  const options = ['--seed', `${seed}`, ...(epochs === undefined ? [] : ['--epochs', `${epochs}`]), '--json'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, 'train', template, ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`train ${template} --seed ${seed} ended with exit code ${code}`));
      const trained = JSON.parse(output) as Trained;
      const { test, host } = trained;
      const score = test.accuracy === null ? `loss ${test.loss}` : percent(test.accuracy);
      console.log(
        `${template} seed ${seed}: ${score} on the test part, ${trained.steps} steps in ${trained.seconds.toFixed(0)} s ` +
          `(${host.backend}${host.fma ? ', FMA' : ''}), curve ${trained.curve.slice(0, 12)}`,
      );
      resolve(trained);
    });
  });
}

/** Runs all of them, in pairs and in the order given; what each came to, in that order. */
export async function trainAll(trainings: readonly Training[]): Promise<readonly Trained[]> {
  const results: Trained[] = [];
  let next = 0;
  const worker = async () => {
    while (next < trainings.length) {
      const index = next++;
      results[index] = await train(trainings[index] as Training);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}

export const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

/** On the test part; NaN, which meets no target, where there are no right and wrong answers. */
export const accuracyOf = ({ test }: Trained): number => test.accuracy ?? Number.NaN;

export const meanAccuracy = (runs: readonly Trained[]): number =>
  runs.reduce((sum, run) => sum + accuracyOf(run), 0) / runs.length;
