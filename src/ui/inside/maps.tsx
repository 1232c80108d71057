/** Feature maps as images on one scale; the pixel under the pointer tells what it saw. */
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { largest } from '../../charts/color-scale.ts';
import { type Cell, Picture } from '../../charts/picture.tsx';
import { message } from '../../text/catalog.ts';
import { Section } from '../section.tsx';
import classes from './inside.module.css';
import { channelOf, type Volume } from './similarity.ts';

export interface MapPoint extends Cell {
  readonly map: number;
}

export interface MapsProps {
  readonly title: string;
  readonly note: string;
  readonly volume: Volume;
  /** The map and the pixel that are explained; null when pixels have nothing to tell. */
  readonly point: MapPoint | null;
  readonly onPoint: (point: MapPoint) => void;
}

/** Maps shown before “more” is pressed. */
const few = 16;
/** Shades of the scale. */
const shades = 256;

export function Maps({ title, note, volume, point, onPoint }: MapsProps) {
  const [all, setAll] = useState(false);
  const max = largest(volume.values);
  const signed = volume.values.some((value) => value < 0);
  const count = all ? volume.channels : Math.min(volume.channels, few);
  // Kept while the pointer moves over them: equal pictures are not painted again.
  const maps = useMemo(
    () => Array.from({ length: count }, (_, index) => ({ index, values: channelOf(volume, index) })),
    [volume, count],
  );
  return (
    <Section title={title} note={note}>
      <div className={classes.maps}>
        {maps.map(({ index, values }) => {
          const chosen = index === point?.map;
          return (
            <div key={index} className={classes.map} data-chosen={chosen}>
              <Picture
                values={values}
                rows={volume.rows}
                columns={volume.columns}
                scale={signed ? 'diverging' : 'map'}
                max={max}
                label={message('inside.map-label', { index: index + 1 })}
                frame={chosen ? { from: point, rows: 1, columns: 1 } : null}
                {...(point && {
                  // What was pointed at last stays explained.
                  onPoint: (cell: Cell | null) => cell && onPoint({ ...cell, map: index }),
                })}
              />
              {/* Nothing but the colour of zero would be seen. */}
              {largest(values) * shades <= max && <span className={classes.silent}>{message('inside.silent')}</span>}
            </div>
          );
        })}
      </div>
      {point && <p className={classes.hint}>{message('inside.point-hint')}</p>}
      {volume.channels > few && (
        <Button variant="subtle" size="compact-xs" mt={8} onClick={() => setAll(!all)}>
          {all ? message('inside.fewer-maps') : message('inside.more-maps', { count: volume.channels - few })}
        </Button>
      )}
    </Section>
  );
}
