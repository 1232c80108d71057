/** What a block is wired to: each end leads there. */
import { LogIn, LogOut } from 'lucide-react';
import { namerOf } from '../../check/names.ts';
import type { CheckedBlock, Report } from '../../check/report.ts';
import { bodyAt } from '../../document/bodies.ts';
import type { Document } from '../../document/document.ts';
import { parentOf } from '../../document/path.ts';
import { message } from '../../text/catalog.ts';
import { inputsOf, outputsOf } from '../canvas/ports.ts';
import { Section } from '../section.tsx';
import { viewStore } from '../store/view.ts';
import classes from './inspector.module.css';
import { isLow } from './low-window.ts';

interface ConnectionsProps {
  readonly document: Document;
  readonly report: Report;
  readonly checked: CheckedBlock;
}

export function Connections({ document, report, checked }: ConnectionsProps) {
  const { id } = checked;
  const names = namerOf(document, report);
  const { wires } = bodyAt(document, parentOf(id));
  const incoming = wires.filter((wire) => wire.to[0] === id);
  const outgoing = wires.filter((wire) => wire.from[0] === id);
  const inputs = inputsOf(checked);
  const open = inputs.filter((port) => !incoming.some((wire) => wire.to[1] === port.name));
  const manyOut = outputsOf(checked).length > 1;
  if (incoming.length + outgoing.length + open.length === 0) return null;
  return (
    <Section title={message('inspector.connections')} folded={isLow()}>
      <ul className={classes.connections}>
        {incoming.map(({ from, to }) => (
          <li key={`in ${to[1]}`}>
            <LogIn size={14} strokeWidth={1.75} aria-hidden="true" />
            <span>
              {inputs.length > 1 ? message('inspector.into-port', { port: to[1] }) : message('inspector.from')}
            </span>
            <Jump block={from[0]} text={names.output(from)} />
          </li>
        ))}
        {open.map(({ name }) => (
          <li key={`open ${name}`}>
            <LogIn size={14} strokeWidth={1.75} aria-hidden="true" />
            <span>
              {inputs.length > 1 ? message('inspector.into-port', { port: name }) : message('inspector.from')}
            </span>
            <i>{message('inspector.not-wired')}</i>
          </li>
        ))}
        {outgoing.map(({ from, to }) => (
          <li key={`out ${from[1]} ${to.join('.')}`}>
            <LogOut size={14} strokeWidth={1.75} aria-hidden="true" />
            <span>{manyOut ? message('inspector.out-of-port', { port: from[1] }) : message('inspector.to')}</span>
            <Jump block={to[0]} text={names.input(to)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Jump({ block, text }: { readonly block: string; readonly text: string }) {
  return (
    <button type="button" className={classes.jump} onClick={() => viewStore.getState().focusBlock(block)}>
      {text}
    </button>
  );
}
