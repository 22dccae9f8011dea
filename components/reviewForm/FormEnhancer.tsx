'use client';

import { useEffect } from 'react';
import type { ChatSettings } from '@/components/reviewForm/chat';
import { enhance } from '@/components/reviewForm/enhance';

/** The form's only client component: renders nothing, brings the server's form to life. */
export function FormEnhancer({ formId, chat }: { formId: string; chat: ChatSettings | null }) {
  useEffect(() => {
    const form = document.getElementById(formId);
    return form instanceof HTMLFormElement ? enhance(form, chat) : undefined;
  }, [formId, chat]);
  return null;
}
