import { fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, test } from 'vitest';
import type { WatchedWord } from '@/components/moderationRules/wordList';
import { WordsEditor } from '@/components/moderationRules/WordsEditor';
import { renderInApp } from '@/components/testing/renderInApp';

const initial: readonly WatchedWord[] = [{ word: 'retard', category: 'delivery' }];
let current: readonly WatchedWord[];

function Editor() {
  const [words, setWords] = useState<readonly WatchedWord[]>(initial);
  const keep = (next: WatchedWord[]) => {
    current = next;
    setWords(next);
  };
  return <WordsEditor value={words} onChange={keep} />;
}

beforeEach(() => {
  current = initial;
  renderInApp(<Editor />);
});

const field = (category: string) => screen.getByLabelText<HTMLInputElement>(`Ajouter dans « ${category} »`);
const type = (category: string, text: string) =>
  fireEvent.change(field(category), { target: { value: text } });
const news = () => screen.getByRole('status').textContent;

test.each(['Enter', ',', ';'])('%s adds the typed word to its category and says so', (key) => {
  type('Livraison', 'Colis');
  fireEvent.keyDown(field('Livraison'), { key });
  expect(current).toContainEqual({ word: 'colis', category: 'delivery' });
  expect(field('Livraison').value).toBe('');
  expect(news()).toBe('1 mot ajouté');
});

test('leaving the field keeps what was typed', () => {
  type('Concurrent', 'Rival');
  fireEvent.blur(field('Concurrent'));
  expect(current).toContainEqual({ word: 'rival', category: 'competitor' });
});

test('a pasted list is added at once', () => {
  fireEvent.paste(field('Autre'), { clipboardData: { getData: () => 'vol\nabîmé\nretard' } });
  expect(current.map(({ word }) => word)).toEqual(['retard', 'vol', 'abîmé']);
  expect(news()).toBe('2 mots ajoutés');
});

test('a chip is removed by its own button, and the keyboard goes on from the category’s field', () => {
  const list = within(screen.getByRole('list', { name: 'Livraison' }));
  fireEvent.click(list.getByRole('button', { name: 'Retirer « retard » de Livraison' }));
  expect(current).toEqual([]);
  expect(document.activeElement).toBe(field('Livraison'));
  expect(news()).toBe('« retard » retiré');
});

test('a word that cannot be watched is refused with the reason', () => {
  type('Autre', 'x');
  fireEvent.keyDown(field('Autre'), { key: 'Enter' });
  expect(current).toHaveLength(1);
  expect(news()).toContain('trop court');
});
