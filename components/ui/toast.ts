import { Toast } from '@base-ui/react/toast';
import type { Tone } from '@/components/ui/tones';

/** Held outside React, so that code after an await can speak too. Rendered by Toaster. */
export const toastManager = Toast.createToastManager();

type Message = { title: string; description?: string };

function show(type: Tone, { title, description }: Message): void {
  // An error stays until it is closed: five seconds are not enough to read what to do.
  toastManager.add({
    title,
    description,
    type,
    timeout: type === 'danger' ? 0 : 5000,
    priority: type === 'danger' ? 'high' : 'low',
  });
}

/** Short news about something just done. What must not be missed belongs in a Banner. */
export const toast = {
  success: (message: Message) => show('success', message),
  info: (message: Message) => show('info', message),
  error: (message: Message) => show('danger', message),
};
