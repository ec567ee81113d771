import { createResource, deleteResource, getResource, listResources, type Page, postForResource } from './resources.ts';
import { request } from './http.ts';
import type { Script } from './scripts.ts';

export interface LabClass {
  readonly id: string;
  readonly name: string;
  /** Only teachers have it. */
  readonly joinCode: string | null;
}

export interface ClassMember {
  readonly id: string;
  readonly name: string | null;
  readonly role: 'student' | 'teacher';
  readonly user?: string | null;
}

export interface LessonAnswer {
  readonly id: string;
  readonly answer: string;
  readonly isCorrect: boolean;
  readonly createdAt: string;
  readonly script?: string | null;
  readonly user?: string | null;
}

const url = '/v1/lab/classes';
const type = 'application/vnd.api+json';

export const listClasses = (): Promise<Page<LabClass>> => listResources<LabClass>(url, { sort: 'name', 'page[size]': '100' });
export const getClass = (id: string): Promise<LabClass> => getResource<LabClass>(`${url}/${id}`);
export const createClass = (name: string): Promise<LabClass> => createResource<LabClass>(url, 'lab-class', { name });
export const joinClass = (code: string): Promise<unknown> => postForResource(`${url}/join`, { code });
export const renewJoinCode = (id: string): Promise<unknown> => request('POST', `${url}/${id}/join-code`);

export const listMembers = (id: string): Promise<Page<ClassMember>> =>
  listResources<ClassMember>(`${url}/${id}/members`, { include: 'user', 'page[size]': '100' });

export const removeMember = (id: string): Promise<unknown> => deleteResource('/v1/lab/class-members', id);
export const listClassScripts = (id: string): Promise<Page<Script>> =>
  listResources<Script>(`${url}/${id}/scripts`, { 'page[size]': '100' });

export const shareScript = (id: string, script: string): Promise<unknown> =>
  request('POST', `${url}/${id}/relationships/scripts`, { data: [{ type: 'lab-script', id: script }] }, { type });

export const unshareScript = (id: string, script: string): Promise<unknown> =>
  request('DELETE', `${url}/${id}/relationships/scripts`, { data: [{ type: 'lab-script', id: script }] }, { type });

/** The newest answers that the user may see: their own, and those of the students of their classes. */
export const listAnswers = (): Promise<Page<LessonAnswer>> =>
  listResources<LessonAnswer>('/v1/lab/answers', { include: 'user,script', sort: '-id', 'page[size]': '100' });
