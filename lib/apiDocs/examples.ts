/**
 * Calls as a developer copies them, one per operation, for a terminal and for TypeScript. The tests run these very lines; what
 * changes from shop to shop are the variables ID_WEBSITE, SECRET_KEY and REVIEW_ID. Pure.
 */
export type Example = {
  operationId: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** After /api/v1; `{review}` stands for REVIEW_ID. */
  path: string;
  body?: object;
  /** Status of the answer. */
  status: number;
};

const customer = { firstName: 'Ana', lastName: 'Martin', email: 'ana.martin@example.com' };

export const examples: readonly Example[] = [
  {
    operationId: 'createOrder',
    method: 'POST',
    path: '/orders',
    status: 201,
    body: {
      orderRef: 'A-1001',
      orderDate: '2026-11-20T10:00:00Z',
      locale: 'fr',
      delayDays: 3,
      customer,
      products: [{ ref: 'SKU-1', name: 'Lampe de chevet', url: 'https://shop.example/p/SKU-1' }],
    },
  },
  {
    operationId: 'submitReviews',
    method: 'POST',
    path: '/reviews',
    status: 201,
    body: {
      type: 'brand',
      orderRef: 'A-1001',
      rating: 2,
      comment: "Colis arrivé abîmé, j'attends une réponse.",
      author: customer,
    },
  },
  { operationId: 'listReviews', method: 'GET', path: '/reviews?status=in_moderation&limit=10', status: 200 },
  { operationId: 'getReview', method: 'GET', path: '/reviews/{review}', status: 200 },
  {
    operationId: 'replyToReview',
    method: 'POST',
    path: '/reviews/{review}/replies',
    status: 201,
    body: { body: 'Bonjour Ana, un nouveau colis part demain.' },
  },
  {
    operationId: 'reportReview',
    method: 'POST',
    path: '/reviews/{review}/reports',
    status: 201,
    body: { reason: 'off_topic', comment: 'Parle du transporteur, pas de la boutique.' },
  },
  { operationId: 'publishReview', method: 'POST', path: '/reviews/{review}/publication', status: 200 },
  {
    operationId: 'setExchangesHidden',
    method: 'PUT',
    path: '/reviews/{review}/exchanges',
    status: 200,
    body: { hidden: true },
  },
  { operationId: 'listReportReasons', method: 'GET', path: '/report-reasons?locale=fr', status: 200 },
];

/** A word for a shell, in single quotes: nothing inside is read by it. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** @param origin public origin of the API, without a slash at the end */
export function toCurl({ method, path, body }: Example, origin: string): string {
  const address = `"${origin}/api/v1${path.replace('{review}', '$REVIEW_ID')}"`;
  const lines = [
    `curl ${method === 'GET' || (method === 'POST' && body) ? '' : `-X ${method} `}${address}`,
    `-u "$ID_WEBSITE:$SECRET_KEY"`,
    ...(body ? [`-H 'content-type: application/json'`, `-d ${quoted(JSON.stringify(body, null, 2))}`] : []),
  ];
  return lines.join(' \\\n  ');
}

export function toTypeScript({ method, path, body }: Example, origin: string): string {
  const usesReview = path.includes('{review}');
  const address = `${origin}/api/v1${path.replace('{review}', '${REVIEW_ID}')}`;
  const indented = (text: string) => text.replaceAll('\n', '\n  ');
  return [
    `const { ID_WEBSITE, SECRET_KEY${usesReview ? ', REVIEW_ID' : ''} } = process.env;`,
    '',
    `const response = await fetch(${usesReview ? `\`${address}\`` : `'${address}'`}, {`,
    `  method: '${method}',`,
    '  headers: {',
    '    authorization: `Basic ${btoa(`${ID_WEBSITE}:${SECRET_KEY}`)}`,',
    ...(body ? [`    'content-type': 'application/json',`] : []),
    '  },',
    ...(body ? [`  body: JSON.stringify(${indented(JSON.stringify(body, null, 2))}),`] : []),
    '});',
    'const answer = await response.json();',
    'if (!response.ok) throw new Error(`${answer.code}: ${answer.detail}`);',
    'console.log(answer);',
  ].join('\n');
}
