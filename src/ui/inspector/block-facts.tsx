/** The tab Block: problems first, then what can be set, what follows from it, and what the block is for. */
import type { CheckedBlock } from '../../check/report.ts';
import { type Block, blockName, type Document } from '../../document/document.ts';
import { message } from '../../text/catalog.ts';
import { Section } from '../section.tsx';
import { useEditor } from '../store/editor.ts';
import { Connections } from './connections.tsx';
import { CostSection } from './cost.tsx';
import classes from './inspector.module.css';
import { parameterNote } from './parameter-note.ts';
import { Parameters } from './parameters.tsx';
import { BlockProblems } from './problems.tsx';
import { ShapeSection } from './shape.tsx';

interface BlockFactsProps {
  readonly document: Document;
  readonly block: Block;
  readonly checked: CheckedBlock;
}

export function BlockFacts({ document, block, checked }: BlockFactsProps) {
  const report = useEditor((editor) => editor.report);
  const { definition } = checked;
  const diagnostics = report.diagnostics.filter((each) => each.block === checked.id);
  if (definition === null) {
    return (
      <>
        <p className={classes.lead}>{message('inspector.unknown-kind-doc', { kind: block.kind })}</p>
        <Connections document={document} report={report} checked={checked} />
      </>
    );
  }
  return (
    <>
      <BlockProblems diagnostics={diagnostics} document={document} report={report} />
      <Parameters
        block={checked.id}
        name={blockName(block)}
        definition={definition}
        given={block.params}
        noteOf={(param) => parameterNote(checked, param)}
      />
      <ShapeSection document={document} checked={checked} definition={definition} />
      <CostSection checked={checked} />
      <Connections document={document} report={report} checked={checked} />
      <Section title={message('inspector.about', { kind: definition.title })}>
        <p className={classes.doc}>{definition.doc}</p>
      </Section>
    </>
  );
}
