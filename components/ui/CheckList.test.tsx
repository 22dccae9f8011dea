import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CheckList, type CheckState } from '@/components/ui/CheckList';
import { renderInApp } from '@/components/testing/renderInApp';
import { locales } from '@/lib/platform/i18n/locales';

const states: CheckState[] = ['pending', 'running', 'passed', 'warning', 'failed', 'skipped'];

describe('CheckList', () => {
  it.each(locales)('gives every state a word of its own, not only a colour (%s)', (locale) => {
    renderInApp(
      <CheckList
        label="Checks"
        items={states.map((state) => ({ id: state, label: `check ${state}:`, state }))}
      />,
      locale,
    );
    const words = screen.getAllByRole('listitem').map((item) => item.textContent.replace(/^[^:]*:/, ''));
    expect(words.every(Boolean)).toBe(true);
    expect(new Set(words).size).toBe(states.length);
  });

  it('is a live region that keeps the order and shows why a check failed', () => {
    renderInApp(
      <CheckList
        label="Test"
        items={[
          { id: 'a', label: 'Compte trouvé', state: 'passed' },
          { id: 'b', label: 'Identifiants acceptés', state: 'failed', detail: 'Zendesk a répondu 401.' },
        ]}
      />,
    );
    const list = screen.getByRole('list', { name: 'Test' });
    expect(list.getAttribute('aria-live')).toBe('polite');
    const [, second] = within(list).getAllByRole('listitem');
    expect(second?.textContent).toContain('Échec');
    expect(second?.textContent).toContain('Zendesk a répondu 401.');
  });
});
