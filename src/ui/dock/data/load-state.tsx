/** In place of examples: that they are loading, when it takes a while, or why they could not be had. */
import { Button } from '@mantine/core';
import { plainText } from '../../../check/explain.ts';
import { message } from '../../../text/catalog.ts';
import { explainFailure } from '../explain-failure.ts';
import { useLasting } from '../use-lasting.ts';
import classes from './data-panel.module.css';
import type { SamplesState } from './use-samples.ts';

export function LoadState({ state: { samples, loading, failure, retry } }: { readonly state: SamplesState }) {
  const lasting = useLasting(loading && samples === null);
  if (lasting) return <p className={classes.note}>{message('data.loading')}</p>;
  if (failure === null) return null;
  return (
    <p className={classes.note} role="alert">
      {plainText(explainFailure(failure, (id) => id))}{' '}
      <Button variant="default" onClick={retry}>
        {message('data.try-again')}
      </Button>
    </p>
  );
}
