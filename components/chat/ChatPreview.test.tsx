import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { ChatPreview, chatOutcome } from '@/components/chat/ChatPreview';
import { renderInApp } from '@/components/testing/renderInApp';

const setting = { isEnabled: true, hasKey: true, maxRating: 2 };

describe('chatOutcome', () => {
  test('opens on the set rating and less, on no other', () => {
    expect([1, 2, 3, 4, 5].map((rating) => chatOutcome(rating, setting))).toEqual([
      'opens',
      'opens',
      'closed',
      'closed',
      'closed',
    ]);
  });

  test('never opens while the chat is off or has no key', () => {
    expect(chatOutcome(1, { ...setting, isEnabled: false })).toBe('off');
    expect(chatOutcome(1, { ...setting, hasKey: false })).toBe('noKey');
  });
});

test('clicking stars shows the chat exactly for the ratings that open it', () => {
  renderInApp(<ChatPreview {...setting} kind="messaging" websiteName="Maison Lune" />);
  const star = (name: RegExp) => screen.getByRole('radio', { name });
  expect(screen.getByRole('status').textContent).toContain('Aucune note choisie');
  fireEvent.click(star(/^2 sur 5/));
  expect(screen.getByTestId('chat-window')).toBeTruthy();
  expect(screen.getByRole('status').textContent).toContain('le chat s’ouvre');
  fireEvent.click(star(/^3 sur 5/));
  expect(screen.queryByTestId('chat-window')).toBeNull();
  expect(screen.getByRole('status').textContent).toContain('le chat reste fermé');
});
