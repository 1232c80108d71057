/** Looks into the network: one example through the inspection program, on a snapshot of the parameters of the moment. */
import type { Executable } from '../backend/backend.ts';
import type { Fields, ParamsOf } from '../blocks/fields.ts';
import type { CheckedBlock } from '../check/report.ts';
import { rootOf } from '../document/path.ts';
import { lengthsName, traceName } from '../lower/lower.ts';
import type { Slot } from '../plan/program.ts';
import type { ExampleRef, Inspection, Prediction, Probe } from '../protocol/trainer.ts';
import type { Model } from './compile.ts';
import { Example } from './example.ts';
import { Feed } from './feed.ts';
import { copyParameters, find, view } from './parameters.ts';
import { answerClasses, type Pipeline } from './pipeline.ts';
import { softmax } from './scoring.ts';
import { sequenceAt } from './sequence.ts';

export class Looker {
  private readonly feed: Feed;
  private readonly one = new Uint32Array(1);

  constructor(
    private readonly model: Model,
    private readonly pipeline: Pipeline,
  ) {
    this.feed = new Feed(model.inspection, model.lowered, pipeline);
  }

  /**
   * What the block took, gave and holds for the example, one in a recurrent cell at every step; null for a block outside the
   * graph or an example that is not there. Throws a DataError for a given example that cannot be taken.
   */
  inspect(block: string, ref: ExampleRef): Omit<Inspection, 'runId' | 'step'> | null {
    const { graph, inspection } = this.model;
    const around = graph.order.find(({ id }) => id === rootOf(block));
    const checked = around?.id === block ? around : around?.body?.blocks.find(({ id }) => id === block);
    const example = new Example(this.pipeline, ref);
    if (!around || !checked || !this.run(example, ref)) return null;
    const sources = Object.entries((checked === around ? graph : around.body)?.sources[block] ?? {});
    const before = find(inspection.program.outputs, `${block}:before`);
    return {
      inputs: present(sources.map(([port, [from, output]]) => [port, this.probe(from, output, example)])),
      outputs: present(Object.keys(checked.outputs).map((port) => [port, this.probe(block, port, example)])),
      weights: this.weights(checked),
      beforeActivation: before && probeOf(inspection, before),
      traces: this.traces(checked),
      sequence: sequenceAt(around, graph, example, ([from, port]) => this.lengthAt(from, port)),
    };
  }

  /** What the first loss is given as the prediction; null for an example that is not there. Throws as `inspect` does. */
  predict(ref: ExampleRef): Prediction | null {
    const { graph } = this.model;
    const [loss] = graph.losses;
    const from = loss && graph.sources[loss.id]?.prediction;
    const example = new Example(this.pipeline, ref);
    if (!loss || !from || !this.run(example, ref)) return null;
    const output = this.probe(...from, example);
    if (!output) return null;
    const probabilities = probabilitiesOf(loss, output);
    return { output, probabilities, classes: probabilities ? answerClasses(graph, this.pipeline) : [] };
  }

  private run(example: Example, ref: ExampleRef): boolean {
    if (!example.exists) return false;
    this.feed.reset();
    if (ref.kind === 'given') this.feed.give([ref.cell]);
    else {
      this.one[0] = ref.index;
      this.feed.load(ref.part, this.one, 0, 1, null);
    }
    copyParameters(this.model.training, this.model.inspection);
    this.model.inspection.run({ seed: 0, step: 0 });
    return true;
  }

  /** From the program, or from the data where no block of the network reads the output. */
  private probe(block: string, port: string, example: Example): Probe | null {
    const slot = this.slot(`${block}:${port}`);
    if (slot) return probeOf(this.model.inspection, slot);
    const checked = this.model.graph.order.find(({ id }) => id === block);
    const type = checked?.outputs[port];
    return checked?.definition?.lower === null && type ? example.probe(block, port, type) : null;
  }

  private lengthAt(block: string, port: string): number | null {
    const slot = this.slot(lengthsName(block, port));
    return slot && (view(this.model.inspection, slot)[0] as number);
  }

  private traces({ id }: CheckedBlock): Inspection['traces'] {
    const { inspection } = this.model;
    const start = traceName(id, '');
    const own = inspection.program.outputs.filter(({ name }) => name.startsWith(start));
    return Object.fromEntries(own.map((slot) => [slot.name.slice(start.length), probeOf(inspection, slot)]));
  }

  private slot(name: string): Slot | null {
    const { program } = this.model.inspection;
    return find(program.outputs, name) ?? find(program.inputs, name);
  }

  private weights({ id }: CheckedBlock): Inspection['weights'] {
    const { inspection, training } = this.model;
    const own = inspection.program.parameters.filter(({ name }) => name.startsWith(`${id}/`));
    return Object.fromEntries(
      own.map((slot) => {
        const values = Float32Array.from(view(inspection, slot));
        const gradient = find(training.program.parameters, slot.name)?.gradient ?? null;
        const last = gradient === null ? null : view(training, { offset: gradient, length: slot.length });
        const weight = { shape: slot.shape, values, norm: norm(values), gradientNorm: last && norm(last) };
        return [slot.name.slice(id.length + 1), weight] as const;
      }),
    );
  }
}

/** The tensor of the one example, without the batch axis. */
function probeOf(executable: Executable, slot: Slot): Probe {
  return { shape: slot.shape.slice(1), values: Float32Array.from(view(executable, slot)) };
}

function present(entries: readonly (readonly [string, Probe | null])[]): { readonly [port: string]: Probe } {
  return Object.fromEntries(entries.filter((entry): entry is [string, Probe] => entry[1] !== null));
}

/** The probabilities that the loss makes of its prediction for itself, along its last axis; null for a regression. */
function probabilitiesOf(loss: CheckedBlock, { shape, values: logits }: Probe): Float32Array | null {
  const applied = loss.definition?.appliesToPrediction?.(loss.params as ParamsOf<Fields>);
  if (applied === 'softmax') {
    const probabilities = new Float32Array(logits.length);
    const classes = shape.at(-1) ?? logits.length;
    for (let from = 0; from < logits.length; from += classes)
      softmax(logits.subarray(from, from + classes), probabilities.subarray(from, from + classes));
    return probabilities;
  }
  if (applied === 'sigmoid' && logits.length === 1) {
    const one = 1 / (1 + Math.exp(-(logits[0] as number)));
    return Float32Array.of(1 - one, one);
  }
  return null;
}

function norm(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) ** 2;
  return Math.sqrt(sum);
}
