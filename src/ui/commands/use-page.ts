/** What commands need of components. */
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import type { Page } from './command.ts';

export function usePage(): Page {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const scheme = useComputedColorScheme('light');
  return useMemo(
    () => ({ toggleColorScheme: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark') }),
    [scheme, setColorScheme],
  );
}
