/** The wire being drawn: the shape follows the pointer, and over an input it says what the block would make of it. */
import { type ConnectionLineComponentProps, Position } from '@xyflow/react';
import { useEffect, useMemo } from 'react';
import { shortSentence } from '../../check/explain.ts';
import { type End, endKey } from '../../document/document.ts';
import { Sentence } from '../sentence.tsx';
import { useEditor } from '../store/editor.ts';
import type { BlockNodeType } from './block-node.tsx';
import { canvasStore } from './canvas-store.ts';
import { ShapeText } from './chip.tsx';
import classes from './connection-line.module.css';
import { prospectOf } from './prospect.ts';
import { pathOf, route } from './route.ts';

export function ConnectionLine(props: ConnectionLineComponentProps<BlockNodeType>) {
  const { fromX, fromY, toX, toY, fromPosition, fromNode, fromHandle, toNode, toHandle } = props;
  const document = useEditor((state) => state.document);
  const report = useEditor((state) => state.report);
  const forward = fromPosition === Position.Right;
  const near: End = [fromNode.id, fromHandle.id ?? ''];
  const nearKey = endKey(near);
  const farBlock = toNode?.id ?? null;
  const farPort = toHandle?.id ?? null;
  const carried = report.blocks.get(near[0])?.outputs[near[1]] ?? null;

  const prospect = useMemo(() => {
    if (farBlock === null || farPort === null) return null;
    const here: End = [nearKey.slice(0, nearKey.lastIndexOf('.')), nearKey.slice(nearKey.lastIndexOf('.') + 1)];
    const there: End = [farBlock, farPort];
    return forward ? prospectOf(document, report, here, there) : prospectOf(document, report, there, here);
  }, [document, report, nearKey, farBlock, farPort, forward]);
  const wrong = prospect !== null && prospect.fault !== null;
  const target = farBlock === null || farPort === null ? null : forward ? endKey([farBlock, farPort]) : nearKey;
  useEffect(() => {
    canvasStore.setState({ wouldBeWrong: wrong ? target : null });
    return () => canvasStore.setState({ wouldBeWrong: null });
  }, [wrong, target]);

  const from = { x: fromX, y: fromY };
  const to = { x: toX, y: toY };
  const path = pathOf(forward ? route(from, to, []).points : route(to, from, []).points);
  const type = prospect?.carries ?? (forward ? carried : null);
  return (
    <g>
      <path className={classes.line} data-wrong={wrong} d={path} />
      <foreignObject className={classes.frame} x={toX + 14} y={toY + 10} width={1} height={1}>
        <span className={classes.label} data-wrong={wrong} role="status">
          <ShapeText type={type} odd={prospect?.fault?.axis ?? null} />
          {prospect !== null && prospect.gives !== null && !wrong && (
            <>
              {' → '}
              <ShapeText type={prospect.gives} />
            </>
          )}
          {prospect !== null && prospect.fault !== null && (
            <span className={classes.reason}>
              <Sentence runs={shortSentence(prospect.fault, prospect.document, prospect.report)} />
            </span>
          )}
        </span>
      </foreignObject>
    </g>
  );
}
