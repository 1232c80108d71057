/** Above the blocks that set the sizes at fault: "channels = 64 start here". */
import { ViewportPortal } from '@xyflow/react';
import type { Diagnostic } from '../../tensor/diagnostic.ts';
import type { Axis, AxisName, TensorType, Trace } from '../../tensor/shape.ts';
import { type MessageKey, rich } from '../../text/catalog.ts';
import { Sentence } from '../sentence.tsx';
import classes from './origin-marks.module.css';
import type { Extents } from './scene.ts';

const axisWords: { readonly [K in AxisName]: MessageKey } = {
  B: 'editor.axis-batch',
  T: 'editor.axis-time',
  H: 'editor.axis-height',
  W: 'editor.axis-width',
  C: 'editor.axis-channels',
  F: 'editor.axis-features',
  N: 'editor.axis-other',
};

const pluralAxes: ReadonlySet<AxisName> = new Set(['C', 'F']);

interface Mark {
  readonly block: string;
  readonly axis: AxisName;
  readonly size: string;
  readonly odd: boolean;
}

export function OriginMarks({ diagnostic, extents }: { diagnostic: Diagnostic; extents: Extents }) {
  return (
    <ViewportPortal>
      {marksOf(diagnostic).map((mark) => {
        const rect = extents.get(mark.block);
        if (rect === undefined) return null;
        return (
          <span
            key={mark.block}
            className={classes.mark}
            data-odd={mark.odd}
            style={{ transform: `translate(${rect.x + 8}px, ${rect.y - 24}px)` }}
          >
            <span className={classes.sign} />
            <span>
              <Sentence
                runs={rich('editor.starts-here', {
                  axis: rich(axisWords[mark.axis]),
                  size: mark.size,
                  plural: pluralAxes.has(mark.axis) ? 'yes' : 'no',
                })}
              />
            </span>
          </span>
        );
      })}
    </ViewportPortal>
  );
}

/** Only where two sides meet: a single story is told by the sentence. */
function marksOf(diagnostic: Diagnostic): readonly Mark[] {
  const { axis, types } = diagnostic;
  if (axis === undefined || types === undefined) return [];
  const marks = new Map<string, Mark>();
  for (const [port, type] of Object.entries(types)) {
    const at: Axis | undefined = (type as TensorType).axes[axis];
    const born = birth(at?.trace ?? null);
    if (at === undefined || born === null || marks.has(born.block)) continue;
    marks.set(born.block, { block: born.block, axis: at.name, size: `${born.size}`, odd: port === diagnostic.port });
  }
  return marks.size > 1 ? [...marks.values()] : [];
}

/** Where the present size came from: the oldest step that already had it. */
function birth(trace: Trace | null): Trace | null {
  let born = trace;
  while (born?.previous != null && born.previous.size === born.size) born = born.previous;
  return born;
}
