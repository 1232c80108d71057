/** What a block makes of a shape: in → out, its formula, and the arithmetic with its numbers. */
import { ArrowRight } from 'lucide-react';
import type { BlockDefinition } from '../../blocks/define.ts';
import type { CheckedBlock } from '../../check/report.ts';
import { blockName, type Document, findBlock } from '../../document/document.ts';
import { fullText, type TensorType } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import { Chip } from '../canvas/chip.tsx';
import { Section } from '../section.tsx';
import { writtenFormula } from './formula.ts';
import { FormulaText } from './formula-text.tsx';
import classes from './inspector.module.css';

interface ShapeSectionProps {
  readonly document: Document;
  readonly checked: CheckedBlock;
  readonly definition: BlockDefinition;
}

export function ShapeSection({ document, checked, definition }: ShapeSectionProps) {
  const lines = [writtenFormula(definition, checked.params), ...checked.arithmetic];
  const longest = longestOf([...Object.values(checked.inputs), ...Object.values(checked.outputs)]);
  return (
    <Section title={message('inspector.shape')} note={message('inspector.one-example')}>
      <div className={classes.shapes}>
        <Ports types={checked.inputs} own={false} />
        {Object.keys(checked.inputs).length > 0 && <ArrowRight size={13} aria-hidden="true" />}
        <Outputs document={document} checked={checked} definition={definition} />
      </div>
      {longest !== null && <p className={classes.lengths}>{message('inspector.lengths-vary', { most: longest })}</p>}
      <div className={classes.formula}>
        {lines.map((line) => (
          <code key={line}>
            <FormulaText line={line} />
          </code>
        ))}
      </div>
    </Section>
  );
}

function Outputs({ document, checked, definition }: ShapeSectionProps) {
  if (Object.keys(checked.outputs).length > 0) return <Ports types={checked.outputs} own />;
  if (definition.role === 'loss' && checked.state !== 'waiting' && checked.state !== 'incomplete')
    return <span className={classes.quietText}>{message('inspector.nothing-out')}</span>;
  const root = checked.waitsFor === null ? undefined : findBlock(document, checked.waitsFor);
  return (
    <>
      <Chip type={null} state="waiting" />
      <span className={classes.quietText}>
        {message('inspector.shape-unknown', { state: checked.state, block: root === undefined ? '' : blockName(root) })}
      </span>
    </>
  );
}

/** A chip for each port; the names stand beside them where there are several. */
function Ports({ types, own }: { readonly types: { readonly [port: string]: TensorType }; readonly own: boolean }) {
  const ports = Object.entries(types);
  return ports.map(([port, type]) => (
    <span key={port} className={classes.port}>
      {ports.length > 1 && <span className={classes.quietText}>{port}</span>}
      <Chip type={type} state={own ? 'selected' : 'normal'} title={fullText(type)} />
    </span>
  ));
}

/** The most steps of a sequence whose examples differ in length; null where none is. */
function longestOf(types: readonly TensorType[]): number | null {
  const varying = types.filter(({ lengths }) => lengths !== undefined);
  const sizes = varying.flatMap(({ axes }) => axes.flatMap(({ name, size }) => (name === 'T' ? [Number(size)] : [])));
  const known = sizes.filter((size) => !Number.isNaN(size));
  return known.length === 0 ? null : Math.max(...known);
}
