import { ServerError } from '../server/http.ts';
import { createScript, getScript, type Script, updateScript } from '../server/scripts.ts';
import type { Draft } from './useDraft.ts';

export type SaveAnswer =
  { readonly saved: Script; readonly conflict?: undefined } | { readonly conflict: Script; readonly saved?: undefined };

/**
 * Saves a draft. If the script has a newer version than the one that the draft is based on, nothing is written, and `conflict` is that
 * version.
 */
export async function saveScript(script: Script | null, draft: Draft, basedOn: number | null): Promise<SaveAnswer> {
  if (!script) return { saved: await createScript(draft) };
  if (script.version !== basedOn) return { conflict: script };
  const values = { title: draft.title, code: draft.code };
  try {
    return { saved: await updateScript(script.id, values, script.etag) };
  } catch (e) {
    if (!(e instanceof ServerError) || e.status !== 412) throw e;
    const newest = await getScript(script.id);
    // A change of the sharing or of the circuit gives another tag, but no other code.
    return newest.version === basedOn ? { saved: await updateScript(script.id, values, newest.etag) } : { conflict: newest };
  }
}
