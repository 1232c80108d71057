/** Delayed recall by five recurrent layers that differ in what keeps their memory: the same task, the same training. */
import type { Params } from '../document/document.ts';
import { type Template, template } from './template.ts';

type RecallId = 'recall-rnn' | 'recall-almost-lstm' | 'recall-lstm-bias0' | 'recall-lstm-bias1' | 'recall-lstm';

const recall = (id: RecallId, kind: 'rnn' | 'lstm', params: Params = {}): Template =>
  template(id, {
    group: 'memory',
    name: `templates.${id}`,
    teaches: `templates.${id}.teaches`,
    blocks: [
      { id: 'task', kind: 'memory-task', column: 0, row: 0 },
      { id: kind, kind, params, column: 1, row: 0 },
      { id: 'dense', kind: 'dense', params: { units: 10 }, column: 2, row: 0 },
      { id: 'loss', kind: 'cross-entropy', column: 3, row: 0 },
    ],
    wires: [
      ['task.x', `${kind}.x`],
      [`${kind}.y`, 'dense.x'],
      ['dense.y', 'loss.prediction'],
      ['task.label', 'loss.target'],
    ],
    // 64,000 examples make 1,000 steps.
    training: { batchSize: 64, learningRate: 0.001, clipNorm: 1, epochs: 1 },
  });

export const recallRnn = recall('recall-rnn', 'rnn');
/** Without its forget gate. */
export const recallAlmostLstm = recall('recall-almost-lstm', 'lstm', { forgetGate: false });
export const recallLstmBias0 = recall('recall-lstm-bias0', 'lstm', { forgetBias: 0 });
export const recallLstmBias1 = recall('recall-lstm-bias1', 'lstm');
export const recallLstm = recall('recall-lstm', 'lstm', { forgetBias: 3 });
