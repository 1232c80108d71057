/** The data of the graph's data blocks: examples with their labels, classes, counts, licence and source. */
import { ActionIcon, SegmentedControl, Select } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type DatasetSpec, partCounts } from '../../../blocks/data/datasets.ts';
import { readParams } from '../../../blocks/params.ts';
import { blockOf } from '../../../blocks/registry.ts';
import { type Block, type BlockId, blockName } from '../../../document/document.ts';
import type { Part } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { formatInteger } from '../../../text/format.ts';
import { useEditor } from '../../store/editor.ts';
import { ClassHistogram } from './class-histogram.tsx';
import classes from './data-panel.module.css';
import { ImageGrid } from './image-grid.tsx';
import { LoadState } from './load-state.tsx';
import { RowTable } from './row-table.tsx';
import { Scatter } from './scatter.tsx';
import { TextList } from './text-list.tsx';
import { useSamples } from './use-samples.ts';

const parts: readonly Part[] = ['train', 'validation', 'test'];

interface Source {
  readonly block: Block;
  readonly spec: DatasetSpec;
}

export function DataPanel() {
  const blocks = useEditor((editor) => editor.document.blocks);
  const sources = useMemo(() => blocks.flatMap(sourceOf), [blocks]);
  const [chosen, setChosen] = useState<BlockId | null>(null);
  const source = sources.find(({ block }) => block.id === chosen) ?? sources[0];
  if (source === undefined) return <p className={classes.empty}>{message('data.no-data')}</p>;
  return (
    <div className={classes.panel}>
      <About
        source={source}
        choice={
          sources.length > 1 && (
            <Select
              aria-label={message('data.block')}
              data={sources.map(({ block }) => ({ value: block.id, label: blockName(block) }))}
              value={source.block.id}
              allowDeselect={false}
              onChange={setChosen}
            />
          )
        }
      />
      <Examples key={source.block.id} source={source} />
    </div>
  );
}

function sourceOf(block: Block): readonly Source[] {
  const definition = blockOf(block.kind);
  if (!definition?.dataset) return [];
  return [{ block, spec: definition.dataset(readParams(definition, block.params).params as never) }];
}

function About({ source: { spec }, choice }: { readonly source: Source; readonly choice: React.ReactNode }) {
  const split = useEditor((editor) => editor.document.training.validationSplit);
  const counts = partCounts(spec, split);
  const isSplitOff = spec.counts.validation === 0 && counts.validation > 0;
  return (
    <section className={classes.about} aria-label={spec.title}>
      {choice}
      <h3>{spec.title}</h3>
      <dl className={classes.facts}>
        {parts.map((part) => (
          <div key={part}>
            <dt>{message(`data.part-${part}`)}</dt>
            <dd>{formatInteger(counts[part])}</dd>
          </div>
        ))}
        <div>
          <dt>{message('data.example-shape')}</dt>
          <dd className={classes.shape}>{isText(spec) ? message('data.a-text') : spec.shape.join('×')}</dd>
        </div>
      </dl>
      {isSplitOff && <p>{message('data.split-off')}</p>}
      <p>{message('data.licence', { licence: spec.licence })}</p>
      <p>{spec.source}</p>
    </section>
  );
}

/** Examples on a page: as many as show at once, rows scroll. */
const pageSizes = { image: 40, row: 50 } as const;

/** Examples whose classes are counted, and that are drawn as points, and the numbers that they may have: more would take long to come. */
const surveyed = { examples: 1000, numbers: 1_000_000 } as const;

const sizeOf = ({ shape }: DatasetSpec): number => shape.reduce((product, size) => product * size, 1);

/** A text has no axes of numbers. */
const isText = ({ shape }: DatasetSpec): boolean => shape.length === 0;

function Examples({ source: { block, spec } }: { readonly source: Source }) {
  const split = useEditor((editor) => editor.document.training.validationSplit);
  const counts = partCounts(spec, split);
  const [part, setPart] = useState<Part>('train');
  const [first, setFirst] = useState(0);
  const total = counts[part];
  const isImage = spec.shape.length === 3;
  const isPlane = spec.shape.length === 1 && spec.shape[0] === 2;
  const pageSize = isImage ? pageSizes.image : pageSizes.row;
  const start = first < total ? first : 0;
  const counted = Math.min(surveyed.examples, Math.ceil(surveyed.numbers / sizeOf(spec)), total);
  const survey = useSamples(block, part, 0, spec.classes.length === 0 ? 0 : counted);
  const page = useSamples(block, part, start, Math.min(pageSize, total - start));
  const shown = isPlane ? survey : page;
  return (
    <>
      <section className={classes.classes} aria-label={message('data.classes')}>
        {spec.classes.length > 0 && (
          <ClassHistogram spec={spec} labels={survey.samples?.labels ?? null} total={total} />
        )}
      </section>
      <section className={classes.examples} aria-label={message('data.examples')}>
        <header className={classes.head}>
          <SegmentedControl
            aria-label={message('data.part')}
            data={parts
              .filter((each) => counts[each] > 0)
              .map((value) => ({ value, label: message(`data.part-${value}`) }))}
            value={part}
            onChange={(value) => {
              setPart(value as Part);
              setFirst(0);
            }}
          />
          {!isPlane && <Pager first={start} size={pageSize} total={total} show={setFirst} />}
        </header>
        <div className={classes.content} data-loading={shown.loading}>
          <LoadState state={shown} />
          {shown.samples !== null && isImage && <ImageGrid samples={shown.samples} spec={spec} />}
          {shown.samples !== null && isPlane && <Scatter samples={shown.samples} spec={spec} total={total} />}
          {shown.samples !== null && isText(spec) && <TextList samples={shown.samples} spec={spec} />}
          {shown.samples !== null && !isImage && !isPlane && !isText(spec) && (
            <RowTable samples={shown.samples} spec={spec} />
          )}
        </div>
      </section>
    </>
  );
}

interface PagerProps {
  readonly first: number;
  readonly size: number;
  readonly total: number;
  readonly show: (first: number) => void;
}

function Pager({ first, size, total, show }: PagerProps) {
  const last = Math.min(first + size, total);
  return (
    <span className={classes.pager}>
      <span>
        {message('data.range', {
          first: formatInteger(first + 1),
          last: formatInteger(last),
          count: formatInteger(total),
        })}
      </span>
      <ActionIcon
        size={24}
        aria-label={message('data.previous')}
        disabled={first === 0}
        onClick={() => show(Math.max(0, first - size))}
      >
        <ChevronLeft size={15} strokeWidth={1.75} />
      </ActionIcon>
      <ActionIcon size={24} aria-label={message('data.next')} disabled={last >= total} onClick={() => show(last)}>
        <ChevronRight size={15} strokeWidth={1.75} />
      </ActionIcon>
    </span>
  );
}
