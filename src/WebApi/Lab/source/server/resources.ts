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

/** Resources that a new one belongs to: the name of the relationship, then type and id. */
export type Related = Readonly<Record<string, { readonly type: string; readonly id: string }>>;

function toDocument(kind: string, values: object, id?: string, related: Related = {}): unknown {
  const attributes = Object.fromEntries(Object.entries(values).map(([name, value]) => [toDashed(name), value]));
  const relationships = Object.fromEntries(Object.entries(related).map(([name, data]) => [name, { data }]));
  const hasRelated = Object.keys(related).length > 0;
  return { data: { type: kind, ...(id === undefined ? {} : { id }), attributes, ...(hasRelated ? { relationships } : {}) } };
}

export async function listResources<T>(url: string, query: Record<string, string> = {}): Promise<Page<T>> {
  const search = new URLSearchParams(query).toString();
  const document = await request<{ data: Row[]; meta?: { count?: number } }>('GET', search ? `${url}?${search}` : url, undefined, { type });
  return { rows: document.data.map((row) => toObject<T>(row)), count: document.meta?.count ?? document.data.length };
}

/** All rows of a list, page by page. */
export async function listAll<T>(url: string, query: Record<string, string> = {}, size = 100): Promise<Page<T>> {
  const rows: T[] = [];
  for (let number = 1; ; number++) {
    const page = await listResources<T>(url, { ...query, 'page[size]': String(size), 'page[number]': String(number) });
    rows.push(...page.rows);
    if (page.rows.length < size || rows.length >= page.count) return { rows, count: page.count };
  }
}

/** Sends a document and reads the resource of the answer, with its ETag in `etag`. */
async function requestResource<T>(method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  let etag: string | null = null;
  const onTag = (tag: string | null): void => {
    etag = tag;
  };
  const { data } = await request<{ data: Row }>(method, url, body, { type, headers, onTag });
  return { ...toObject<T & object>(data), etag };
}

export const getResource = <T>(url: string): Promise<T> => requestResource<T>('GET', url);

export const createResource = <T>(url: string, kind: string, values: object, related: Related = {}): Promise<T> =>
  requestResource<T>('POST', url, toDocument(kind, values, undefined, related));

/** A POST with a body of its own that answers a resource. */
export async function postForResource<T>(url: string, body: unknown): Promise<T> {
  return toObject<T>((await request<{ data: Row }>('POST', url, body)).data);
}

/** With a tag the server writes only if the resource still has it, else it answers 412. */
export const updateResource = <T>(url: string, kind: string, id: string, values: object, tag: string | null = null): Promise<T> =>
  requestResource<T>('PATCH', `${url}/${id}`, toDocument(kind, values, id), tag === null ? {} : { 'If-Match': tag });

export const deleteResource = (url: string, id: string): Promise<unknown> => request('DELETE', `${url}/${id}`, undefined, { type });
