/** Reads design tokens for what is drawn on a canvas, and tells when the colour scheme changes. */
import { useSyncExternalStore } from 'react';

const schemeAttribute = 'data-mantine-color-scheme';

/** The style sheet's values in one colour scheme: another object after a switch, so that effects which use it run again. */
export interface Tokens {
  /** The value of a token such as `--gw-train`. */
  read(name: `--gw-${string}`): string;
}

const bySchemes = new Map<string, Tokens>();

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: [schemeAttribute] });
  return () => observer.disconnect();
}

function present(): Tokens {
  const scheme = document.documentElement.getAttribute(schemeAttribute) ?? 'light';
  let tokens = bySchemes.get(scheme);
  if (!tokens) {
    tokens = { read: (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim() };
    bySchemes.set(scheme, tokens);
  }
  return tokens;
}

export const useTokens = (): Tokens => useSyncExternalStore(subscribe, present);
