/** Where the canvas is: the network, and the blocks that lead to the body that is open; each leads back. */
import { Panel } from '@xyflow/react';
import { ChevronRight, Undo2 } from 'lucide-react';
import { blockName, type Document, findBlock } from '../../document/document.ts';
import { parentOf } from '../../document/path.ts';
import { message } from '../../text/catalog.ts';
import { leaveBody } from '../commands/open-body.ts';
import { useEditor } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';
import classes from './breadcrumb.module.css';

export function Breadcrumb({ open }: { readonly open: string }) {
  const document = useEditor((editor) => editor.document);
  return (
    <Panel position="top-left" className={classes.way}>
      <nav aria-label={message('editor.breadcrumb')}>
        <button type="button" className={classes.back} aria-label={message('editor.leave-cell')} onClick={leaveBody}>
          <Undo2 size={14} aria-hidden="true" />
        </button>
        <ol>
          <li>
            <button type="button" onClick={() => viewStore.getState().showBody(null)}>
              {document.name}
            </button>
          </li>
          {wayTo(open).map((path) => (
            <li key={path}>
              <ChevronRight size={13} aria-hidden="true" />
              <button
                type="button"
                aria-current={path === open ? 'page' : undefined}
                onClick={() => viewStore.getState().showBody(path)}
              >
                {nameOf(document, path)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <p className={classes.hint}>{message('editor.one-step')}</p>
    </Panel>
  );
}

/** The paths from the outermost block to this one. */
function wayTo(path: string): readonly string[] {
  const parent = parentOf(path);
  return parent === null ? [path] : [...wayTo(parent), path];
}

function nameOf(document: Document, path: string): string {
  const block = findBlock(document, path);
  return block === undefined ? path : blockName(block);
}
