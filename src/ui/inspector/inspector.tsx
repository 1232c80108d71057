/** The right panel: the selected block, a summary of several, or the model and how it is trained. */
import { message } from '../../text/catalog.ts';
import { formatBytes, formatInteger } from '../../text/format.ts';
import { Section } from '../section.tsx';
import { useEditor } from '../store/editor.ts';
import { BlockPanel } from './block-panel.tsx';
import classes from './inspector.module.css';
import { TrainingSettings } from './training-settings.tsx';

export function Inspector() {
  const document = useEditor((editor) => editor.document);
  const selected = useEditor((editor) => editor.selection.blocks);
  const [first] = selected;
  if (first !== undefined && selected.size === 1) {
    return (
      <div className={classes.inspector}>
        <BlockPanel document={document} id={first} />
      </div>
    );
  }
  return (
    <div className={classes.inspector}>
      <header className={classes.modelHead}>
        <h2>{selected.size > 1 ? message('inspector.several', { count: selected.size }) : document.name}</h2>
        <p>{message(selected.size > 1 ? 'inspector.several-hint' : 'inspector.select')}</p>
      </header>
      <div className={classes.panel}>
        <Model />
        <TrainingSettings />
      </div>
    </div>
  );
}

/** Floats for each weight while it trains: itself, its gradient and two moments. */
const floatsPerWeight = 4;

function Model() {
  const { total, blocks } = useEditor((editor) => editor.report);
  const rows = [
    [message('inspector.blocks'), formatInteger(blocks.size)],
    [message('inspector.cost-parameters'), formatInteger(total.parameters)],
    [message('inspector.cost-macs'), formatInteger(total.macs)],
    [message('inspector.activations'), formatBytes(total.activationBytes)],
    [message('inspector.weights-memory'), formatBytes(4 * floatsPerWeight * total.parameters)],
  ] as const;
  return (
    <Section title={message('inspector.model')}>
      <dl className={classes.facts}>
        {rows.map(([label, value]) => (
          <div key={label} className={classes.fact}>
            <dt>{label}</dt>
            <dd>
              <span>{value}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
