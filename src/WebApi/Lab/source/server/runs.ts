import { deleteResource, getResource, listResources, type Page, postForResource } from './resources.ts';
import { request } from './http.ts';

export type RunStatus = 'queued' | 'running' | 'done' | 'failed' | 'stopped' | 'timed-out' | 'interrupted';

export interface RunError {
  readonly line: number | null;
  readonly message: string;
  readonly exception: string | null;
  readonly traceback: string | null;
}

export interface Run {
  readonly id: string;
  readonly status: RunStatus;
  readonly device: string;
  readonly deviceKind: string | null;
  readonly board: string | null;
  readonly firmware: string | null;
  readonly circuit: string | null;
  readonly title: string;
  readonly code: string;
  readonly codeVersion: number | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly error: RunError | null;
  readonly output: unknown;
  readonly script: string | null;
  readonly userId: number;
}

const url = '/v1/lab/runs';

export const isOver = (status: RunStatus): boolean => status !== 'queued' && status !== 'running';

export const startRun = (script: string, device: string, circuit: string | null): Promise<Run> =>
  postForResource<Run>(`/v1/lab/scripts/${script}/runs`, circuit ? { device, circuit } : { device });

const pageSize = 50;

/** @param number the page, from 1 */
export const listRuns = (number: number): Promise<Page<Run>> =>
  listResources<Run>(url, {
    sort: '-id',
    'page[size]': String(pageSize),
    'page[number]': String(number),
    'fields[lab-run]': 'title,status,device,created-at,started-at,ended-at',
  });
/** The newest run of a lesson by a student, or by the user themself; null if there is none. */
export async function findNewestRun(script: string, user: number): Promise<Run | null> {
  const filter = [
    { name: 'script', op: 'has', val: { name: 'id', op: 'eq', val: script } },
    { name: 'user-id', op: 'eq', val: user },
  ];
  const query = { filter: JSON.stringify(filter), sort: '-id', 'page[size]': '1', 'fields[lab-run]': 'title' };
  return (await listResources<Run>(url, query)).rows[0] ?? null;
}

export const getRun = (id: string): Promise<Run> => getResource<Run>(`${url}/${id}?include=script`);
export const deleteRun = (id: string): Promise<unknown> => deleteResource(url, id);
export const stopRun = (id: string): Promise<unknown> => request('POST', `${url}/${id}/stop`);
export const sendInput = (id: string, element: string, value: unknown): Promise<unknown> =>
  request('POST', `${url}/${id}/inputs`, { id: element, value });
export const exportUrl = (id: string, format: 'csv' | 'json'): string => `${url}/${id}/export?format=${format}`;
