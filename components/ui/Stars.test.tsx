import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Stars } from '@/components/ui/Stars';
import { renderInApp } from '@/components/testing/renderInApp';

function drawn(value: number): string[] {
  const { container, unmount } = renderInApp(<Stars value={value} label="x" />);
  const states = [...container.querySelectorAll<SVGElement>('[data-star]')].map(
    (star) => star.dataset.star ?? '',
  );
  unmount();
  return states;
}

describe('Stars', () => {
  it('draws an average to the nearest half', () => {
    expect(drawn(4.5)).toEqual(['full', 'full', 'full', 'full', 'half']);
    expect(drawn(4.24)).toEqual(['full', 'full', 'full', 'full', 'empty']);
    expect(drawn(4.26)).toEqual(['full', 'full', 'full', 'full', 'half']);
    expect(drawn(4.75)).toEqual(['full', 'full', 'full', 'full', 'full']);
  });

  it('stays on the scale whatever the value', () => {
    expect(drawn(-1)).toEqual(Array(5).fill('empty'));
    expect(drawn(9)).toEqual(Array(5).fill('full'));
  });

  it('is heard once, as the whole sentence', () => {
    renderInApp(<Stars value={4.6} label="4,6 sur 5" figure="4,6" />);
    expect(screen.getByRole('img', { name: '4,6 sur 5' }).textContent).toBe('4,6');
    expect(screen.getByText('4,6').getAttribute('aria-hidden')).toBe('true');
  });
});
