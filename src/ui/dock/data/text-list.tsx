/** Texts with their classes; one that is opened stands there in full, with its tokens where a run has made them. */
import { useState } from 'react';
import type { DatasetSpec } from '../../../blocks/data/datasets.ts';
import type { BlockId } from '../../../document/document.ts';
import type { Samples } from '../../../protocol/trainer.ts';
import { formatInteger } from '../../../text/format.ts';
import classes from './data-panel.module.css';
import { Tokens } from './tokens.tsx';

export interface TextListProps {
  readonly samples: Samples;
  readonly spec: DatasetSpec;
  /** Path of the data block. */
  readonly block: BlockId;
}

/** Characters of an opened text that are shown: a chapter would fill the page. */
const longest = 2000;

export function TextList({ samples, spec, block }: TextListProps) {
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <ul className={classes.lines}>
      {samples.indices.map((index, position) => {
        const text = samples.texts?.[position] ?? '';
        const isOpen = index === opened;
        return (
          <li key={index}>
            <span>{spec.classes[samples.labels[position] ?? -1] ?? formatInteger(index + 1)}</span>
            <div>
              <button
                type="button"
                className={classes.text}
                aria-expanded={isOpen}
                onClick={() => setOpened(isOpen ? null : index)}
              >
                {text.length > longest ? `${text.slice(0, longest)} …` : text}
              </button>
              {isOpen && <Tokens text={text} block={block} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
