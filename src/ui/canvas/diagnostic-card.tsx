/** The card at the fault: what is wrong, both sides and all numbers, and the edits that would mend it. */
import { Button } from '@mantine/core';
import { useStore, useViewport } from '@xyflow/react';
import { CircleDashed, CircleX, TriangleAlert, X } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { explain, plainText } from '../../check/explain.ts';
import { type Fix, fixesOf } from '../../check/fixes.ts';
import { endKey } from '../../document/document.ts';
import { applyEdits } from '../../document/edits/apply.ts';
import type { Diagnostic } from '../../tensor/diagnostic.ts';
import { message } from '../../text/catalog.ts';
import { Sentence } from '../sentence.tsx';
import { useEditor } from '../store/editor.ts';
import { useView } from '../store/view.ts';
import { canvasStore } from './canvas-store.ts';
import classes from './diagnostic-card.module.css';
import { placeCard } from './place-card.ts';
import type { Point, Rect } from './route.ts';
import type { DrawnWire, Extents } from './scene.ts';

const icons = { wrong: CircleX, suspicious: TriangleAlert, incomplete: CircleDashed } as const;

interface DiagnosticCardProps {
  readonly diagnostic: Diagnostic;
  readonly extents: Extents;
  readonly wires: readonly DrawnWire[];
}

export function DiagnosticCard({ diagnostic, extents, wires }: DiagnosticCardProps) {
  const document = useEditor((state) => state.document);
  const report = useEditor((state) => state.report);
  const edit = useEditor((state) => state.edit);
  const openCard = useView((view) => view.openCard);
  const fixes = useMemo(() => fixesOf(diagnostic, document, report), [diagnostic, document, report]);
  const sentence = useMemo(() => explain(diagnostic, document, report), [diagnostic, document, report]);
  const card = useRef<HTMLDivElement>(null);
  const placement = usePlacement(card, anchorOf(diagnostic, extents, wires), extents);
  useEffect(() => () => canvasStore.setState({ ghost: null }), []);

  const apply = (fix: Fix): void => {
    edit(fix.edits, { label: plainText(fix.title) });
    openCard(null);
  };
  const preview = (fix: Fix | null): void =>
    canvasStore.setState({ ghost: fix === null ? null : applyEdits(document, fix.edits).document });

  const Icon = icons[diagnostic.severity];
  return (
    <div
      ref={card}
      className={classes.card}
      data-severity={diagnostic.severity}
      role="dialog"
      aria-label={message('editor.problem')}
      style={{ left: placement.left, top: placement.top }}
    >
      {placement.arrow !== null && (
        <span className={classes.arrow} data-side={placement.arrow.side} style={{ left: placement.arrow.along }} />
      )}
      <div className={classes.sentence}>
        <Icon className={classes.icon} size={16} aria-hidden="true" />
        <p>
          <Sentence runs={sentence} />
        </p>
        <button
          type="button"
          className={classes.close}
          aria-label={message('editor.close')}
          onClick={() => openCard(null)}
        >
          <X size={14} />
        </button>
      </div>
      {fixes.map((fix, index) => (
        <div
          key={plainText(fix.title)}
          className={classes.fix}
          data-primary={index === 0}
          onPointerEnter={() => preview(fix)}
          onPointerLeave={() => preview(null)}
        >
          <span className={classes.fixText}>
            <span className={classes.fixTitle}>
              <Sentence runs={fix.title} />
            </span>
            {fix.gives !== '' && <span className={classes.gives}>{fix.gives}</span>}
          </span>
          <Button
            variant={index === 0 ? 'filled' : 'default'}
            aria-label={message('editor.apply-fix', { fix: plainText(fix.title) })}
            onFocus={() => preview(fix)}
            onBlur={() => preview(null)}
            onClick={() => apply(fix)}
          >
            {message('editor.apply')}
          </Button>
        </div>
      ))}
    </div>
  );
}

/** The middle of the wrong wire, else the block; null for a fault of the whole graph. */
function anchorOf(
  diagnostic: Diagnostic,
  extents: Extents,
  wires: readonly DrawnWire[],
): (Point & { half: number }) | null {
  if (diagnostic.block === null) return null;
  if (diagnostic.port !== undefined) {
    const key = endKey([diagnostic.block, diagnostic.port]);
    const wire = wires.find((each) => each.key === key);
    if (wire !== undefined && !wire.portal) return { ...wire.route.chip, half: 10 };
  }
  const rect = extents.get(diagnostic.block);
  return rect === undefined ? null : { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2, half: rect.height / 2 };
}

function usePlacement(
  card: RefObject<HTMLDivElement | null>,
  anchor: (Point & { half: number }) | null,
  extents: Extents,
) {
  const { x, y, zoom } = useViewport();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const [size, setSize] = useState({ width: 452, height: 160 });
  useLayoutEffect(() => {
    if (card.current === null) return;
    const watcher = new ResizeObserver(([entry]) => {
      const box = entry?.borderBoxSize[0];
      if (box !== undefined) setSize({ width: box.inlineSize, height: box.blockSize });
    });
    watcher.observe(card.current);
    return () => watcher.disconnect();
  }, [card]);
  const onScreen = (rect: Rect): Rect => ({
    x: rect.x * zoom + x,
    y: rect.y * zoom + y,
    width: rect.width * zoom,
    height: rect.height * zoom,
  });
  const at =
    anchor === null
      ? { x: width / 2, y: 0, half: 0 }
      : { x: anchor.x * zoom + x, y: anchor.y * zoom + y, half: anchor.half * zoom };
  return placeCard(at, size, [...extents.values()].map(onScreen), { width, height });
}
