import { request } from './http.ts';

/** JSON:API documents as plain objects: attribute names in camel case beside `id`, relationships as ids. */

const type = 'application/vnd.api+json';

interface Row {
  id: string;
  type: string;
  attributes?: Record<string, unknown>;
  relationships?: Record<string, { data?: { id: string } | { id: string }[] | null }>;
}

export interface Page<T> {
  readonly rows: T[];
  readonly count: number;
}

const toCamel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const toDashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function toObject<T>(row: Row): T {
  const object: Record<string, unknown> = { id: row.id };
  for (const [name, value] of Object.entries(row.attributes ?? {})) object[toCamel(name)] = value;
  for (const [name, value] of Object.entries(row.relationships ?? {}))
    if (value.data !== undefined)
      object[toCamel(name)] = Array.isArray(value.data) ? value.data.map((d) => d.id) : (value.data?.id ?? null);
  return object as T;
}

function toDocument(kind: string, values: object, id?: string): unknown {
  const attributes = Object.fromEntries(Object.entries(values).map(([name, value]) => [toDashed(name), value]));
  return { data: { type: kind, ...(id === undefined ? {} : { id }), attributes } };
}

export async function listResources<T>(url: string, query: Record<string, string> = {}): Promise<Page<T>> {
  const search = new URLSearchParams(query).toString();
  const document = await request<{ data: Row[]; meta?: { count?: number } }>('GET', search ? `${url}?${search}` : url, undefined, { type });
  return { rows: document.data.map((row) => toObject<T>(row)), count: document.meta?.count ?? document.data.length };
}

export async function getResource<T>(url: string): Promise<T> {
  return toObject<T>((await request<{ data: Row }>('GET', url, undefined, { type })).data);
}

export async function createResource<T>(url: string, kind: string, values: object): Promise<T> {
  return toObject<T>((await request<{ data: Row }>('POST', url, toDocument(kind, values), { type })).data);
}

/** A POST with a body of its own that answers a resource. */
export async function postForResource<T>(url: string, body: unknown): Promise<T> {
  return toObject<T>((await request<{ data: Row }>('POST', url, body)).data);
}

export async function updateResource<T>(url: string, kind: string, id: string, values: object): Promise<T> {
  return toObject<T>((await request<{ data: Row }>('PATCH', `${url}/${id}`, toDocument(kind, values, id), { type })).data);
}

export const deleteResource = (url: string, id: string): Promise<unknown> => request('DELETE', `${url}/${id}`, undefined, { type });
