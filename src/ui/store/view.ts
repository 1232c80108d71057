/** How the page is arranged: kept across reloads, and no part of the document. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type BlockId, findBlock } from '../../document/document.ts';
import { parentOf } from '../../document/path.ts';
import type { PaletteGroup } from '../palette/catalogue.ts';
import { editorStore } from './editor.ts';

export const dockTabs = ['curves', 'gradient', 'problems', 'runs', 'data', 'use'] as const;
export type DockTab = (typeof dockTabs)[number];

export const inspectorTabs = ['block', 'inside'] as const;
export type InspectorTab = (typeof inspectorTabs)[number];

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** What is saved and restored. */
export interface SavedView {
  readonly dock: { readonly open: boolean; readonly tab: DockTab };
  readonly inspectorTab: InspectorTab;
  /** Pixels; null for the width that the window gives. */
  readonly inspectorWidth: number | null;
  /** Pixels; null for the height that the window gives. */
  readonly dockHeight: number | null;
  /** Of the palette. */
  readonly openGroups: readonly PaletteGroup[];
  /** The block whose body is on the canvas; null for the network. */
  readonly openBody: BlockId | null;
  /** Of the body on the canvas. Null until the canvas was moved: then the graph is fitted. */
  readonly viewport: Viewport | null;
}

/** Asks the canvas to bring something into view; every request is a new object. */
export type CanvasRequest =
  | { readonly kind: 'centre'; readonly block: BlockId }
  /** Moves the canvas only if the block is out of view. */
  | { readonly kind: 'reveal'; readonly block: BlockId }
  | { readonly kind: 'fit' }
  | { readonly kind: 'zoom'; readonly by: number };

export type Dialog =
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'commands' }
  | { readonly kind: 'templates' }
  | { readonly kind: 'file-faults'; readonly name: string; readonly faults: readonly string[] };

export interface ViewState extends SavedView {
  /** Key of the diagnostic whose card is open on the canvas. */
  readonly openDiagnostic: string | null;
  readonly canvasRequest: CanvasRequest | null;
  readonly dialog: Dialog | null;
  /** Where the canvas stood in bodies that are not on it, by the path of their block (empty for the network). */
  readonly viewports: { readonly [body: string]: Viewport | null };
  /** The recurrent block that is seen unrolled over the canvas. */
  readonly unrolled: BlockId | null;

  showDock(tab: DockTab): void;
  toggleDock(): void;
  setInspectorTab(tab: InspectorTab): void;
  setInspectorWidth(width: number): void;
  setDockHeight(height: number): void;
  toggleGroup(group: PaletteGroup): void;
  setViewport(viewport: Viewport | null): void;
  openCard(diagnostic: string | null): void;
  /** Puts the body of a block on the canvas, or the network. */
  showBody(block: BlockId | null): void;
  /** Selects the block, in the body that it lies in, and brings it to the middle of the canvas. */
  focusBlock(block: BlockId): void;
  request(request: CanvasRequest): void;
  showDialog(dialog: Dialog | null): void;
  unroll(block: BlockId | null): void;
  restore(view: SavedView): void;
}

/** `inside` is for a look inside a recurrent block, unless the person has set another width. */
export const inspectorWidths = { least: 280, usual: 312, inside: 352, most: 480 } as const;
export const dockHeights = { least: 180, usual: 272, usualWhenLow: 220, most: 560 } as const;

const within = (size: number, { least, most }: { readonly least: number; readonly most: number }): number =>
  Math.min(most, Math.max(least, Math.round(size)));

export const viewStore = createStore<ViewState>()((set, get) => ({
  dock: { open: true, tab: 'curves' },
  inspectorTab: 'block',
  inspectorWidth: null,
  dockHeight: null,
  openGroups: ['data', 'linear', 'convolution', 'recurrent'],
  openBody: null,
  viewport: null,
  viewports: {},
  openDiagnostic: null,
  canvasRequest: null,
  dialog: null,
  unrolled: null,

  showDock: (tab) => set({ dock: { open: true, tab } }),
  toggleDock: () => set({ dock: { ...get().dock, open: !get().dock.open } }),
  setInspectorTab: (inspectorTab) => set({ inspectorTab }),
  setInspectorWidth: (width) => set({ inspectorWidth: within(width, inspectorWidths) }),
  setDockHeight: (height) => set({ dockHeight: within(height, dockHeights) }),
  toggleGroup: (group) => {
    const open = get().openGroups;
    set({ openGroups: open.includes(group) ? open.filter((each) => each !== group) : [...open, group] });
  },
  setViewport: (viewport) => set({ viewport }),
  openCard: (openDiagnostic) => set({ openDiagnostic }),
  showBody: (block) => {
    const { openBody, viewport, viewports } = get();
    if (block === openBody) return;
    editorStore.getState().clearSelection();
    const kept = { ...viewports, [openBody ?? '']: viewport };
    // What was asked of the canvas was asked of the body before.
    set({
      openBody: block,
      viewport: kept[block ?? ''] ?? null,
      viewports: kept,
      canvasRequest: null,
      openDiagnostic: null,
    });
  },
  focusBlock: (block) => {
    get().showBody(parentOf(block));
    editorStore.getState().selectBlocks([block]);
    set({ canvasRequest: { kind: 'centre', block } });
  },
  request: (canvasRequest) => set({ canvasRequest }),
  showDialog: (dialog) => set({ dialog }),
  unroll: (unrolled) => set({ unrolled }),
  restore: (view) => set(view),
}));

export const useView = <T>(selector: (state: ViewState) => T): T => useStore(viewStore, selector);

export function savedView(state: ViewState): SavedView {
  const { dock, inspectorTab, inspectorWidth, dockHeight, openGroups, openBody, viewport } = state;
  return { dock, inspectorTab, inspectorWidth, dockHeight, openGroups, openBody, viewport };
}

/** Leaves the body of a block that is no longer there for what it lay in. */
editorStore.subscribe(({ document }, before) => {
  if (document === before.document) return;
  const { openBody, showBody } = viewStore.getState();
  let there = openBody;
  while (there !== null && findBlock(document, there) === undefined) there = parentOf(there);
  showBody(there);
});
