/** Image to sequence: a picture read step by step, by its rows, its columns or its pixels. */
import { axis } from '../../tensor/shape.ts';
import { defineBlock } from '../define.ts';
import { failed } from '../faults.ts';
import { expectsPicture } from '../layouts.ts';

const stepCount = (by: 'rows' | 'columns' | 'pixels', height: number, width: number): number =>
  ({ rows: height, columns: width, pixels: height * width })[by];

export const imageToSequence = defineBlock({
  kind: 'image-to-sequence',
  version: 1,
  family: 'shape',
  title: 'Image to sequence',
  icon: 'rows-3',
  doc: 'Reads a picture as a sequence: by rows, [B, H, W, C] becomes [B, H, W·C] and each step is a row; by columns it becomes [B, W, H·C], which suits what is written from left to right; by pixels [B, H·W, C], a long way for a memory to bridge. Use it between pictures, or convolutions on them, and recurrent layers.',
  formula: 'y_t = row t of x',
  keywords: ['rows', 'columns', 'pixels', 'time', 'picture', 'recurrent', 'reshape'],
  stem: 'sequence',
  params: {
    steps: {
      kind: 'choice',
      default: 'rows',
      label: 'Steps',
      help: 'What becomes one step.',
      options: [
        { value: 'rows', label: 'Rows' },
        { value: 'columns', label: 'Columns' },
        { value: 'pixels', label: 'Pixels' },
      ],
    },
  },
  summary: ({ steps }) => [{ label: 'steps', text: steps }],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  keepsActivation: true,
  infer: ({ block, params, inputs }) => {
    const place = { block, port: 'x', type: inputs.x! };
    const fault = expectsPicture(place);
    if (fault) return failed(fault);
    const { axes, element } = place.type;
    const [height, width, channels] = axes.slice(1).map(({ size }) => size) as [number, number, number];
    const steps = stepCount(params.steps, height, width);
    const features = (height * width * channels) / steps;
    return {
      outputs: { y: { axes: [axes[0]!, axis('T', steps, block), axis('F', features, block)], element } },
      arithmetic: [`steps ${steps}, features ${features}`],
    };
  },
  lower: (builder, { params, inputs }) => {
    const [batch = 1, height = 1, width = 1, channels = 1] = builder.shapeOf(inputs.x!);
    const byColumns = params.steps === 'columns';
    const read = byColumns ? builder.transpose(inputs.x!, [0, 2, 1, 3]) : inputs.x!;
    const steps = stepCount(params.steps, height, width);
    return { outputs: { y: builder.reshape(read, [batch, steps, (height * width * channels) / steps]) } };
  },
});
