import { createResource, deleteResource, getResource, listAll, type Page, postForResource, updateResource } from './resources.ts';
import { request } from './http.ts';
import type { Script } from './scripts.ts';

export interface LabClass {
  readonly id: string;
  readonly name: string;
  /** Only teachers have it. */
  readonly joinCode: string | null;
  /** Who created it; null for students. */
  readonly user?: string | null;
}

export interface ClassMember {
  readonly id: string;
  readonly name: string | null;
  readonly role: 'student' | 'teacher';
  /** Teachers see it of all members, others of themselves. The relationship `user` is null where the user is not visible. */
  readonly userId?: number;
}

export interface LessonAnswer {
  readonly id: string;
  readonly answer: string;
  readonly isCorrect: boolean;
  readonly createdAt: string;
  readonly script?: string | null;
  readonly userId: number;
}

const url = '/v1/lab/classes';
const type = 'application/vnd.api+json';

export const isTaught = (group: LabClass): boolean => group.joinCode !== null && group.joinCode !== undefined;

export const listClasses = (): Promise<Page<LabClass>> => listAll<LabClass>(url, { sort: 'name' });
export const getClass = (id: string): Promise<LabClass> => getResource<LabClass>(`${url}/${id}?include=user`);
export const renameClass = (id: string, name: string): Promise<LabClass> => updateResource<LabClass>(url, 'lab-class', id, { name });
export const deleteClass = (id: string): Promise<unknown> => deleteResource(url, id);
export const createClass = (name: string): Promise<LabClass> => createResource<LabClass>(url, 'lab-class', { name });
export const joinClass = (code: string): Promise<unknown> => postForResource(`${url}/join`, { code });
export const renewJoinCode = (id: string): Promise<unknown> => request('POST', `${url}/${id}/join-code`);

export const listMembers = (id: string): Promise<Page<ClassMember>> => listAll<ClassMember>(`${url}/${id}/members`);

export const changeRole = (id: string, role: ClassMember['role']): Promise<ClassMember> =>
  updateResource<ClassMember>('/v1/lab/class-members', 'lab-class-member', id, { role });

/** A membership that its member ends. */
export const leaveClass = (membership: string): Promise<unknown> => removeMember(membership);

export const removeMember = (id: string): Promise<unknown> => deleteResource('/v1/lab/class-members', id);
export const listClassScripts = (id: string): Promise<Page<Script>> => listAll<Script>(`${url}/${id}/scripts`);

export const shareScript = (id: string, script: string): Promise<unknown> =>
  request('POST', `${url}/${id}/relationships/scripts`, { data: [{ type: 'lab-script', id: script }] }, { type });

export const unshareScript = (id: string, script: string): Promise<unknown> =>
  request('DELETE', `${url}/${id}/relationships/scripts`, { data: [{ type: 'lab-script', id: script }] }, { type });

/** The answers that the user may see: their own, and those of the students of their classes. */
export const listAnswers = (): Promise<Page<LessonAnswer>> =>
  listAll<LessonAnswer>('/v1/lab/answers', { include: 'script', sort: '-id', 'fields[lab-answer]': 'is-correct,user-id,script' });
