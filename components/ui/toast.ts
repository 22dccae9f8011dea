import { Toast } from '@base-ui/react/toast';
import type { Tone } from '@/components/ui/tones';

/** Held outside React, so that code after an await can speak too. Rendered by Toaster. */
export const toastManager = Toast.createToastManager();

/** `action` is one button beside the message, for example to undo. */
type Message = { title: string; description?: string; action?: { label: string; run: () => void } };

/** Long enough to read the message, decide and reach the button. */
const actionMs = 10_000;

function show(type: Tone, { title, description, action }: Message): void {
  // An error stays until it is closed: five seconds are not enough to read what to do.
  toastManager.add({
    title,
    description,
    type,
    timeout: type === 'danger' ? 0 : action ? actionMs : 5000,
    ...(action ? { actionProps: { children: action.label, onClick: action.run } } : {}),
    priority: type === 'danger' ? 'high' : 'low',
  });
}

/** Short news about something just done. What must not be missed belongs in a Banner. */
export const toast = {
  success: (message: Message) => show('success', message),
  info: (message: Message) => show('info', message),
  error: (message: Message) => show('danger', message),
};
