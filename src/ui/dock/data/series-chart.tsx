/** A series from its first step to its last, with the places where its parts begin. */
import { Select } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { DatasetSpec } from '../../../blocks/data/datasets.ts';
import { seriesParts } from '../../../blocks/data/series-sets.ts';
import { toCsv } from '../../../charts/csv.ts';
import type { Line } from '../../../charts/line.ts';
import { LineChart } from '../../../charts/line-chart.tsx';
import type { Block } from '../../../document/document.ts';
import type { Part } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { formatPlain, formatSignificant } from '../../../text/format.ts';
import { CopyCsv } from '../copy-csv.tsx';
import classes from './data-panel.module.css';
import { LoadState } from './load-state.tsx';
import { useSamples } from './use-samples.ts';

const parts: readonly Part[] = ['train', 'validation', 'test'];

export function SeriesChart({ block, spec }: { readonly block: Block; readonly spec: DatasetSpec }) {
  const train = useSamples(block, 'train', 0, 1);
  const validation = useSamples(block, 'validation', 0, 1);
  const test = useSamples(block, 'test', 0, 1);
  const [chosen, setChosen] = useState(0);
  const [steps = 0, width = 1] = spec.shape;
  const column = Math.min(chosen, width - 1);
  const loaded = { train: train.samples, validation: validation.samples, test: test.samples };
  const counts = seriesParts(steps);
  const values = parts.flatMap((part) => {
    const { features } = loaded[part] ?? { features: new Float32Array() };
    const there = Math.min(counts[part], features.length / width);
    return Array.from({ length: there }, (_, step) => features[step * width + column] as number);
  });
  // One text, so that the same names again are the same.
  const names = parts.flatMap((part) => loaded[part]?.steps?.[0] ?? []).join('\n');
  const formatPlace = useCallback(
    (place: number) => names.split('\n')[Math.round(place)] || `${Math.round(place) + 1}`,
    [names],
  );
  const name = spec.features[column] ?? '';
  const line: Line = { id: name, label: name, tone: 'truth', unit: 1, x: Array.from(values.keys()), y: values };
  const starts = { train: 0, validation: counts.train, test: counts.train + counts.validation };
  return (
    <section className={classes.series} aria-label={spec.title}>
      <LineChart
        key={name}
        title={
          <Select
            aria-label={message('data.column')}
            data={spec.features.map((label, index) => ({ value: `${index}`, label }))}
            value={`${column}`}
            allowDeselect={false}
            onChange={(value) => setChosen(Number(value ?? 0))}
          />
        }
        label={spec.title}
        note=""
        actions={<CopyCsv csv={() => toCsv(message('data.step'), [line])} />}
        lines={[line]}
        end={Math.max(steps - 1, 1)}
        now={null}
        marks={parts.map((part) => ({ at: starts[part], label: message(`data.part-${part}`) }))}
        scale="linear"
        resting={[0, 1]}
        format={(value) => formatSignificant(value, 3)}
        formatTick={formatPlain}
        formatPlace={formatPlace}
        cursorKey="series"
        emptyText=""
        xLabel={message('data.step')}
        edition={name}
      />
      <LoadState state={train} />
    </section>
  );
}
