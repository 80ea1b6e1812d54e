import { z } from 'zod';
import { Problem } from '../../shared/contract/problem.ts';
import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import { ERROR_TABLE } from '../errors/table.ts';
import { mount } from './mount.ts';
import { type Route, route } from './route.ts';

type Described = Omit<Route, 'handle'>;

const OPEN = new Set(['/v1/health', '/v1/pair', '/v1/prove']);

/** Problems that any call may meet before it reaches its route. */
const EVERYWHERE: readonly ProblemCode[] = ['wrong-host', 'wrong-origin', 'internal'];

/** OpenAPI 3.1, made from the schemas that the routes check by. */
export function openApiOf(routes: readonly Described[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const described of routes) {
    paths[described.path] = { ...paths[described.path], [described.method]: operation(described) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Slotbridge bridge', version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: 'http://127.0.0.1:4823' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: jsonSchema(Problem, 'output') },
    },
  };
}

/** `GET /v1/openapi.json`. */
export function openApiRouter(routes: readonly Described[], version: string) {
  const itself = route({
    method: 'get',
    path: '/v1/openapi.json',
    summary: 'This description',
    answers: [{ status: 200, is: 'OpenAPI 3.1' }],
    problems: ['unauthorized'],
    handle: () => ({ status: 200, body: description }),
  });
  const description = openApiOf([...routes, itself], version);
  return mount([itself]);
}

function operation(described: Described): object {
  const { method, path, summary, query, body } = described;
  const open = OPEN.has(path);
  return {
    summary,
    operationId: `${method} ${path}`.replace(/\W+/g, '-').replace(/-$/, ''),
    ...(open ? { security: [] } : {}),
    parameters: [...pathParameters(path), ...queryParameters(query)],
    ...(body ? { requestBody: { required: true, content: json(jsonSchema(body, 'input')) } } : {}),
    responses: { ...answers(described), ...problems(described, open) },
  };
}

function answers({ answers }: Described): Record<string, object> {
  return Object.fromEntries(
    answers.map(({ status, is, schema }) => [
      String(status),
      { description: is, ...(schema ? { content: json(jsonSchema(schema, 'output')) } : {}) },
    ]),
  );
}

function problems(described: Described, open: boolean): Record<string, object> {
  const codes = [
    ...EVERYWHERE,
    ...(open ? [] : (['unauthorized'] as const)),
    ...(described.body ? (['not-json', 'too-large', 'invalid'] as const) : []),
    ...described.problems,
  ];
  const byStatus = new Map<number, Set<ProblemCode>>();
  for (const code of codes) {
    const { status } = ERROR_TABLE[code];
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  return Object.fromEntries(
    [...byStatus].map(([status, named]) => [
      String(status),
      {
        description: [...named].map((code) => `\`${code}\`: ${ERROR_TABLE[code].detail}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
    return { name, in: 'path', required: true, schema: { type: 'string' } };
  });
}

function queryParameters(query: z.ZodType | undefined): object[] {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchema(query, 'input') as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => {
    return { name, in: 'query', required: required.includes(name), schema };
  });
}

const json = (schema: object) => ({ 'application/json': { schema } });

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return described;
}
