/** The templates that stand on the empty canvas: of everything that one can begin with, one. */
import type { Template } from '../../templates/template.ts';
import { templates } from '../../templates/templates.ts';

const featured = [
  'lenet',
  'language-lstm',
  'next-character',
  'speech-conv-lstm',
  'weather-forecast',
  'recall-lstm',
] as const;

export const featuredTemplates: readonly Template[] = featured.flatMap(
  (id) => templates.find((template) => template.id === id) ?? [],
);
