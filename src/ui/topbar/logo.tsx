/** The mark: a block, a wire, a port. */
import { message } from '../../text/catalog.ts';
import classes from './top-bar.module.css';

export function Logo() {
  return (
    <svg
      className={classes.logo}
      viewBox="0 0 20 20"
      width={20}
      height={20}
      role="img"
      aria-label={message('editor.app-name')}
    >
      <path d="M6 4.5c5 0 3.5 11 9 11" />
      <rect x="1" y="1.5" width="7" height="6.5" rx="2" />
      <circle cx="15.75" cy="15.5" r="3.5" />
    </svg>
  );
}
