/** Rows of a label and a value, right-aligned; the product that gives the value stands quietly before it. */
import classes from './inspector.module.css';

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly product?: string | null;
}

export function Facts({ rows }: { readonly rows: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {rows.map(({ label, value, product = null }) => (
        <div key={label} className={classes.fact}>
          <dt>{label}</dt>
          <dd>
            {product !== null && product !== value && <code title={product}>{product}</code>}
            <span>{value}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
