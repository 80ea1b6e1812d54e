import { createInstance, getHttpOperationsFromSpec, type IHttpRequest, ProblemJsonError } from '@stoplight/prism-http';
import type { SpecificationName } from './amendments.ts';
import type { LoggedRequest } from './request-log.ts';
import { SPECIFICATIONS, specification } from './specification.ts';

/** What Prism holds against one request. */
export interface PrismFault {
  readonly request: string;
  readonly where: string;
  readonly message: string;
}

type Operations = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>;

const loaded = new Map<SpecificationName, Promise<Operations>>();

/**
 * Runs requests that were sent to the API through Prism, a validator apart from the stand-in's own, with the same
 * documents. Gives all that it has to say; a path that is in none of the documents is a fault too. What the public
 * booking page sends is no part of the API and is passed over.
 */
export async function prismFaults(requests: readonly LoggedRequest[]): Promise<PrismFault[]> {
  const faults: PrismFault[] = [];
  for (const request of requests) if (!request.path.endsWith('/widget')) faults.push(...(await faultsOf(request)));
  return faults;
}

async function faultsOf(logged: LoggedRequest): Promise<PrismFault[]> {
  const request = `${logged.method} ${logged.path}`;
  const name = SPECIFICATIONS.find((one) => logged.path.startsWith(`/${one}/`));
  if (!name) return [{ request, where: 'path', message: 'No document has this path.' }];
  const answer = await PRISM.request(asPrism(logged), await operations(name))();
  if (answer._tag === 'Left') return [{ request, where: 'path', message: saidBy(answer.left) }];
  return answer.right.validations.input
    .filter(({ severity }) => severity === ERROR)
    .map(({ path = [], message }) => ({ request, where: path.join('.'), message }));
}

const ERROR = 0;

/** Prism would make up an answer; only what it says of the request matters here. */
const NO_ANSWER = { _tag: 'Right', right: { statusCode: 200 } } as const;
const SILENT = { child: () => SILENT };

const PRISM = createInstance(
  {
    isProxy: false,
    mock: { dynamic: false },
    checkSecurity: true,
    validateRequest: true,
    validateResponse: false,
    errors: false,
    upstreamProxy: undefined,
  },
  { logger: SILENT as never, mock: () => () => NO_ANSWER },
);

function operations(name: SpecificationName): Promise<Operations> {
  const known = loaded.get(name) ?? getHttpOperationsFromSpec(specification(name));
  loaded.set(name, known);
  return known;
}

function asPrism({ method, path, query, headers, body }: LoggedRequest): IHttpRequest {
  const parameters = new URLSearchParams(query);
  const named = [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)] as const);
  const asSent = named.map(([name, values]) => [name, values.length === 1 ? values[0]! : values] as const);
  return {
    method: method.toLowerCase() as IHttpRequest['method'],
    url: { path, query: Object.fromEntries(asSent) },
    headers: { ...headers },
    body,
  };
}

function saidBy(error: Error): string {
  return error instanceof ProblemJsonError ? error.detail : error.message;
}
