/** Feature maps as images on one scale; the pixel under the pointer tells what it saw. */
import { Button } from '@mantine/core';
import { useState } from 'react';
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
  readonly chosen: number | null;
  readonly onChoose: (map: number) => void;
  /** Absent when a pixel has nothing to tell. */
  readonly onPoint?: (point: MapPoint | null) => void;
}

/** Maps shown before “more” is pressed. */
const few = 16;

export function Maps({ title, note, volume, chosen, onChoose, onPoint }: MapsProps) {
  const [all, setAll] = useState(false);
  const max = largest(volume.values);
  const signed = volume.values.some((value) => value < 0);
  const indices = Array.from({ length: all ? volume.channels : Math.min(volume.channels, few) }, (_, index) => index);
  return (
    <Section title={title} note={note}>
      <div className={classes.maps}>
        {indices.map((index) => {
          const values = channelOf(volume, index);
          const silent = values.every((value) => value === 0);
          const label = message('inside.map-label', { index: index + 1 });
          return (
            <div key={index} className={classes.map} data-chosen={index === chosen}>
              {silent ? (
                <span className={classes.silent} style={{ aspectRatio: `${volume.columns} / ${volume.rows}` }}>
                  {message('inside.silent')}
                </span>
              ) : (
                <Picture
                  values={values}
                  rows={volume.rows}
                  columns={volume.columns}
                  scale={signed ? 'diverging' : 'map'}
                  max={max}
                  label={label}
                  {...(onPoint && {
                    onPoint: (cell: Cell | null) => {
                      if (cell) onChoose(index);
                      onPoint(cell && { ...cell, map: index });
                    },
                  })}
                />
              )}
            </div>
          );
        })}
      </div>
      {volume.channels > few && (
        <Button variant="subtle" size="compact-xs" mt={8} onClick={() => setAll(!all)}>
          {all ? message('inside.fewer-maps') : message('inside.more-maps', { count: volume.channels - few })}
        </Button>
      )}
    </Section>
  );
}
