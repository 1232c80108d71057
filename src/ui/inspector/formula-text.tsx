/** A formula as it is read: tensors stand out, indices below the line. */
import { formulaParts } from './formula.ts';
import classes from './formula-text.module.css';

export function FormulaText({ line }: { readonly line: string }) {
  return formulaParts(line).map(({ text, strong, below }, index) => {
    const key = `${index} ${text}`;
    if (below) {
      return (
        <sub key={key} className={classes.index}>
          {text}
        </sub>
      );
    }
    return strong ? <b key={key}>{text}</b> : <span key={key}>{text}</span>;
  });
}
