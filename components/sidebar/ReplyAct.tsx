'use client';

import { useState } from 'react';
import { toComposerHtml } from '@/components/sidebar/composerText';
import { say, useSurroundings } from '@/components/sidebar/context';
import { Section } from '@/components/sidebar/parts';
import { ask, notify, type Zaf } from '@/components/sidebar/zaf';
import type { ReviewPanel } from '@/lib/sidebar/view';

/** The rich-text composer would run the lines of plain text together. */
async function append(zaf: Zaf, text: string): Promise<void> {
  const isRich = (await ask(zaf, 'comment.useRichText')) === true;
  await (isRich
    ? zaf.invoke('comment.appendHtml', toComposerHtml(text))
    : zaf.invoke('comment.appendText', text));
}

/** Puts a template into Zendesk's own composer, as a public reply. Nothing leaves before the agent submits it. */
export function ReplyAct({ replying }: { replying: ReviewPanel['replying'] }) {
  const { words, zaf } = useSurroundings();
  const [chosen, setChosen] = useState(0);
  const [isNote, setNote] = useState(false);
  if ('blocked' in replying) {
    return (
      <Section title={say(words, 'reply.title')}>
        <p className="quiet">{replying.blocked}</p>
      </Section>
    );
  }
  const template = replying.templates[chosen] ?? replying.templates[0];
  const insert = async () => {
    await zaf.set('comment.type', 'publicReply').catch(() => undefined);
    await append(zaf, template?.body ?? '');
    const type = await ask(zaf, 'comment.type');
    const isInside = type !== null && type !== 'publicReply';
    setNote(isInside);
    if (!isInside) notify(zaf, say(words, 'reply.inserted'));
  };
  return (
    <Section title={say(words, 'reply.title')}>
      <label>
        {say(words, 'reply.template')}
        <select value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
          {replying.templates.map(({ id, name }, index) => (
            <option key={id} value={index}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p className="preview">{template?.body}</p>
      <button type="button" className="wide" onClick={() => void insert()}>
        {say(words, 'reply.insert')}
      </button>
      <p className="quiet">{say(words, 'reply.hint')}</p>
      <div role="status">{isNote && <p className="note warning">{say(words, 'reply.notPublic')}</p>}</div>
    </Section>
  );
}
