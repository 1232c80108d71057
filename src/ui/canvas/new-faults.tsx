/** When an edit makes something wrong, its card opens where it happened, and a screen reader is told once. */
import { useEffect, useState } from 'react';
import { plainText, shortSentence } from '../../check/explain.ts';
import { keyOf } from '../../check/fixes.ts';
import { parentOf } from '../../document/path.ts';
import { message } from '../../text/catalog.ts';
import { editorStore } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';
import classes from './new-faults.module.css';

export function NewFaults() {
  const [told, setTold] = useState('');
  useEffect(
    () =>
      editorStore.subscribe((state, before) => {
        const opened = state.history.past.length === 0 && state.history.future.length === 0;
        if (state.report === before.report || opened) return;
        const { openBody, openDiagnostic, openCard } = viewStore.getState();
        const isThere = state.report.diagnostics.some((each) => keyOf(each) === openDiagnostic);
        if (openDiagnostic !== null && !isThere) openCard(null);
        const known = new Set(before.report.diagnostics.map(keyOf));
        const wrong = state.report.diagnostics.filter((each) => each.severity === 'wrong');
        const fresh = wrong.find((each) => !known.has(keyOf(each)));
        if (fresh !== undefined) {
          // Of a fault in a body that is not open, the block's badge tells.
          if (parentOf(fresh.block ?? '') === openBody) openCard(keyOf(fresh));
          setTold(plainText(shortSentence(fresh, state.document, state.report)));
        } else if (wrong.length === 0 && before.report.diagnostics.some((each) => each.severity === 'wrong')) {
          setTold(message('editor.no-problems'));
        }
      }),
    [],
  );
  return (
    <div className={classes.hidden} role="status" aria-live="polite">
      {told}
    </div>
  );
}
