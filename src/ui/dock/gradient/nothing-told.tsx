/** Stands where no run has told gradients: which block would, and what to do for it. */
import type { Run } from '../../../runs/run.ts';
import { message } from '../../../text/catalog.ts';
import { useEditor } from '../../store/editor.ts';
import classes from './gradient-panel.module.css';
import { tellingBlocks } from './told-runs.ts';

export function NothingTold({ run }: { readonly run: Run | null }) {
  const document = useEditor((editor) => editor.document);
  const [block] = tellingBlocks(document);
  const trained = run !== null && tellingBlocks(run.document).length > 0;
  return (
    <div className={classes.empty}>
      <p>{message('inside.gradient-none')}</p>
      <p>
        {block === undefined
          ? message('inside.gradient-no-block')
          : trained
            ? message('inside.gradient-soon', { block })
            : message('inside.gradient-train', { block })}
      </p>
    </div>
  );
}
