/** Examples of a data block, fetched through the worker, run or no run. */
import { useEffect, useState } from 'react';
import type { Block } from '../../../document/document.ts';
import type { RunFailure } from '../../../protocol/events.ts';
import type { Part, Samples } from '../../../protocol/trainer.ts';
import { runsStore } from '../../../runs/store.ts';
import { editorStore, useEditor } from '../../store/editor.ts';

export interface SamplesState {
  /** The last that came: they stay until the next ones are there. */
  readonly samples: Samples | null;
  readonly loading: boolean;
  readonly failure: RunFailure | null;
  readonly retry: () => void;
}

/** Everything that an answer depends on: edits elsewhere in the document ask for nothing. */
interface Question {
  readonly block: Pick<Block, 'id' | 'kind' | 'params'>;
  readonly validationSplit: number;
  readonly part: Part;
  readonly start: number;
  readonly count: number;
  readonly attempt: number;
}

export function useSamples({ id, kind, params }: Block, part: Part, start: number, count: number): SamplesState {
  const validationSplit = useEditor((editor) => editor.document.training.validationSplit);
  const [samples, setSamples] = useState<Samples | null>(null);
  const [failure, setFailure] = useState<RunFailure | null>(null);
  const [answered, setAnswered] = useState('');
  const [attempt, setAttempt] = useState(0);
  const question: Question = { block: { id, kind, params }, validationSplit, part, start, count, attempt };
  const key = JSON.stringify(question);
  useEffect(() => {
    let live = true;
    const asked = JSON.parse(key) as Question;
    void runsStore
      .getState()
      .samples(editorStore.getState().document, asked.block.id, asked.part, asked.start, asked.count)
      .then((result) => {
        if (!live) return;
        setAnswered(key);
        setFailure(result.ok ? null : result.error);
        setSamples(result.ok ? result.value : null);
      });
    return () => {
      live = false;
    };
  }, [key]);
  return { samples, failure, loading: answered !== key, retry: () => setAttempt(attempt + 1) };
}
