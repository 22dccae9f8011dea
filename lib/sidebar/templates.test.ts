import { describe, expect, it } from 'vitest';
import { fillTemplate, placeholders, templateSchema } from '@/lib/sidebar/templates';

const values = {
  author_first_name: 'Camille',
  order_ref: 'CMD-1',
  product_name: 'Bougie',
  rating: '2',
  website_name: 'Maison Lune',
  agent_name: 'Inès',
};
const accepts = (body: string) => templateSchema.safeParse({ locale: 'fr', name: 'Un', body }).success;

describe('a reply template', () => {
  it('fills in each placeholder, with or without spaces', () => {
    const body = placeholders.map((name) => `{{ ${name} }}`).join(' ');
    expect(accepts(body)).toBe(true);
    expect(fillTemplate(body, values)).toBe('Camille CMD-1 Bougie 2 Maison Lune Inès');
  });

  it.each(['{{ticket.requester.email}}', '{{}}', 'Bonjour {{author_first_name', 'a }} b', '{{{rating}}}'])(
    'is refused with what Zendesk would fill in itself: %s',
    (body) => {
      expect(accepts(body)).toBe(false);
    },
  );

  it.each(['{{', '{{ ', ' {{', '{{a ', '}}{{\t'])(
    'is judged in time that grows with its length: %j',
    (piece) => {
      const started = performance.now();
      for (const end of ['', '}', '}}']) {
        accepts(`{{${' '.repeat(2990)}${end}`);
        accepts(piece.repeat(600) + end);
      }
      expect(performance.now() - started).toBeLessThan(500);
    },
  );

  it('never lets a value become a placeholder of Zendesk', () => {
    const name = '{{ticket.requester.email}}';
    const text = fillTemplate('Bonjour {{author_first_name}},', { ...values, author_first_name: name });
    expect(text).not.toMatch(/\{\{|\}\}/);
    expect(text.replaceAll('\u200b', '')).toBe(`Bonjour ${name},`);
  });
});
