import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A modal dialog. Escape closes it, and the focus returns to where it was. */
export function Dialog({ label, onClose, children }: { label: string; onClose: () => void; children: ComponentChildren }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="dialog" aria-label={label} onClose={onClose}>
      <div class="stack">{children}</div>
    </dialog>
  );
}

export function ConfirmDialog({
  text,
  action,
  cancel,
  onConfirm,
  onClose,
}: {
  text: string;
  action: string;
  cancel: string;
  onConfirm: () => void;
  onClose: () => void;
}): JSX.Element {
  return (
    <Dialog label={text} onClose={onClose}>
      <p>{text}</p>
      <div class="row">
        <button type="button" class="button danger" onClick={onConfirm}>
          {action}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {cancel}
        </button>
      </div>
    </Dialog>
  );
}
