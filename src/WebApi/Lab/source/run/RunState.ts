import type { RunError, RunStatus } from '../server/runs.ts';

/** An element that a script shows: the fields of its kind beside these. Everything in it is the user's and shown as text only. */
export interface RunElement {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
  readonly [field: string]: unknown;
}

export interface ConsoleText {
  readonly stream: 'out' | 'err';
  readonly text: string;
}

export interface RunState {
  readonly status: RunStatus | null;
  readonly elements: readonly RunElement[];
  readonly console: readonly ConsoleText[];
  readonly progress: { readonly value: number; readonly text: string } | null;
  readonly error: RunError | null;
  /** The element whose value the script waits for. */
  readonly waitsFor: string | null;
  /** The number of the last message. */
  readonly seq: number;
}

export const emptyRun: RunState = { status: null, elements: [], console: [], progress: null, error: null, waitsFor: null, seq: 0 };

const mostConsoleTexts = 2000;

/** The state after a message of the stream. Unknown messages change nothing, so that a newer server can send more. */
export function applyMessage(state: RunState, message: unknown): RunState {
  if (typeof message !== 'object' || message === null) return state;
  const m = message as Record<string, unknown>;
  const next = { ...state, seq: typeof m.seq === 'number' ? Math.max(state.seq, m.seq) : state.seq };
  switch (m.type) {
    case 'status':
      return { ...next, status: m.status as RunStatus, waitsFor: m.status === 'running' ? state.waitsFor : null };
    case 'console':
      return { ...next, console: append(state.console, { stream: m.stream === 'err' ? 'err' : 'out', text: String(m.text ?? '') }) };
    case 'add':
      return isElement(m.element) ? { ...next, elements: put(state.elements, m.element) } : next;
    case 'update': {
      const patch = typeof m.patch === 'object' && m.patch !== null ? m.patch : {};
      return {
        ...next,
        elements: state.elements.map((e) => (e.id === m.id ? { ...e, ...patch, id: e.id } : e)),
        waitsFor: state.waitsFor === m.id ? null : state.waitsFor,
      };
    }
    case 'input':
      return { ...next, waitsFor: String(m.id) };
    case 'progress':
      return { ...next, progress: { value: Number(m.value) || 0, text: String(m.text ?? '') } };
    case 'error':
      return { ...next, error: toError(m) };
    default:
      return next;
  }
}

/** The state of a run that has ended, from its stored output. */
export function fromOutput(output: unknown, status: RunStatus, error: RunError | null): RunState {
  const messages = Array.isArray(output) ? output : [];
  return { ...messages.reduce<RunState>(applyMessage, emptyRun), status, ...(error ? { error } : {}) };
}

/** An element that comes again stays where it was. */
function put(elements: readonly RunElement[], added: RunElement): RunElement[] {
  const isKnown = elements.some((e) => e.id === added.id);
  return isKnown ? elements.map((e) => (e.id === added.id ? added : e)) : [...elements, added];
}

function isElement(value: unknown): value is RunElement {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as RunElement).id === 'string' &&
    typeof (value as RunElement).type === 'string'
  );
}

/** Texts of one stream that follow each other become one. */
function append(texts: readonly ConsoleText[], added: ConsoleText): ConsoleText[] {
  const last = texts[texts.length - 1];
  if (last?.stream === added.stream && last.text.length < 10_000)
    return [...texts.slice(0, -1), { stream: added.stream, text: last.text + added.text }];
  return [...texts.slice(-mostConsoleTexts + 1), added];
}

function toError(m: Record<string, unknown>): RunError {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    line: typeof m.line === 'number' ? m.line : null,
    message: text(m.message) ?? '',
    exception: text(m.exception),
    traceback: text(m.traceback),
  };
}
