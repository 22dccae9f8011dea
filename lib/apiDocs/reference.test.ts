import { describe, expect, it } from 'vitest';
import { createApiDocument } from '@/app/api/openapi.json/document';
import { examples } from '@/lib/apiDocs/examples';
import { toOperations, type OpenApiDocument } from '@/lib/apiDocs/reference';

const operations = toOperations(createApiDocument('https://avis.example') as OpenApiDocument);
const byId = new Map(operations.map((operation) => [operation.id, operation]));
const fieldOf = (id: string, path: string) => byId.get(id)?.body.find((row) => row.path === path);

describe('the reference made of the OpenAPI document', () => {
  it('holds every operation with its method, path and answers', () => {
    expect(byId.get('createOrder')).toMatchObject({ method: 'POST', path: '/api/v1/orders' });
    for (const operation of operations) {
      expect(operation.summary, operation.id).not.toBe('');
      expect(
        operation.responses.map(({ status }) => status),
        operation.id,
      ).toContain('401');
    }
  });

  it('tells types, limits and what is required, down to lists and nested objects', () => {
    expect(fieldOf('createOrder', 'orderRef')).toMatchObject({ type: 'string ≤ 100', isRequired: true });
    expect(fieldOf('createOrder', 'customer.email')).toMatchObject({ isRequired: true });
    expect(fieldOf('createOrder', 'products[].gtin')).toMatchObject({ isRequired: false });
    expect(fieldOf('createOrder', 'delayDays')).toMatchObject({ type: 'integer 0–30' });
    expect(fieldOf('createOrder', 'orderDate')).toMatchObject({ type: 'date-time | date' });
  });

  it('joins the shapes of one body: what only one of them has is not required of all', () => {
    expect(fieldOf('submitReviews', 'type')?.type).toContain('"brand" | "product"');
    expect(fieldOf('submitReviews', 'reviews[].rating')).toBeDefined();
  });

  it('has no example for an operation that does not exist, and the path of each is the operation’s', () => {
    for (const { operationId, method, path } of examples) {
      const pattern = `/api/v1${path.split('?')[0]?.replace('{review}', '{id}')}`;
      expect(byId.get(operationId), operationId).toMatchObject({ method, path: pattern });
    }
  });
});
