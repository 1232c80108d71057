/** The data of the graph's data blocks: examples with their labels, classes, counts, licence and source. */
import { SegmentedControl, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { type DatasetSpec, partCounts } from '../../../blocks/data/datasets.ts';
import { seriesParts } from '../../../blocks/data/series-sets.ts';
import { readParams } from '../../../blocks/params.ts';
import { blockOf } from '../../../blocks/registry.ts';
import { type Block, type BlockId, blockName } from '../../../document/document.ts';
import type { Part, Samples } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { formatInteger } from '../../../text/format.ts';
import { Arrows } from '../../arrows.tsx';
import { type SampleKind, sampleKind } from '../../sample/sample-kind.ts';
import { useEditor } from '../../store/editor.ts';
import { ClassHistogram } from './class-histogram.tsx';
import { ClipGrid } from './clip-grid.tsx';
import classes from './data-panel.module.css';
import { ImageGrid } from './image-grid.tsx';
import { LoadState } from './load-state.tsx';
import { pickSamples } from './pick-samples.ts';
import { RowTable } from './row-table.tsx';
import { Scatter } from './scatter.tsx';
import { SeriesChart } from './series-chart.tsx';
import { SymbolList } from './symbol-list.tsx';
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
      {sampleKind(source.spec) === 'series' ? (
        <SeriesChart key={source.block.id} block={source.block} spec={source.spec} />
      ) : (
        <Examples key={source.block.id} source={source} />
      )}
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
  const kind = sampleKind(spec);
  const counts = kind === 'series' ? seriesParts(spec.shape[0] ?? 0) : partCounts(spec, split);
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
          <dt>{message(kind === 'series' ? 'data.series-shape' : 'data.example-shape')}</dt>
          <dd className={classes.shape}>{kind === 'text' ? message('data.a-text') : spec.shape.join('×')}</dd>
        </div>
      </dl>
      {kind === 'series' && <p>{message('data.series-parts')}</p>}
      {isSplitOff && <p>{message('data.split-off')}</p>}
      <p>{message('data.licence', { licence: spec.licence })}</p>
      <p>{spec.source}</p>
    </section>
  );
}

/** Examples on a page: as many as show at once, rows scroll. */
const pageSizes: { readonly [K in SampleKind]: number } = {
  picture: 40,
  point: 50,
  numbers: 50,
  text: 50,
  clip: 24,
  series: 1,
  symbols: 50,
};

/** Examples whose classes are counted, and that are drawn as points: more would take long to come. */
const surveyed = 1000;
/** Numbers that they may have in all, as long as there are enough of them to count. */
const surveyedNumbers = 2_000_000;
const surveyedLeast = 250;

const surveySize = ({ shape }: DatasetSpec): number => {
  const size = shape.reduce((product, each) => product * each, 1);
  return Math.min(surveyed, Math.max(surveyedLeast, Math.floor(surveyedNumbers / size)));
};

function Examples({ source: { block, spec } }: { readonly source: Source }) {
  const split = useEditor((editor) => editor.document.training.validationSplit);
  const counts = partCounts(spec, split);
  const [part, setPart] = useState<Part>('train');
  const [first, setFirst] = useState(0);
  const [label, setLabel] = useState<number | null>(null);
  const kind = sampleKind(spec);
  const classified = spec.classes.length > 0;
  const counted = classified || kind === 'point' ? Math.min(surveySize(spec), counts[part]) : 0;
  const survey = useSamples(block, part, 0, counted);
  const found = useMemo(() => (label === null ? null : positionsOf(survey.samples, label)), [survey.samples, label]);
  const total = found?.length ?? counts[part];
  const size = pageSizes[kind];
  const start = first < total ? first : 0;
  // With a class alone, what was surveyed is searched; nothing else is fetched.
  const page = useSamples(block, part, start, found ? 0 : Math.min(size, total - start));
  const shown = kind === 'point' || found ? survey : page;
  const samples = useMemo(() => {
    if (!found || !survey.samples) return shown.samples;
    return pickSamples(survey.samples, kind === 'point' ? found : found.slice(start, start + size));
  }, [found, survey.samples, shown.samples, kind, start, size]);
  return (
    <>
      {classified && (
        <section className={classes.classes} aria-label={message('data.classes')}>
          <ClassHistogram
            spec={spec}
            labels={survey.samples?.labels ?? null}
            total={counts[part]}
            chosen={label}
            choose={(next) => {
              setLabel(next);
              setFirst(0);
            }}
          />
        </section>
      )}
      <section className={classes.examples} data-alone={!classified} aria-label={message('data.examples')}>
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
          {kind !== 'point' && <Pager first={start} size={size} total={total} show={setFirst} />}
        </header>
        <div className={classes.content} data-loading={shown.loading}>
          <LoadState state={shown} />
          {samples !== null && <View kind={kind} block={block} samples={samples} spec={spec} total={total} />}
        </div>
      </section>
    </>
  );
}

/** Positions among the samples of those with the label. */
const positionsOf = (samples: Samples | null, label: number): readonly number[] =>
  samples?.labels.flatMap((each, position) => (each === label ? [position] : [])) ?? [];

interface ViewProps {
  readonly kind: SampleKind;
  readonly block: Block;
  readonly samples: Samples;
  readonly spec: DatasetSpec;
  /** Examples of the part, or of the class in it. */
  readonly total: number;
}

function View({ kind, block, samples, spec, total }: ViewProps) {
  switch (kind) {
    case 'picture':
      return <ImageGrid samples={samples} spec={spec} />;
    case 'point':
      return <Scatter samples={samples} spec={spec} total={total} />;
    case 'text':
      return <TextList samples={samples} spec={spec} block={block.id} />;
    case 'clip':
      return <ClipGrid samples={samples} spec={spec} />;
    case 'symbols':
      return <SymbolList samples={samples} spec={spec} />;
    default:
      return <RowTable samples={samples} spec={spec} />;
  }
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
      <Arrows of="page" index={first / size} count={Math.ceil(total / size)} go={(page) => show(page * size)} />
    </span>
  );
}
