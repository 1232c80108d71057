/** The keys of a shortcut, each on its cap. */
import classes from './dialogs.module.css';
import { keyCaps } from './keys.ts';

export function KeyCaps({ shortcut }: { shortcut: string }) {
  return (
    <span className={classes.keys}>
      {keyCaps(shortcut).map((cap) => (
        <kbd key={cap} className={classes.key}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
