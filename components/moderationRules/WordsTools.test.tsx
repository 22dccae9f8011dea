import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WatchedWord } from '@/components/moderationRules/wordList';
import { WordsEditor } from '@/components/moderationRules/WordsEditor';
import { renderInApp } from '@/components/testing/renderInApp';

const initial: readonly WatchedWord[] = [{ word: 'retard', category: 'delivery' }];
let current: readonly WatchedWord[];
let asked: { url: string; body: unknown }[];

function Editor() {
  const [words, setWords] = useState<readonly WatchedWord[]>(initial);
  const keep = (next: WatchedWord[]) => {
    current = next;
    setWords(next);
  };
  return <WordsEditor value={words} onChange={keep} />;
}

const answer = {
  reviews: 40,
  matched: 3,
  byWord: [{ word: 'retard', category: 'delivery', reviews: 3 }],
  examples: [
    { id: 'r1', rating: 2, matchedText: 'retards', comment: 'Deux retards de suite.', start: 5, end: 12 },
  ],
};

beforeEach(() => {
  current = initial;
  asked = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push({ url, body: JSON.parse(init.body as string) });
    return Promise.resolve(Response.json(answer));
  });
  renderInApp(<Editor />);
});
afterEach(() => vi.unstubAllGlobals());

async function chooseFile(content: BlobPart) {
  fireEvent.click(screen.getByRole('button', { name: 'Importer un fichier CSV' }));
  const input = await screen.findByLabelText('Fichier CSV');
  fireEvent.change(input, { target: { files: [new File([content], 'mots.csv', { type: 'text/csv' })] } });
}

test('an imported file says what is new and joins the list, without saving anything', async () => {
  await chooseFile('mot;catégorie\nRetard;Autre\nAvocat;Menace juridique\nx;Autre\n');
  expect(await screen.findByText('2 mots lus : 1 nouveau, 1 déjà dans la liste.')).toBeTruthy();
  expect(screen.getByText(/Ligne 4/).textContent).toContain('trop court');
  fireEvent.click(screen.getByRole('button', { name: 'Reprendre 2 mots' }));
  expect(current).toEqual([...initial, { word: 'avocat', category: 'legal_threat' }]);
  expect(asked).toEqual([]);
});

test('an imported file may replace the list', async () => {
  await chooseFile('avocat;legal_threat');
  fireEvent.click(await screen.findByRole('radio', { name: 'Remplacer la liste' }));
  fireEvent.click(screen.getByRole('button', { name: 'Reprendre 1 mot' }));
  expect(current).toEqual([{ word: 'avocat', category: 'legal_threat' }]);
});

test('a file without words is refused and nothing can be taken from it', async () => {
  await chooseFile('\n\n');
  expect(await screen.findByText('Aucun mot n’a été trouvé dans ce fichier.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Reprendre 0 mot' }).getAttribute('aria-disabled')).toBe('true');
});

test('a file of Excel on a Mac keeps its accents, and an unclosed quotation mark is named even when it leaves no word', async () => {
  // “abîmé” in Mac Roman, its category in another language than the portal’s.
  await chooseFile(
    Uint8Array.from([0x61, 0x62, 0x94, 0x6d, 0x8e, ...new TextEncoder().encode(';Lieferung\r')]),
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Reprendre 1 mot' }));
  expect(current).toEqual([...initial, { word: 'abîmé', category: 'delivery' }]);
  await chooseFile('mot;catégorie\n"volé;Livraison\n');
  expect((await screen.findByText(/Ligne 2/)).textContent).toContain('guillemet ouvert');
});

test('the list on screen is tried on past reviews, with counts and the passage found', async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Tester la liste' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByText('3 avis retenus sur vos 40 derniers (8 %).')).toBeTruthy();
  expect(dialog.getByText('retards').tagName).toBe('MARK');
  await waitFor(() =>
    expect(asked).toEqual([
      { url: '/api/applications/zendesk/moderation/words-test', body: { words: initial } },
    ]),
  );
});
