import { createStore } from '../app/store.ts';

/** A request that the server rejected, or that did not reach it (status 0). */
export class ServerError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string | null = null,
    readonly column: number | null = null,
    readonly retryAfter: number | null = null,
    readonly field: string | null = null,
  ) {
    super(message);
  }

  static from(error: unknown): ServerError {
    return error instanceof ServerError ? error : new ServerError(error instanceof Error ? error.message : String(error), 0);
  }
}

/** Set when a request finds that the session is over. */
export const sessionIsOver = createStore(false);

const csrfMethods = new Set(['POST', 'PATCH', 'PUT', 'DELETE']);

function cookie(name: string): string | null {
  const found = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
}

export const hasSessionCookie = (): boolean => cookie('csrf_access_token') !== null;

export interface RequestOptions {
  readonly type?: string;
  readonly signal?: AbortSignal;
  readonly headers?: Record<string, string>;
  /** Told the ETag of the answer. */
  readonly onTag?: (tag: string | null) => void;
}

/** Sends a request with the session cookie and its CSRF token. Answers the parsed JSON, or null for an empty body. */
export async function request<T>(method: string, url: string, body?: unknown, options: RequestOptions = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: options.type ?? 'application/json', ...options.headers };
  const csrf = cookie('csrf_access_token');
  if (csrf && csrfMethods.has(method)) headers['X-CSRF-TOKEN'] = csrf;
  const isForm = body instanceof URLSearchParams;
  if (body !== undefined && !isForm) headers['Content-Type'] = options.type ?? 'application/json';
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers,
      credentials: 'same-origin',
      signal: options.signal ?? null,
      body: body === undefined ? null : isForm ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ServerError('', 0, 'unreachable');
  }
  const text = await response.text();
  const json = parse(text);
  if (response.ok) {
    options.onTag?.(response.headers.get('ETag'));
    return json as T;
  }
  if (response.status === 401) sessionIsOver.set(true);
  throw toError(response, json);
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

interface ErrorBody {
  errors?: { detail?: string; title?: string; source?: { code?: string; column?: number; pointer?: string } }[];
  message?: string;
  error?: string;
}

function toError(response: Response, json: unknown): ServerError {
  const body = (json ?? {}) as ErrorBody;
  const first = body.errors?.[0];
  const retry = Number(response.headers.get('Retry-After'));
  return new ServerError(
    first?.detail ?? first?.title ?? body.message ?? body.error ?? response.statusText,
    response.status,
    first?.source?.code ?? null,
    first?.source?.column ?? null,
    Number.isFinite(retry) && retry > 0 ? retry : null,
    first?.source?.pointer?.split('/').pop() ?? null,
  );
}
