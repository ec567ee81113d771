import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isDark } from '../app/theme.ts';
import { useStore } from '../app/store.ts';
import { t } from '../texts/index.ts';
import type { CodeView } from './codeView.ts';

export interface EditorProps {
  readonly code: string;
  readonly onChange: (code: string) => void;
  readonly onRun?: () => void;
  readonly error?: { readonly line: number; readonly message: string } | null;
  readonly readOnly?: boolean;
}

/**
 * The editor of Python code. CodeMirror loads when it is first needed. It stands in a shadow root, where it adds its styles as a style
 * sheet object, because the page's policy forbids style elements.
 */
export function Editor({ code, onChange, onRun, error, readOnly = false }: EditorProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<CodeView | null>(null);
  const dark = useStore(isDark);
  /** What was typed and has not come back as `code` yet. It must not replace what was typed since. */
  const typed = useRef<string[]>([]);
  const latest = useRef({ onChange, onRun, code, error, dark });
  latest.current = { onChange, onRun, code, error, dark };
  useEffect(() => {
    let isOver = false;
    void import('./codeView.ts').then(({ createCodeView }) => {
      if (isOver || !host.current) return;
      const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open', delegatesFocus: true });
      view.current = createCodeView(root, {
        code: latest.current.code,
        readOnly,
        dark: latest.current.dark,
        label: t.scripts.editor,
        onChange: (text) => {
          typed.current.push(text);
          latest.current.onChange(text);
        },
        onRun: () => latest.current.onRun?.(),
      });
      view.current.showError(latest.current.error ?? null);
    });
    return () => {
      isOver = true;
      view.current?.destroy();
      view.current = null;
    };
  }, [readOnly]);
  useEffect(() => view.current?.setDark(dark), [dark]);
  useEffect(() => {
    const place = typed.current.indexOf(code);
    typed.current = place < 0 ? [] : typed.current.slice(place + 1);
    if (place < 0) view.current?.setCode(code);
  }, [code]);
  useEffect(() => view.current?.showError(error ?? null), [error?.line, error?.message]);
  return <div ref={host} class="editor" />;
}
