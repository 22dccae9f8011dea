/** An OpenAPI document as a page reads it: operations in their order, fields as flat rows. Pure. */
export type Schema = {
  type?: string | string[];
  description?: string;
  format?: string;
  const?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  $ref?: string;
};
type Content = Record<string, { schema?: Schema }>;
type OpenApiOperation = {
  operationId?: string;
  summary?: string;
  description?: string;
  parameters?: { in: string; name: string; required?: boolean; description?: string; schema?: Schema }[];
  requestBody?: { content: Content };
  responses?: Record<string, { description: string; content?: Content }>;
};
export type OpenApiDocument = {
  paths?: Record<string, Record<string, unknown>>;
  components?: { schemas?: Record<string, Schema> };
};

/** One line of a table: `path` in dots, `[]` for the entries of a list. */
export type FieldRow = { path: string; type: string; isRequired: boolean; description: string };
export type Parameter = FieldRow & { place: string };
export type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  parameters: Parameter[];
  body: FieldRow[];
  responses: { status: string; description: string; fields: FieldRow[] }[];
};

const methods = ['get', 'post', 'put', 'patch', 'delete'];
/** Deeper nesting is a matter of the document itself. */
const depthMax = 4;

/** Every operation, in the order of the document. */
export function toOperations(document: OpenApiDocument): Operation[] {
  const schemas = document.components?.schemas ?? {};
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods
      .filter((method) => item[method])
      .map((method) => toOperation(method, path, item[method] as OpenApiOperation, schemas)),
  );
}

type Schemas = Record<string, Schema>;

function toOperation(method: string, path: string, operation: OpenApiOperation, schemas: Schemas): Operation {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  return {
    id: operation.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    summary: operation.summary ?? '',
    description: operation.description ?? '',
    parameters: (operation.parameters ?? []).map((parameter) => ({
      place: parameter.in,
      path: parameter.name,
      type: typeOf(resolve(parameter.schema ?? {}, schemas), schemas),
      isRequired: parameter.required ?? false,
      description: parameter.description ?? '',
    })),
    body: body ? rowsOf(body, schemas) : [],
    responses: Object.entries(operation.responses ?? {}).map(([status, response]) => {
      const schema = Object.values(response.content ?? {})[0]?.schema;
      // A refusal has the same shape everywhere and is described once.
      const isRefusal = Number(status) >= 400;
      return {
        status,
        description: response.description,
        fields: schema && !isRefusal ? rowsOf(schema, schemas) : [],
      };
    }),
  };
}

function resolve(schema: Schema, schemas: Schemas): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name ? (schemas[name] ?? {}) : schema;
}

const choices = (schema: Schema) => schema.anyOf ?? schema.oneOf ?? [];

function typeOf(schema: Schema, schemas: Schemas): string {
  const some = choices(schema).map((choice) => typeOf(resolve(choice, schemas), schemas));
  if (some.length > 0) return [...new Set(some)].join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.type === 'array')
    return `${typeOf(resolve(schema.items ?? {}, schemas), schemas)}[]${limitOf(schema)}`;
  const type = [schema.type ?? 'any'].flat().join(' | ');
  return `${schema.format && type === 'string' ? schema.format : type}${limitOf(schema)}`;
}

function limitOf({ minimum, maximum, maxLength, maxItems, format }: Schema): string {
  if (maxLength !== undefined) return ` ≤ ${maxLength}`;
  if (maxItems !== undefined) return ` ≤ ${maxItems}`;
  // The bounds of a 53-bit number say nothing about the field.
  if (minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && !format)
    return ` ${minimum}–${maximum}`;
  return '';
}

/** Fields of all the shapes a value may have; required is what every shape that has the field requires. */
function rowsOf(schema: Schema, schemas: Schemas, prefix = '', depth = 0): FieldRow[] {
  const whole = resolve(schema, schemas);
  if (depth > depthMax) return [];
  if (whole.type === 'array') return rowsOf(whole.items ?? {}, schemas, `${prefix}[]`, depth);
  const shapes = choices(whole);
  if (shapes.length > 0) return mergeRows(shapes.flatMap((shape) => rowsOf(shape, schemas, prefix, depth)));
  return Object.entries(whole.properties ?? {}).flatMap(([name, property]) => {
    const value = resolve(property, schemas);
    const path = [prefix, name].filter(Boolean).join('.');
    const row: FieldRow = {
      path,
      type: typeOf(value, schemas),
      isRequired: whole.required?.includes(name) ?? false,
      description: property.description ?? value.description ?? '',
    };
    return [row, ...rowsOf(value, schemas, path, depth + 1)];
  });
}

function mergeRows(rows: FieldRow[]): FieldRow[] {
  const merged = new Map<string, FieldRow>();
  for (const row of rows) {
    const before = merged.get(row.path);
    const types = new Set([...(before?.type.split(' | ') ?? []), ...row.type.split(' | ')]);
    merged.set(row.path, {
      ...row,
      type: [...types].join(' | '),
      isRequired: row.isRequired && (before?.isRequired ?? true),
    });
  }
  return [...merged.values()];
}
