import {
  createResource,
  deleteResource,
  getResource,
  listAll,
  listResources,
  type Page,
  postForResource,
  updateResource,
} from './resources.ts';
import { request } from './http.ts';
import { session } from './session.ts';

export interface Script {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly code: string;
  readonly kind: 'script' | 'example' | 'lesson';
  readonly isShared: boolean;
  readonly shareCode: string | null;
  readonly version: number;
  readonly circuit: string | null;
  readonly lessonText: string | null;
  readonly task: string | null;
  readonly updatedAt: string;
  readonly slug?: string | null;
  /** Null for scripts of others: only their owner and staff see it. */
  readonly user?: string | null;
  readonly etag?: string | null;
  /** How the task of a lesson is answered. */
  readonly answerFormat?: { readonly choices?: readonly string[]; readonly unit?: string | null } | null;
}

export interface ScriptVersion {
  readonly id: string;
  readonly number: number;
  readonly code: string;
  readonly createdAt: string;
}

const url = '/v1/lab/scripts';
const filterByKind = (kind: string): string => JSON.stringify([{ name: 'kind', op: 'eq', val: kind }]);

export const listScripts = (kind: Script['kind']): Promise<Page<Script>> =>
  listAll<Script>(url, {
    filter: filterByKind(kind),
    sort: kind === 'script' ? '-updated-at' : 'position',
    include: 'user',
    'fields[lab-script]': 'title,description,kind,updated-at,user',
  });

/** A user changes their own scripts only; others they read, run and copy. `user` is missing in answers to their own changes. */
export const isOwnScript = (script: Script): boolean =>
  script.kind === 'script' && (script.user === undefined || script.user === session.get()?.id);

/** The user's own scripts. Staff and members of classes see others besides. */
export async function listOwnScripts(): Promise<readonly Script[]> {
  const { rows } = await listScripts('script');
  return rows.filter((script) => script.user === session.get()?.id);
}

export const getScript = (id: string): Promise<Script> => getResource<Script>(`${url}/${id}?include=user`);
export const createScript = (values: Partial<Script>): Promise<Script> => createResource<Script>(url, 'lab-script', values);
export const updateScript = (id: string, values: Partial<Script>, tag: string | null = null): Promise<Script> =>
  updateResource<Script>(url, 'lab-script', id, values, tag);
export const deleteScript = (id: string): Promise<unknown> => deleteResource(url, id);
export const forkScript = (id: string): Promise<Script> => postForResource<Script>(`${url}/${id}/fork`, {});
export const forkSharedScript = (code: string): Promise<Script> =>
  postForResource<Script>(`/v1/lab/shared-scripts/${encodeURIComponent(code)}/fork`, {});
export const getSharedScript = (code: string): Promise<Script> => getResource<Script>(`/v1/lab/shared-scripts/${encodeURIComponent(code)}`);

export const listVersions = (id: string): Promise<Page<ScriptVersion>> =>
  listResources<ScriptVersion>(`${url}/${id}/versions`, { sort: '-number', 'page[size]': '50' });

export interface AnswerCheck {
  readonly correct: boolean;
  readonly explanation: string | null;
}

export const checkAnswer = (id: string, answer: string): Promise<AnswerCheck> => request('POST', `${url}/${id}/answers`, { answer });
