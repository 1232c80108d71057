/** What the checker knows of a block: shapes with their arithmetic, costs with their products, what it is wired to. */
import type { CheckedBlock } from '../../check/report.ts';
import { blockName, type Document, findBlock } from '../../document/document.ts';
import { chipText, fullText, type TensorType } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import { formatBytes, formatInteger } from '../../text/format.ts';
import { Section } from '../section.tsx';
import { viewStore } from '../store/view.ts';
import classes from './inspector.module.css';

export function Shape({ checked }: { readonly checked: CheckedBlock }) {
  const inputs = Object.entries(checked.inputs);
  const outputs = Object.entries(checked.outputs);
  const lines = [checked.definition?.formula ?? '', ...checked.arithmetic].filter((line) => line !== '');
  return (
    <Section title={message('inspector.shape')} note={message('inspector.one-example')}>
      <div className={classes.shapes}>
        {inputs.map(([port, type]) => (
          <Chip key={port} type={type} />
        ))}
        {inputs.length > 0 && <span aria-hidden="true">→</span>}
        {outputs.map(([port, type]) => (
          <Chip key={port} type={type} own />
        ))}
        {outputs.length === 0 && checked.definition?.role !== 'loss' && (
          <span className={classes.hint}>{message('inspector.shape-unknown')}</span>
        )}
      </div>
      {lines.length > 0 && (
        <div className={classes.formula}>
          {lines.map((line) => (
            <code key={line}>{line}</code>
          ))}
        </div>
      )}
    </Section>
  );
}

function Chip({ type, own = false }: { readonly type: TensorType; readonly own?: boolean }) {
  return (
    <code className={classes.chip} data-own={own} title={fullText(type)}>
      {chipText(type)}
    </code>
  );
}

export function CostSection({ checked }: { readonly checked: CheckedBlock }) {
  const { parameters, macs, activationBytes } = checked.cost;
  const numbers = activationBytes / 4;
  return (
    <Section title={message('inspector.cost')} note={message('inspector.one-example')}>
      <dl className={classes.facts}>
        <CostRow
          label={message('inspector.cost-parameters')}
          product={checked.weightsFormula}
          value={formatInteger(parameters)}
        />
        <CostRow label={message('inspector.cost-macs')} product={checked.macsFormula} value={formatInteger(macs)} />
        <CostRow
          label={message('inspector.cost-memory')}
          product={numbers > 0 ? `${formatInteger(numbers)} × 4 B` : null}
          value={formatBytes(activationBytes)}
        />
      </dl>
    </Section>
  );
}

interface CostRowProps {
  readonly label: string;
  readonly product: string | null;
  readonly value: string;
}

function CostRow({ label, product, value }: CostRowProps) {
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>
        {product !== null && product !== value && <code title={product}>{product}</code>}
        <span>{value}</span>
      </dd>
    </div>
  );
}

interface ConnectionsProps {
  readonly document: Document;
  readonly block: string;
  readonly checked: CheckedBlock;
}

export function Connections({ document, block, checked }: ConnectionsProps) {
  const ports = checked.definition?.inputs(checked.params as never) ?? [];
  const incoming = document.wires.filter((wire) => wire.to[0] === block);
  const outgoing = document.wires.filter((wire) => wire.from[0] === block);
  const open = ports.filter((port) => !incoming.some((wire) => wire.to[1] === port.name));
  const nameOf = (id: string): string => {
    const other = findBlock(document, id);
    return other ? blockName(other) : id;
  };
  if (incoming.length + outgoing.length + open.length === 0) return null;
  return (
    <Section title={message('inspector.connections')}>
      <dl className={classes.facts}>
        {incoming.map(({ from, to }) => (
          <div key={`in ${to[1]}`} className={classes.fact}>
            <dt>{message('inspector.from', { port: to[1] })}</dt>
            <dd>
              <Jump block={from[0]} text={`${nameOf(from[0])}.${from[1]}`} />
            </dd>
          </div>
        ))}
        {open.map(({ name }) => (
          <div key={`open ${name}`} className={classes.fact}>
            <dt>{message('inspector.from', { port: name })}</dt>
            <dd className={classes.hint}>{message('inspector.not-wired')}</dd>
          </div>
        ))}
        {outgoing.map(({ from, to }) => (
          <div key={`out ${from[1]} ${to.join('.')}`} className={classes.fact}>
            <dt>{message('inspector.to', { port: from[1] })}</dt>
            <dd>
              <Jump block={to[0]} text={`${nameOf(to[0])}.${to[1]}`} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Jump({ block, text }: { readonly block: string; readonly text: string }) {
  return (
    <button type="button" className={classes.jump} onClick={() => viewStore.getState().focusBlock(block)}>
      {text}
    </button>
  );
}
