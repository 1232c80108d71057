/** A block on the canvas: tile and name, its key parameters, its handles and the badge of its fault. */
import { Handle as FlowHandle, type Node, type NodeProps, Position } from '@xyflow/react';
import { TriangleAlert, X } from 'lucide-react';
import { memo } from 'react';
import { plainText, shortSentence } from '../../check/explain.ts';
import { keyOf } from '../../check/fixes.ts';
import { bodyAt } from '../../document/bodies.ts';
import { blockName, endKey } from '../../document/document.ts';
import { parentOf } from '../../document/path.ts';
import { message } from '../../text/catalog.ts';
import { BlockPreview } from '../inside/block-preview.tsx';
import { editorStore, useEditor } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';
import { Tile } from '../tile.tsx';
import type { Handle } from './anatomy.ts';
import classes from './block-node.module.css';
import { useCanvasState } from './canvas-store.ts';
import { LossNow } from './loss-now.tsx';
import type { DrawnBlock } from './scene.ts';

export type BlockNodeType = Node<{ readonly drawn: DrawnBlock }, 'block'>;

export const BlockNode = memo(function BlockNode({ data, selected, dragging }: NodeProps<BlockNodeType>) {
  const { block, checked, anatomy, wrongPorts, waitsFor } = data.drawn;
  const definition = checked?.definition ?? null;
  const state = checked?.state ?? 'unknown';
  const kind =
    state === 'waiting' && waitsFor !== null
      ? message('editor.waiting-for', { block: waitsFor })
      : (definition?.title ?? block.kind);
  const quiet = state === 'waiting' || state === 'unknown';
  return (
    <div
      className={classes.block}
      data-state={state}
      data-selected={selected}
      data-dragging={dragging}
      style={{ width: anatomy.width }}
    >
      <div className={classes.head}>
        <Tile family={definition?.family ?? null} icon={definition?.icon ?? 'circle-help'} grey={quiet} />
        <span className={classes.titles}>
          <span className={classes.name} title={blockName(block)}>
            {blockName(block)}
          </span>
          <span className={classes.kind} title={kind}>
            {kind}
          </span>
        </span>
      </div>
      {anatomy.rows.length > 0 && (
        <dl className={classes.body}>
          {anatomy.rows.map((row) => (
            <div key={row.label} className={classes.row}>
              <dt>{row.label}</dt>
              <dd data-missing={row.missing}>{row.text}</dd>
            </div>
          ))}
          {definition?.role === 'loss' && <LossNow />}
        </dl>
      )}
      <BlockPreview block={block.id} selected={selected} />
      {anatomy.inputs.map((handle) => (
        <Port
          key={handle.port}
          block={block.id}
          side="input"
          handle={handle}
          wrong={wrongPorts.includes(handle.port)}
          quiet={quiet}
        />
      ))}
      {anatomy.outputs.map((handle) => (
        <Port key={handle.port} block={block.id} side="output" handle={handle} wrong={false} quiet={quiet} />
      ))}
      <Badge drawn={data.drawn} />
    </div>
  );
});

interface PortProps {
  readonly block: string;
  readonly side: 'input' | 'output';
  readonly handle: Handle;
  readonly wrong: boolean;
  readonly quiet: boolean;
}

function Port({ block, side, handle, wrong, quiet }: PortProps) {
  const key = endKey([block, handle.port]);
  const emphasis = useWireEmphasis(side, key);
  const wouldBeWrong = useCanvasState((state) => side === 'input' && state.wouldBeWrong === key);
  return (
    <FlowHandle
      id={handle.port}
      type={side === 'input' ? 'target' : 'source'}
      position={side === 'input' ? Position.Left : Position.Right}
      className={classes.port}
      style={{ top: handle.y }}
      data-testid={`${side} ${key}`}
      data-wired={handle.wired}
      data-open={side === 'input' && !handle.wired && !handle.optional}
      data-fault={wrong || wouldBeWrong}
      data-quiet={quiet}
      data-emphasis={emphasis}
      title={key}
    />
  );
}

/** Whether the wire at this end is pointed at or selected. */
function useWireEmphasis(side: 'input' | 'output', key: string): 'hover' | 'selected' | undefined {
  const hovered = useCanvasState(({ hoveredWire }) => {
    if (hoveredWire === null) return false;
    return endKey(side === 'input' ? hoveredWire.to : hoveredWire.from) === key;
  });
  const selected = useEditor(({ selection, document }) => {
    if (selection.wire === null) return false;
    if (side === 'input') return selection.wire === key;
    const { wires } = bodyAt(document, parentOf(key.slice(0, key.lastIndexOf('.'))));
    const wire = wires.find((each) => endKey(each.to) === selection.wire);
    return wire !== undefined && endKey(wire.from) === key;
  });
  return selected ? 'selected' : hovered ? 'hover' : undefined;
}

function Badge({ drawn }: { drawn: DrawnBlock }) {
  const { diagnostic } = drawn;
  if (diagnostic === null) return null;
  const { document, report } = editorStore.getState();
  const label = plainText(shortSentence(diagnostic, document, report));
  return (
    <button
      type="button"
      className={`${classes.badge} nodrag nopan`}
      data-severity={diagnostic.severity}
      aria-label={label}
      title={label}
      onClick={() => {
        const { focusBlock, openCard } = viewStore.getState();
        // A fault in the block's body is shown there.
        if (diagnostic.block !== null && diagnostic.block !== drawn.block.id) focusBlock(diagnostic.block);
        openCard(keyOf(diagnostic));
      }}
    >
      {diagnostic.severity === 'wrong' ? (
        <X size={12} strokeWidth={2.5} />
      ) : (
        <TriangleAlert size={11} strokeWidth={2.25} />
      )}
    </button>
  );
}
