import { expect, it } from 'vitest';
import { toSnippet, type WidgetChoice } from '@/components/widgets/snippet';

const place = { appUrl: 'https://avis.example', idWebsite: 'id-1', link: 'Avis sur <Lune> & "Cie"' };
const choice: WidgetChoice = { view: 'badge', product: '', theme: 'light', accent: '' };

it('is the shortest for the badge', () => {
  expect(toSnippet(choice, place).split('\n')).toEqual([
    '<script src="https://avis.example/widget/id-1.js" defer></script>',
    '<verified-reviews view="badge">',
    '  <a href="https://avis.example/certificate/id-1">Avis sur &lt;Lune&gt; &amp; &quot;Cie&quot;</a>',
    '</verified-reviews>',
  ]);
});

it('carries product, theme and a colour, and no text can leave its attribute', () => {
  const nasty = { ...choice, view: 'list' as const, product: ' A"><script> ', theme: 'dark' as const };
  expect(toSnippet({ ...nasty, accent: '#12604f' }, place)).toContain(
    '<verified-reviews view="list" product="A&quot;&gt;&lt;script&gt;" theme="dark" style="--vr-accent: #12604f">',
  );
  expect(toSnippet({ ...nasty, accent: 'red;x' }, place)).not.toContain('style');
});
