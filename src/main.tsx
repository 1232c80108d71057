/** The page's entry: styles, the state of the last visit, then React. */
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './ui/theme/base.css';
import '@mantine/core/styles.layer.css';
import '@xyflow/react/dist/base.css';
import './ui/theme/tokens.css';
import './ui/theme/mantine.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { App } from './ui/app.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { startPersistence } from './ui/persistence/autosave.ts';
import { theme } from './ui/theme/theme.ts';

const root = document.getElementById('root');
if (root !== null) {
  await startPersistence();
  createRoot(root).render(
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </MantineProvider>,
  );
}
