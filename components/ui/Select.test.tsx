import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { Field } from '@/components/ui/Field';
import { Select } from '@/components/ui/Select';
import { renderInApp } from '@/components/testing/renderInApp';

const options = [
  { value: 'delivery', label: 'Livraison' },
  { value: 'price', label: 'Prix' },
  { value: 'legal', label: 'Menace juridique' },
];

function Chooser() {
  const [value, setValue] = useState('delivery');
  return (
    <Field label="Catégorie" error={value === 'legal' ? 'Interdit' : undefined}>
      <Select options={options} value={value} onValueChange={setValue} />
    </Field>
  );
}

describe('Select', () => {
  it('opens, moves and chooses by keyboard alone, and gives focus back', async () => {
    const user = userEvent.setup();
    renderInApp(<Chooser />);
    const trigger = await screen.findByRole('combobox', { name: 'Catégorie' });
    await user.tab();
    expect(document.activeElement).toBe(trigger);
    await user.keyboard('{Enter}');
    await screen.findByRole('listbox');
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
    expect(trigger.textContent).toContain('Prix');
    await waitFor(() => expect(document.activeElement).toBe(trigger));
  });

  it('jumps to a label that is typed, and leaves the value alone on Escape', async () => {
    const user = userEvent.setup();
    renderInApp(<Chooser />);
    const trigger = await screen.findByRole('combobox', { name: 'Catégorie' });
    await user.tab();
    await user.keyboard('{ArrowDown}');
    await screen.findByRole('listbox');
    await user.keyboard('m');
    await waitFor(() =>
      expect(screen.getByRole('option', { name: 'Menace juridique' }).hasAttribute('data-highlighted')).toBe(
        true,
      ),
    );
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
    expect(trigger.textContent).toContain('Livraison');
  });

  it('is marked invalid and described by its error', async () => {
    const user = userEvent.setup();
    renderInApp(<Chooser />);
    const trigger = await screen.findByRole('combobox', { name: 'Catégorie' });
    await user.click(trigger);
    await user.click(await screen.findByRole('option', { name: 'Menace juridique' }));
    await waitFor(() => expect(trigger.getAttribute('aria-invalid')).toBe('true'));
    const described = (trigger.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent);
    expect(described.join(' ')).toContain('Interdit');
  });
});
