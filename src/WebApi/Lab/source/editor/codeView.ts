import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab, toggleTabFocusMode } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { completeScript } from './completion.ts';

export interface CodeView {
  setCode(code: string): void;
  setDark(dark: boolean): void;
  showError(error: { readonly line: number; readonly message: string } | null): void;
  destroy(): void;
}

interface CodeViewSettings {
  readonly code: string;
  readonly readOnly: boolean;
  readonly dark: boolean;
  readonly label: string;
  readonly onChange: (code: string) => void;
  readonly onRun: () => void;
}

/** Marks a change that the page made itself. */
const fromPage = Annotation.define<boolean>();

export function createCodeView(root: ShadowRoot, settings: CodeViewSettings): CodeView {
  const editable = new Compartment(),
    look = new Compartment();
  const toLook = (dark: boolean): Extension => [syntaxHighlighting(colors(dark)), appearance(dark)];
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: settings.code,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        lintGutter(),
        python(),
        indentUnit.of('    '),
        autocompletion({ override: [completeScript] }),
        look.of(toLook(settings.dark)),
        keymap.of([
          { key: 'Mod-Enter', run: () => (settings.onRun(), true) },
          // After Escape, Tab leaves the editor: users of the keyboard need a way out.
          { key: 'Escape', run: toggleTabFocusMode },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          indentWithTab,
        ]),
        EditorView.contentAttributes.of({ 'aria-label': settings.label, tabindex: '0', spellcheck: 'false', autocapitalize: 'off' }),
        editable.of([EditorState.readOnly.of(settings.readOnly), EditorView.editable.of(!settings.readOnly)]),
        EditorView.updateListener.of((update) => {
          if (update.transactions.some((change) => change.docChanged && !change.annotation(fromPage)))
            settings.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setCode(code) {
      if (code === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code }, annotations: fromPage.of(true) });
    },
    // Not a new editor, which would forget what can be undone.
    setDark: (dark) => view.dispatch({ effects: look.reconfigure(toLook(dark)) }),
    showError(error) {
      const line = error && error.line >= 1 && error.line <= view.state.doc.lines ? view.state.doc.line(error.line) : null;
      view.dispatch(
        setDiagnostics(view.state, line && error ? [{ from: line.from, to: line.to, severity: 'error', message: error.message }] : []),
      );
    },
    destroy: () => view.destroy(),
  };
}

function appearance(dark: boolean): ReturnType<typeof EditorView.theme> {
  return EditorView.theme(
    {
      '&': { fontSize: '14px', backgroundColor: 'transparent', color: 'inherit', minHeight: '320px', maxHeight: '64vh' },
      '.cm-scroller': {
        fontFamily: 'ui-monospace, "SF Mono", "Cascadia Code", "DejaVu Sans Mono", monospace',
        lineHeight: '1.55',
        minHeight: '320px',
      },
      '.cm-content': { caretColor: dark ? '#fff' : '#000' },
      '.cm-gutters': { backgroundColor: 'transparent', color: dark ? '#8fa1ae' : '#5c6b77', border: 'none' },
      '.cm-activeLine': { backgroundColor: dark ? '#ffffff0d' : '#0000000a' },
      '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
        backgroundColor: dark ? '#23506f !important' : '#cfe4f7 !important',
      },
      '.cm-cursor': { borderLeftColor: dark ? '#fff' : '#000' },
      '.cm-tooltip': { backgroundColor: dark ? '#1b242b' : '#fff', color: 'inherit', border: '1px solid #6a7b88' },
      '.cm-tooltip.cm-tooltip-autocomplete > ul': { maxWidth: '340px', minWidth: '200px' },
      '.cm-completionInfo': { maxWidth: '340px', whiteSpace: 'normal' },
    },
    { dark },
  );
}

function colors(dark: boolean): HighlightStyle {
  const pick = (light: string, other: string): string => (dark ? other : light);
  return HighlightStyle.define([
    { tag: tags.keyword, color: pick('#8a2a9b', '#e3a0f0') },
    { tag: [tags.string, tags.special(tags.string)], color: pick('#14692f', '#8be0a0') },
    { tag: [tags.number, tags.bool, tags.null], color: pick('#9a4500', '#ffc46b') },
    { tag: tags.comment, color: pick('#56646f', '#93a5b1'), fontStyle: 'italic' },
    { tag: [tags.function(tags.variableName), tags.definition(tags.variableName)], color: pick('#0a5fa8', '#7cc8ff') },
    { tag: [tags.operator, tags.punctuation], color: pick('#3c4a55', '#c2d0da') },
  ]);
}
