import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ERROR_TABLE } from '../../../bridge/errors/table.ts';
import { failureOf, ownFailure } from '../../../extension/bridge-client/failure.ts';
import { problemNamed } from '../../../extension/words/problem-words.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { PROBLEM_CODES, type ProblemCode } from '../../../shared/contract/problem-code.ts';
import { speak } from './browser-words.ts';

afterEach(() => speak('en'));

const problem = (code: ProblemCode, more: Partial<Problem> = {}): Problem => ({
  type: `urn:slotbridge:problem:${code}`,
  title: 'Trouble',
  status: 400,
  code,
  detail: 'caldav.icloud.com did not answer within 20 s. Try again later.',
  ...more,
});
const said = (code: ProblemCode, more?: Partial<Problem>) => failureOf(problem(code, more)).message;

describe('the codes of the bridge', () => {
  it.each(PROBLEM_CODES)('%s have in English the words of the bridge’s own table', (code) => {
    expect(problemNamed(code)).toBe(ERROR_TABLE[code].detail);
  });

  it('have words of their own in Spanish, each other ones', () => {
    speak('es');
    const spanish = PROBLEM_CODES.map(problemNamed);
    expect(new Set(spanish).size).toBe(PROBLEM_CODES.length);
    expect(spanish.filter((words, i) => words === ERROR_TABLE[PROBLEM_CODES[i]!].detail)).toEqual([]);
  });
});

describe('what the bridge refuses', () => {
  it('is told in English in its own sentence, which knows more than its code', () => {
    const own = 'caldav.icloud.com did not answer within 20 s. Try again later.';
    expect(said('server-unreachable')).toBe(own);
    expect(said('throttled', { retryAfter: 150 })).toBe(own);
  });
});

describe('what the bridge refuses, to a person who speaks Spanish', () => {
  beforeEach(() => speak('es'));

  it('a password: which one iCloud needs', () => {
    expect(said('invalid-credentials')).toBe(
      'iCloud necesita una contraseña de app, no tu contraseña habitual de Apple, y el correo principal de tu Cuenta de Apple. Si antes funcionaba, un cambio de la contraseña de Apple la revocó. Crea una nueva contraseña de app e introdúcela.',
    );
  });

  it('a server that is away: what to look at', () => {
    expect(said('server-unreachable')).toBe(
      'No pudimos llegar al servidor de calendarios. Revisa la conexión a internet y la dirección, e inténtalo de nuevo.',
    );
  });

  it('a token with too few scopes: which ones it lacks', () => {
    expect(said('missing-scope', { scopes: ['users.readonly', 'calendars/events.write'] })).toBe(
      'A la integración privada le faltan permisos necesarios: users.readonly y calendars/events.write. Márcalos en la subcuenta, en Settings > Private Integrations, guarda e inténtalo de nuevo.',
    );
    expect(said('missing-scope')).toMatch(/^A la integración privada le faltan permisos necesarios\. /);
  });

  it('a server that wants patience: for how many minutes', () => {
    expect(said('throttled', { retryAfter: 121 })).toContain('en 3 minutos;');
    expect(said('throttled', { retryAfter: 5 })).toContain('en un minuto;');
    expect(said('crm-throttled', { retryAfter: 3600 })).toContain('en 60 minutos.');
    expect(said('throttled')).toContain('Espera e inténtalo de nuevo;');
  });

  it('a field: which one, where a person typed it', () => {
    const flawAt = (...paths: string[]) => ({ errors: paths.map((path) => ({ path, message: 'Wrong.' })) });
    expect(said('invalid', flawAt('appleId'))).toBe('Un nombre de usuario con dos puntos no se puede usar. Revísalo.');
    expect(said('invalid', flawAt('serverUrl'))).toMatch(/^La dirección del servidor de calendarios/);
    expect(said('invalid', flawAt('appleId', 'timeZone', 'timeZone', 'serverUrl'))).toBe(
      'No es como debe ser: el nombre de usuario, timeZone y la dirección del servidor. Revísalo e inténtalo de nuevo.',
    );
    expect(said('invalid', flawAt('settings.allDay'))).toMatch(/^No es como debe ser: settings\.allDay\./);
    expect(said('invalid', flawAt(''))).toMatch(/^Algunos datos/);
    expect(said('invalid')).toMatch(/^Algunos datos/);
  });

  it('and what the extension notices by itself', () => {
    expect(ownFailure('bridge-unreachable').message).toMatch(/^Slotbridge no está en marcha/);
    expect(ownFailure('not-our-bridge').message).toMatch(/^Otro programa/);
    expect(ownFailure('not-paired').message).toMatch(/^Este navegador/);
    expect(ownFailure('bad-answer').message).toMatch(/^Slotbridge respondió/);
  });
});
