/** What is wrong with the selected block: each fault in a sentence, its inputs side by side, and the story of the odd size. */
import { CircleDashed, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react';
import { explain } from '../../check/explain.ts';
import { keyOf } from '../../check/fixes.ts';
import type { Report } from '../../check/report.ts';
import type { Document } from '../../document/document.ts';
import type { Diagnostic, Severity } from '../../tensor/diagnostic.ts';
import { message } from '../../text/catalog.ts';
import { Section } from '../section.tsx';
import { Sentence } from '../sentence.tsx';
import { useView } from '../store/view.ts';
import { Compare } from './compare.tsx';
import classes from './problems.module.css';
import { SizeStory } from './size-story.tsx';

const icons: { readonly [S in Severity]: LucideIcon } = {
  wrong: CircleX,
  suspicious: TriangleAlert,
  incomplete: CircleDashed,
};

interface BlockProblemsProps {
  readonly diagnostics: readonly Diagnostic[];
  readonly document: Document;
  readonly report: Report;
}

export function BlockProblems({ diagnostics, document, report }: BlockProblemsProps) {
  const openCard = useView((view) => view.openCard);
  const openDiagnostic = useView((view) => view.openDiagnostic);
  if (diagnostics.length === 0) return null;
  const compared = diagnostics.find((each) => each.severity === 'wrong' && Object.keys(each.types ?? {}).length > 1);
  const told = compared ?? diagnostics.find((each) => each.severity === 'wrong' && each.origin != null);
  // The comparison tells its fault by itself; the others are said.
  const said = diagnostics.filter((each) => each !== compared && keyOf(each) !== openDiagnostic);
  return (
    <>
      {said.length > 0 && (
        <ul className={classes.list} aria-label={message('inspector.problems')}>
          {said.map((diagnostic) => {
            const Icon = icons[diagnostic.severity];
            return (
              <li key={keyOf(diagnostic)} data-severity={diagnostic.severity}>
                <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
                <p>
                  <Sentence runs={explain(diagnostic, document, report)} />
                  <button type="button" className={classes.show} onClick={() => openCard(keyOf(diagnostic))}>
                    {message('inspector.show-fixes')}
                  </button>
                </p>
              </li>
            );
          })}
        </ul>
      )}
      {compared && (
        <Section title={message('inspector.compare')}>
          <Compare types={compared.types ?? {}} />
        </Section>
      )}
      {told && <SizeStory diagnostic={told} document={document} report={report} />}
    </>
  );
}
