/** The dock's tab for using the network: what it offers depends on what the network is for. */
import { useMemo } from 'react';
import type { Document } from '../../document/document.ts';
import { message } from '../../text/catalog.ts';
import type { RunData } from '../inside/run-data.ts';
import { useRunData } from '../inside/use-run-data.ts';
import { useRuns } from '../store/runs.ts';
import { Confusions } from './confusion.tsx';
import { side } from './digit.ts';
import { Drawing } from './drawing.tsx';
import { ForecastChart } from './forecast/forecast-chart.tsx';
import { type Purpose, purposeOf } from './purpose.ts';
import { Recall } from './recall.tsx';
import { Reconstruction } from './reconstruction.tsx';
import { Speaking } from './sound/speaking.tsx';
import { Surface } from './surface.tsx';
import { Typing } from './typing.tsx';
import classes from './use.module.css';
import { Writing } from './writing.tsx';

export function UsePanel() {
  // Not the run itself, which is another one with every step.
  const runId = useRuns((runs) => runs.current?.id ?? null);
  const trained = useRuns((runs) => runs.current?.document ?? null);
  const started = useRuns((runs) => (runs.current?.curve.length ?? 0) > 0);
  const classifies = useRuns((runs) => started && !Number.isNaN(runs.current?.curve.view.accuracy[0]));
  const data = useRunData();
  const purpose = useMemo(() => trained && purposeOf(trained), [trained]);
  if (!trained || !data || !purpose || !started) return <p className={classes.empty}>{message('use.nothing')}</p>;
  return (
    <div className={classes.room}>
      <div className={classes.panel}>
        <Cards document={trained} {...{ runId, data, purpose, classifies }} />
      </div>
    </div>
  );
}

interface CardsProps {
  readonly runId: string | null;
  readonly document: Document;
  readonly data: RunData;
  readonly purpose: Purpose;
  readonly classifies: boolean;
}

function Cards({ runId, document, data, purpose, classifies }: CardsProps) {
  if (purpose === 'writing') return <Writing />;
  if (purpose === 'forecast') return <ForecastChart document={document} data={data} />;
  if (purpose === 'memory' && !classifies) return <Recall document={document} data={data} />;
  const isDigit = purpose === 'image' && data.spec.shape.join() === `${side},${side},1`;
  if (!classifies) {
    if (isDigit) return <Reconstruction document={document} data={data} />;
    return <p className={classes.empty}>{message('use.numbers')}</p>;
  }
  return (
    <>
      {isDigit && <Drawing />}
      {purpose === 'plane' && <Surface document={document} data={data} />}
      {purpose === 'text' && <Typing data={data} />}
      {purpose === 'sound' && <Speaking document={document} data={data} />}
      {purpose === 'memory' && <Recall document={document} data={data} />}
      <Confusions key={runId} document={document} data={data} />
    </>
  );
}
