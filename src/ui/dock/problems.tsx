/** What the checker found: a row for each problem with its fixes, and one for the blocks that wait behind each of them. */
import { CircleDashed, CircleX, Hourglass, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { plainText, shortSentence } from '../../check/explain.ts';
import { type Fix, fixesOf, keyOf } from '../../check/fixes.ts';
import type { Report } from '../../check/report.ts';
import { type BlockId, blockName, type Document, findBlock } from '../../document/document.ts';
import type { Diagnostic, Severity } from '../../tensor/diagnostic.ts';
import { message } from '../../text/catalog.ts';
import { Sentence } from '../sentence.tsx';
import { useEditor } from '../store/editor.ts';
import { useView } from '../store/view.ts';
import classes from './problems.module.css';

const icons: { readonly [S in Severity]: LucideIcon } = {
  wrong: CircleX,
  suspicious: TriangleAlert,
  incomplete: CircleDashed,
};

export function Problems() {
  // To try the fixes of many problems takes longer than a frame: a drag does not wait for it.
  const document = useDeferredValue(useEditor((editor) => editor.document));
  const report = useDeferredValue(useEditor((editor) => editor.report));
  const waiting = useMemo(() => waitingBehind(report), [report]);
  if (report.diagnostics.length === 0) return <AllWell />;
  return (
    <ul className={classes.list} aria-label={message('runs.problems')}>
      {report.diagnostics.map((diagnostic) => (
        <ProblemRow key={keyOf(diagnostic)} diagnostic={diagnostic} document={document} report={report} />
      ))}
      {waiting.map(({ root, blocks }) => (
        <li key={root} className={classes.row} data-severity="waiting">
          <Hourglass className={classes.icon} size={15} strokeWidth={1.75} aria-hidden="true" />
          <span className={classes.block}>{message('runs.waiting-blocks', { count: blocks.length })}</span>
          <span className={classes.sentence}>
            {message('runs.waiting', {
              count: blocks.length,
              root: nameOf(document, root),
              blocks: blocks.map((id) => nameOf(document, id)).join(', '),
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface ProblemRowProps {
  readonly diagnostic: Diagnostic;
  readonly document: Document;
  readonly report: Report;
}

function ProblemRow({ diagnostic, document, report }: ProblemRowProps) {
  const focusBlock = useView((view) => view.focusBlock);
  const openCard = useView((view) => view.openCard);
  const key = keyOf(diagnostic);
  const chosen = useView((view) => view.openDiagnostic === key);
  const sentence = useMemo(() => shortSentence(diagnostic, document, report), [diagnostic, document, report]);
  const fixes = useMemo(() => fixesOf(diagnostic, document, report), [diagnostic, document, report]);
  const Icon = icons[diagnostic.severity];
  const { block, severity } = diagnostic;
  return (
    <li className={classes.row} data-severity={severity} data-chosen={chosen}>
      <button
        type="button"
        className={classes.open}
        aria-current={chosen}
        onClick={() => {
          if (block !== null) focusBlock(block);
          openCard(key);
        }}
      >
        <Icon
          className={classes.icon}
          size={16}
          strokeWidth={1.75}
          role="img"
          aria-label={message(`runs.severity-${severity}`)}
        />
        <span className={classes.block}>{block === null ? message('runs.whole-graph') : nameOf(document, block)}</span>
        <span className={classes.sentence}>
          <Sentence runs={sentence} />
        </span>
      </button>
      <FixButtons fixes={fixes} more={() => openCard(key)} />
    </li>
  );
}

/** The best fix, and how many more the card offers. */
function FixButtons({
  fixes: [first, ...others],
  more,
}: {
  readonly fixes: readonly Fix[];
  readonly more: () => void;
}) {
  const edit = useEditor((editor) => editor.edit);
  if (first === undefined) return null;
  const title = plainText(first.title);
  return (
    <span className={classes.fixes}>
      <button
        type="button"
        className={classes.fix}
        title={first.gives}
        aria-label={message('editor.apply-fix', { fix: title })}
        onClick={() => edit(first.edits, { label: title })}
      >
        <Sentence runs={first.title} />
      </button>
      {others.length > 0 && (
        <button type="button" className={classes.more} onClick={more}>
          {message('runs.more-fixes', { count: others.length })}
        </button>
      )}
    </span>
  );
}

function AllWell() {
  const empty = useEditor((editor) => editor.document.blocks.length === 0);
  return (
    <div className={classes.empty}>
      <p>{message(empty ? 'runs.problems-empty' : 'runs.problems-none')}</p>
      <p>{message(empty ? 'runs.problems-empty-lead' : 'runs.problems-none-lead')}</p>
    </div>
  );
}

interface Queue {
  readonly root: BlockId;
  readonly blocks: readonly BlockId[];
}

/** Blocks that wait, by the block whose fault they wait for. */
function waitingBehind(report: Report): readonly Queue[] {
  const behind = new Map<BlockId, BlockId[]>();
  for (const { id, state, waitsFor } of report.blocks.values()) {
    if (state === 'waiting' && waitsFor !== null) behind.set(waitsFor, [...(behind.get(waitsFor) ?? []), id]);
  }
  return [...behind].map(([root, blocks]) => ({ root, blocks }));
}

function nameOf(document: Document, id: BlockId): string {
  const block = findBlock(document, id);
  return block === undefined ? id : blockName(block);
}
