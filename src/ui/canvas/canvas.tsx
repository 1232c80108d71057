/** The adapter to React Flow: its nodes and edges are made from the document each time, and what it reports becomes edits. */
import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  type Connection,
  type EdgeChange,
  type FinalConnectionState,
  type NodeChange,
  ReactFlow,
  SelectionMode,
  type Viewport,
} from '@xyflow/react';
import { type CSSProperties, type KeyboardEvent, useCallback, useMemo, useState } from 'react';
import { keyOf } from '../../check/fixes.ts';
import type { BlockId, Position } from '../../document/document.ts';
import { parentOf } from '../../document/path.ts';
import { message } from '../../text/catalog.ts';
import { editorStore, useEditor } from '../store/editor.ts';
import { openBody as openBodyNow, useOpenBody } from '../store/open-body.ts';
import { useRuns } from '../store/runs.ts';
import { useView, viewStore } from '../store/view.ts';
import { GRID } from './anatomy.ts';
import { BlockNode, type BlockNodeType } from './block-node.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import classes from './canvas.module.css';
import { CanvasRequests } from './canvas-requests.tsx';
import { canvasStore, useCanvasState } from './canvas-store.ts';
import { ConnectionLine } from './connection-line.tsx';
import { Controls, PartMap } from './controls.tsx';
import { DiagnosticCard } from './diagnostic-card.tsx';
import { dropOnBlock } from './drop-wire.ts';
import { DragOrigins, FixGhost } from './ghosts.tsx';
import { edgesOf, useNodes } from './nodes.ts';
import { OriginMarks } from './origin-marks.tsx';
import { type DrawnBlock, drawnBlocks, drawnWires, extentsOf } from './scene.ts';
import { WireEdge, type WireEdgeType } from './wire-edge.tsx';

const nodeTypes = { block: BlockNode };
const edgeTypes = { wire: WireEdge };
/** Nothing that is fitted lies under the canvas' own controls. */
const fitOptions = { padding: { top: '24px', bottom: '56px', x: 0.08 }, maxZoom: 1 } as const;
/** Nor under the way to an open body. */
const bodyFitOptions = { padding: { top: '56px', bottom: '56px', x: '24px' }, maxZoom: 1 } as const;

export function Canvas() {
  const openBody = useView((view) => view.openBody);
  const { blocks, wires, layout } = useOpenBody();
  const report = useEditor((state) => state.report);
  const selection = useEditor((state) => state.selection);
  const openDiagnostic = useView((view) => view.openDiagnostic);
  const partOutside = useCanvasState((state) => state.partOutside);
  const scheme = useComputedColorScheme('light');
  const [heights, setHeights] = useState<ReadonlyMap<BlockId, number>>(new Map());
  const [zoom, setZoom] = useState(1);
  const training = useRuns(({ current }) => current?.state === 'running');

  const drawn = useMemo(() => drawnBlocks({ blocks, wires }, report), [blocks, wires, report]);
  const extents = useMemo(() => extentsOf(drawn, layout, heights), [drawn, layout, heights]);
  const card = report.diagnostics.find((each) => keyOf(each) === openDiagnostic && isIn(openBody, each.block)) ?? null;
  const paths = useMemo(() => drawnWires(wires, report, drawn, extents, card), [wires, report, drawn, extents, card]);
  const nodes = useNodes(drawn, extents, selection.blocks);
  const edges = useMemo(() => edgesOf(paths, selection.wire), [paths, selection.wire]);

  const onNodesChange = useCallback((changes: NodeChange<BlockNodeType>[]) => {
    followSelection(changes);
    followMoves(changes);
    setHeights((before) => measured(before, changes));
  }, []);

  const onDragStart = (_event: unknown, _node: BlockNodeType, dragged: readonly BlockNodeType[]): void => {
    canvasStore.setState({ origins: new Map(dragged.map((node) => [node.id, node.position])) });
  };
  const onDragStop = (): void => {
    editorStore.getState().endGesture();
    canvasStore.setState({ origins: new Map() });
  };
  // Without an event it was the page that moved the canvas; what a fit gives is found again by fitting.
  const onMoved = (event: MouseEvent | TouchEvent | null, viewport: Viewport): void => {
    if (event !== null || viewStore.getState().viewport !== null) viewStore.getState().setViewport(viewport);
  };

  return (
    <div
      ref={(element) => canvasStore.setState({ element })}
      className={classes.canvas}
      data-flow={training}
      data-zoom={detailAt(zoom)}
      style={{ '--gw-zoom': zoom } as CSSProperties}
    >
      <ReactFlow<BlockNodeType, WireEdgeType>
        key={openBody}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={followWireSelection}
        onNodeDragStart={onDragStart}
        onNodeDragStop={onDragStop}
        onSelectionDragStart={(event, dragged) => onDragStart(event, dragged[0] as BlockNodeType, dragged)}
        onSelectionDragStop={onDragStop}
        onConnect={connect}
        onConnectEnd={onConnectEnd}
        onReconnect={(_edge, connection) => connect(connection)}
        onReconnectEnd={onReconnectEnd}
        onKeyDown={openOnEnter}
        onKeyDownCapture={keepEscape}
        onNodeDoubleClick={(_event, node) => openIfCell(node.data.drawn)}
        onPaneClick={() => viewStore.getState().openCard(null)}
        onEdgeMouseEnter={(_event, edge) => canvasStore.setState({ hoveredWire: edge.data?.drawn.wire ?? null })}
        onEdgeMouseLeave={() => canvasStore.setState({ hoveredWire: null })}
        onMove={(_event, viewport) => setZoom(viewport.zoom)}
        onMoveEnd={onMoved}
        isValidConnection={(connection) => connection.source !== connection.target}
        connectionLineComponent={ConnectionLine}
        connectionRadius={28}
        autoPanOnConnect={partOutside}
        defaultViewport={viewStore.getState().viewport ?? undefined}
        onInit={(flow) => {
          setZoom(flow.getZoom());
          canvasStore.setState({ flow });
        }}
        minZoom={0.1}
        maxZoom={2}
        snapToGrid
        snapGrid={[GRID, GRID]}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        panOnDrag={[1, 2]}
        panOnScroll
        deleteKeyCode={null}
        multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
        zoomOnDoubleClick={false}
        elevateNodesOnSelect={false}
        elevateEdgesOnSelect={false}
        colorMode={scheme}
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{
          'node.a11yDescription.default': message('editor.block-keys'),
          'edge.a11yDescription.default': message('editor.wire-keys'),
        }}
      >
        <CanvasRequests fitOptions={openBody === null ? fitOptions : bodyFitOptions} />
        <Background gap={GRID} size={2} />
        <DragOrigins extents={extents} />
        <FixGhost heights={heights} />
        {card !== null && <OriginMarks diagnostic={card} extents={extents} />}
        {openBody !== null && <Breadcrumb open={openBody} />}
        {blocks.length > 0 && <Controls />}
        <PartMap extents={extents} />
        {card !== null && <DiagnosticCard key={openDiagnostic} diagnostic={card} extents={extents} wires={paths} />}
      </ReactFlow>
    </div>
  );
}

const isIn = (openBody: BlockId | null, block: BlockId | null): boolean =>
  (block === null ? null : parentOf(block)) === openBody;

function openIfCell({ block, checked }: DrawnBlock): void {
  if (checked?.definition?.body !== undefined) viewStore.getState().showBody(block.id);
}

/** Escape is a command of the page: React Flow would select the block that has the focus again. */
function keepEscape(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === 'Escape') event.stopPropagation();
}

/** On a block that has the focus; in a field of a preview the key is the field's own. */
function openOnEnter(event: KeyboardEvent<HTMLElement>): void {
  const node = event.target as HTMLElement;
  const id = node.matches('.react-flow__node') ? node.getAttribute('data-id') : null;
  if (event.key !== 'Enter' || id === null) return;
  if (editorStore.getState().report.blocks.get(id)?.definition?.body !== undefined) viewStore.getState().showBody(id);
}

/** What can still be read at a zoom. */
function detailAt(zoom: number): 'tiny' | 'small' | 'compact' | 'full' {
  if (zoom < 0.35) return 'tiny';
  if (zoom < 0.5) return 'small';
  return zoom < 0.6 ? 'compact' : 'full';
}

function connect({ source, target, sourceHandle, targetHandle }: Connection): void {
  if (sourceHandle === null || targetHandle === null) return;
  editorStore.getState().edit([{ kind: 'connect', from: [source, sourceHandle], to: [target, targetHandle] }], {
    label: message('editor.history-wire'),
  });
}

function onConnectEnd(event: MouseEvent | TouchEvent, state: FinalConnectionState): void {
  if (state.toHandle === null) dropOnBlock(event, state);
}

/** A wire that is pulled off its input and dropped on nothing is gone. */
function onReconnectEnd(_event: unknown, edge: WireEdgeType, _side: unknown, state: FinalConnectionState): void {
  const wire = edge.data?.drawn.wire;
  if (state.toHandle === null && wire !== undefined)
    editorStore.getState().edit([{ kind: 'disconnect', to: wire.to }], { label: message('editor.history-unwire') });
}

function followSelection(changes: readonly NodeChange<BlockNodeType>[]): void {
  const { selection, selectBlocks } = editorStore.getState();
  const blocks = new Set(selection.blocks);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) blocks.add(change.id);
    else blocks.delete(change.id);
  }
  const same = blocks.size === selection.blocks.size && [...blocks].every((id) => selection.blocks.has(id));
  if (!same && (blocks.size > 0 || selection.wire === null)) selectBlocks(blocks);
}

/** One wire at a time; those that a marquee touches go with their blocks. */
function followWireSelection(changes: readonly EdgeChange<WireEdgeType>[]): void {
  const { selection, selectWire, clearSelection } = editorStore.getState();
  const chosen = changes.filter((change) => change.type === 'select' && change.selected);
  const [only] = chosen;
  if (only?.type === 'select' && chosen.length === 1 && selection.blocks.size === 0) selectWire(only.id);
  else if (changes.some((change) => change.type === 'select' && !change.selected && change.id === selection.wire))
    clearSelection();
}

function followMoves(changes: readonly NodeChange<BlockNodeType>[]): void {
  const { edit } = editorStore.getState();
  const { layout } = openBodyNow();
  const positions: { [block: BlockId]: Position } = {};
  const held: BlockId[] = [];
  for (const change of changes) {
    if (change.type !== 'position' || change.position === undefined) continue;
    held.push(change.id);
    const { x, y } = change.position;
    const before = layout[change.id];
    if (before?.x !== x || before.y !== y) positions[change.id] = { x, y };
  }
  const count = Object.keys(positions).length;
  if (count === 0) return;
  const label = message('editor.history-move', { count });
  // Arrow keys have no end that is told: another block is another gesture.
  edit([{ kind: 'move-blocks', positions }], { label, gesture: `move ${held.join(' ')}` });
}

/** Heights that the page measured: a preview makes a block taller than its rows. */
function measured(
  before: ReadonlyMap<BlockId, number>,
  changes: readonly NodeChange<BlockNodeType>[],
): ReadonlyMap<BlockId, number> {
  const taller = changes.flatMap((change) =>
    change.type === 'dimensions' &&
    change.dimensions !== undefined &&
    before.get(change.id) !== change.dimensions.height
      ? [[change.id, change.dimensions.height] as const]
      : [],
  );
  return taller.length === 0 ? before : new Map([...before, ...taller]);
}
