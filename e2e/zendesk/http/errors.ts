/** An answer that refuses. A string body is sent as plain text, an object as JSON, null as nothing. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: string | Record<string, unknown> | null,
    readonly headers: Record<string, string> = {},
  ) {
    super(typeof body === 'string' ? body : JSON.stringify(body));
  }
}

export interface FieldProblem {
  description: string;
  error?: string | null;
  ticket_field_id?: number;
  ticket_field_type?: string;
}

export const couldNotAuthenticate = () =>
  new ApiError(
    401,
    { error: "Couldn't authenticate you" },
    { 'www-authenticate': 'Basic realm="Web Password"' },
  );

export const invalidToken = () =>
  new ApiError(401, {
    error: 'invalid_token',
    error_description:
      'The access token provided is expired, revoked, malformed or invalid for other reasons.',
  });

/** Also used for a missing scope: that body is unconfirmed, so no other shape is invented for it. */
export const forbidden = () =>
  new ApiError(403, {
    error: {
      title: 'Forbidden',
      message:
        'You do not have access to this page. Please contact the account owner of this help desk for further help.',
    },
  });

export const noHelpDesk = (subdomain: string) =>
  new ApiError(404, {
    error: {
      title: `No help desk at ${subdomain}.zendesk.com`,
      message:
        'There is no help desk configured at this address. This means that the address is available and that you can claim it at http://www.zendesk.com/signup',
    },
  });

/** Two tickets creating the same requester at once; the client is to try again. */
export const requesterCollision = () => new ApiError(409, 'Requester creation collision - please try again');

export const recordNotFound = () => new ApiError(404, { error: 'RecordNotFound', description: 'Not found' });

export const invalidEndpoint = () =>
  new ApiError(404, { error: 'InvalidEndpoint', description: 'Not found' });

/** @param details problems by field name, `base` for the record as a whole */
export const recordInvalid = (details: Record<string, FieldProblem[]>) =>
  new ApiError(422, { error: 'RecordInvalid', description: 'Record validation errors', details });

/** One blank field, the commonest record error. */
export const blank = (field: string, label: string) =>
  recordInvalid({ [field]: [{ description: `${label}: cannot be blank`, error: 'BlankValue' }] });

export const invalidAttribute = (attribute: string, why: string) =>
  new ApiError(400, {
    error: {
      title: 'Invalid attribute',
      message: `You passed an invalid value for the ${attribute} attribute. ${why}`,
    },
  });

/** API-layer failures are plain text. */
export const parameterMissing = (name: string) => new ApiError(400, `Required parameter missing: ${name}`);

export const tooManyValues = () =>
  new ApiError(400, {
    error: 'TooManyValues',
    // The two spaces are real: the parameter's name is empty in recorded answers.
    description: 'Parameter  cannot specify more than 100 values',
    max_count: 100,
  });

/** The facts know no status for malformed JSON; 422 with these words is what Zendesk is generally seen to say. */
export const unparsable = () =>
  new ApiError(422, { error: 'Unprocessable Entity', message: 'Server could not parse JSON' });

export const accountLimitReached = (retryAfterSeconds: number) =>
  new ApiError(429, 'Number of allowed API requests per minute exceeded', {
    'retry-after': String(retryAfterSeconds),
  });

/** @param what the limited thing in words, such as `incremental export` */
export const endpointLimitReached = (what: string, retryAfterSeconds: number) =>
  new ApiError(
    429,
    {
      error: 'APIRateLimitExceeded',
      description: `Number of allowed ${what} API requests per minute exceeded`,
    },
    { 'retry-after': String(retryAfterSeconds) },
  );
