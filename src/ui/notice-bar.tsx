/** The short message over the foot of the canvas, read out once. */
import { X } from 'lucide-react';
import { message } from '../text/catalog.ts';
import classes from './notice-bar.module.css';
import { hideNotice, useNotice } from './store/notice.ts';

export function NoticeBar() {
  const notice = useNotice();
  const { action } = notice ?? {};
  return (
    <div className={classes.place} role="status" aria-live="polite">
      {notice !== null && (
        <div className={classes.notice} data-tone={notice.tone}>
          <span className={classes.text} title={notice.text}>
            {notice.text}
          </span>
          {action !== undefined && (
            <button
              type="button"
              className={classes.action}
              title={action.label}
              onClick={() => {
                hideNotice();
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
          <button type="button" className={classes.close} aria-label={message('editor.close')} onClick={hideNotice}>
            <X size={13} />
          </button>
        </div>
      )}
    </div>
  );
}
