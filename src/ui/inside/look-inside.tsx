/** The inspector's second tab: what the selected block holds and gives on a chosen real example, while it trains. */
import { useMemo, useState } from 'react';
import { activationOptions } from '../../blocks/activations.ts';
import type { CheckedBlock } from '../../check/report.ts';
import { blockName, findBlock } from '../../document/document.ts';
import type { Inspection, Probe } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { Section } from '../section.tsx';
import { useEditor } from '../store/editor.ts';
import { Bars } from './bars.tsx';
import { Examples } from './examples.tsx';
import { seesOf } from './geometry.ts';
import classes from './inside.module.css';
import { Kernels } from './kernels.tsx';
import { LongVector } from './long-vector.tsx';
import { type MapPoint, Maps } from './maps.tsx';
import { RecurrentInside } from './recurrent/recurrent-inside.tsx';
import { sweepsIn } from './recurrent/sweeps.ts';
import { strongestCell, volumeOf } from './similarity.ts';
import { useLookedAt } from './use-looked-at.ts';
import { WeightNorms } from './weight-norms.tsx';
import { WhatItSaw } from './what-it-saw.tsx';

/** Longer vectors are drawn as a picture. */
const longestBars = 64;

export function LookInside({ block }: { readonly block: string }) {
  const { runId, document, active, checked, source, data, example, inspection } = useLookedAt(block);
  const name = useEditor((editor) =>
    blockName(findBlock(editor.document, block) ?? { id: block, kind: '', params: {} }),
  );
  const sweeps = useMemo(() => (checked && inspection ? sweepsIn(checked, inspection) : []), [checked, inspection]);

  if (!document) return <p className={classes.empty}>{message('inside.nothing')}</p>;
  if (!checked) return <p className={classes.empty}>{message('inside.not-in-run', { name })}</p>;
  if (inspection === null && !active) return <p className={classes.empty}>{message('inside.no-weights')}</p>;
  const key = `${runId} ${block}`;
  return (
    <>
      {data && <Examples document={document} data={data} names={inspection?.sequence?.names ?? null} />}
      {inspection && source && sweeps.length > 0 && (
        <>
          <RecurrentInside key={key} {...{ source, example, block: checked, inspection, sweeps }} />
          <WeightNorms weights={inspection.weights} />
        </>
      )}
      {inspection && sweeps.length === 0 && (
        <Contents
          key={key}
          block={checked}
          name={name}
          inspection={inspection}
          isAnswer={document.wires.some(({ from, to }) => from[0] === block && to[1] === 'prediction')}
        />
      )}
    </>
  );
}

interface ContentsProps {
  readonly block: CheckedBlock;
  readonly name: string;
  readonly inspection: Inspection;
  readonly isAnswer: boolean;
}

function Contents({ block, name, inspection, isAnswer }: ContentsProps) {
  // A text has no numbers, and its label is no picture of it.
  const output = inspection.outputs.y ?? inspection.outputs[Object.keys(block.outputs)[0] ?? ''];
  const volume = useMemo(() => (output ? volumeOf(output) : null), [output]);
  const [cell, setCell] = useState<MapPoint>(() => ({ map: 0, ...(volume ? strongestCell(volume, 0) : origin) }));
  const input = inspection.inputs.x ? volumeOf(inspection.inputs.x) : null;
  const sees = input && volume && seesOf(block);
  const activation = activationOptions.find(({ value }) => value === block.params.activation)?.label ?? 'none';
  return (
    <>
      {sees?.how === 'compare' && (
        <Kernels inspection={inspection} filter={cell.map} onFilter={(map) => setCell({ ...cell, map })} />
      )}
      {sees && (
        <WhatItSaw block={block} sees={sees} inspection={inspection} input={input} output={volume} point={cell} />
      )}
      {volume ? (
        <Maps
          title={message('inside.maps')}
          note={message('inside.maps-note', { size: `${volume.rows}×${volume.columns}`, activation })}
          volume={volume}
          point={sees ? cell : null}
          onPoint={setCell}
        />
      ) : (
        output && <Vector name={name} output={output} isAnswer={isAnswer} />
      )}
      {block.definition?.role === 'loss' && <p className={classes.empty}>{message('inside.one-number', { name })}</p>}
      <WeightNorms weights={inspection.weights} />
    </>
  );
}

const origin = { row: 0, column: 0 };

interface VectorProps {
  readonly name: string;
  readonly output: Probe;
  /** It is what a loss is given as the prediction. */
  readonly isAnswer: boolean;
}

function Vector({ name, output, isAnswer }: VectorProps) {
  const { values } = output;
  const label = message('inside.output-label', { name });
  return (
    <Section title={message('inside.output')} note={message('inside.output-note', { count: values.length })}>
      {values.length <= longestBars ? (
        <Bars values={values} names={[]} label={label} marksLargest={isAnswer} />
      ) : (
        <LongVector values={values} label={label} />
      )}
    </Section>
  );
}
