/** What is shown when drawing a part of the page has failed: the graph is safe, and can be taken along. */
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { message } from '../text/catalog.ts';
import classes from './error-boundary.module.css';
import { exportFile } from './persistence/files.ts';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: Error | null;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className={classes.page} role="alert">
        <h1>{message('editor.broken')}</h1>
        <p>{message('editor.broken-lead')}</p>
        <code>{error.message}</code>
        <div className={classes.actions}>
          <Button onClick={() => window.location.reload()}>{message('editor.reload')}</Button>
          <Button variant="default" onClick={() => void exportFile()}>
            {message('editor.export-json')}
          </Button>
        </div>
      </main>
    );
  }
}
