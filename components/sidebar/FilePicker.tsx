'use client';

import { useId, useState } from 'react';
import { say, useSurroundings } from '@/components/sidebar/context';

/** A choice of files in the agent's language: the browser's own would speak the browser's, which may be another. */
export function FilePicker({ name }: { name: string }) {
  const { words } = useSurroundings();
  const [chosen, setChosen] = useState<string[]>([]);
  const id = useId();
  return (
    <div className="picker">
      <label htmlFor={id}>
        {say(words, 'report.upload')}
        <span className="face" aria-hidden>
          {say(words, 'report.browse')}
        </span>
      </label>
      <input
        id={id}
        className="hidden"
        type="file"
        name={name}
        multiple
        accept=".pdf,.png,.jpg,.jpeg"
        aria-describedby={`${id}-hint`}
        onChange={(event) => setChosen([...(event.target.files ?? [])].map((file) => file.name))}
      />
      <p className="quiet" id={`${id}-hint`}>
        {say(words, 'report.filesHint')}
      </p>
      <p className="quiet" role="status">
        {chosen.length > 0 && say(words, 'report.chosen').replace('{names}', chosen.join(', '))}
      </p>
    </div>
  );
}
