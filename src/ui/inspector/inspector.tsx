/** The right panel: the selected block, a summary of several, or the model and how it is trained. */
import { message } from '../../text/catalog.ts';
import { formatBytes, formatInteger } from '../../text/format.ts';
import { Section } from '../section.tsx';
import { useEditor } from '../store/editor.ts';
import { BlockPanel } from './block-panel.tsx';
import { Facts } from './facts.tsx';
import classes from './inspector.module.css';
import { SelectionSummary } from './selection-summary.tsx';
import { TrainingSettings } from './training-settings.tsx';

export function Inspector() {
  const document = useEditor((editor) => editor.document);
  const selected = useEditor((editor) => editor.selection.blocks);
  const [first] = selected;
  if (first !== undefined) {
    return (
      <div className={classes.inspector}>
        {selected.size === 1 ? <BlockPanel document={document} id={first} /> : <SelectionSummary blocks={selected} />}
      </div>
    );
  }
  return (
    <div className={classes.inspector}>
      <header className={classes.modelHead}>
        <h2>{document.name}</h2>
        <p>{message('inspector.select')}</p>
      </header>
      <div className={classes.panel}>
        <Model batchSize={document.training.batchSize} />
        <TrainingSettings />
      </div>
    </div>
  );
}

const BYTES = 4;

function Model({ batchSize }: { readonly batchSize: number }) {
  const { total, blocks } = useEditor((editor) => editor.report);
  return (
    <Section title={message('inspector.model')}>
      <Facts
        rows={[
          { label: message('inspector.blocks'), value: formatInteger(blocks.size) },
          { label: message('inspector.cost-parameters'), value: formatInteger(total.parameters) },
          { label: message('inspector.cost-macs'), value: formatInteger(total.macs) },
          { label: message('inspector.weights-memory'), value: formatBytes(BYTES * total.parameters) },
          { label: message('inspector.activations'), value: formatBytes(batchSize * total.activationBytes) },
        ]}
      />
    </Section>
  );
}
