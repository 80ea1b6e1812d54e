import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partlyInWords, passErrorInWords } from '../../../extension/words/crm-words.ts';
import { CrmPartly } from '../../../shared/contract/crm.ts';
import { speak } from './browser-words.ts';

afterEach(() => speak('en'));

const OWN = { stateDetail: 'The bridge’s own.' };

describe('what could not be done in the CRM', () => {
  it.each(CrmPartly.options)('has words for %s in both languages', (partly) => {
    expect(partlyInWords({ ...OWN, partly })).toBe('The bridge’s own.');
    speak('es');
    expect(partlyInWords({ ...OWN, partly })).not.toMatch(/own|^.{0,20}$/);
    expect(partlyInWords({ stateDetail: null, partly })).toBeNull();
  });
});

describe('what could not be done in the CRM, to a person who speaks Spanish', () => {
  beforeEach(() => speak('es'));
  const unfitAppointments = { count: 1, days: ['2026-11-25'] };

  it('names how many appointments cannot be read, and near which days', () => {
    const partly = 'unreadable-appointments' as const;
    const near = (count: number, ...days: string[]) =>
      partlyInWords({ ...OWN, partly, unreadableAppointments: { count, days } });
    expect(near(1, '2026-11-25')).toBe(
      'No se puede leer 1 cita del CRM (fecha cercana: 25 nov 2026), así que allí no se bloquea tiempo nuevo. Ábrela en el calendario del CRM y guárdala de nuevo.',
    );
    expect(near(3, '2026-11-25', '2026-12-01')).toMatch(
      /^No se pueden leer 3 citas del CRM \(fechas cercanas: 25 nov 2026 y 1 dic 2026\)/,
    );
    expect(near(2)).toMatch(/^Hay citas del CRM que no se pueden leer/);
  });

  it('names those of which no event can be made, also beside others that cannot be read', () => {
    const sentence =
      '1 cita del CRM (25 nov 2026) no tiene duración o dura más de 31 días, así que no se puede crear un evento con ella. Cambia sus horas en el calendario del CRM.';
    expect(partlyInWords({ ...OWN, partly: 'unfit-appointments', unfitAppointments })).toBe(sentence);
    const unreadableAppointments = { count: 2, days: ['2026-11-24'] };
    const both = partlyInWords({
      ...OWN,
      partly: 'unreadable-appointments',
      unreadableAppointments,
      unfitAppointments,
    });
    expect(both).toMatch(/^No se pueden leer 2 citas/);
    expect(both?.endsWith(`guárdalas de nuevo. ${sentence}`)).toBe(true);
  });

  it('says what stands in the way of blocks, by its code', () => {
    expect(partlyInWords({ ...OWN, partly: 'blocks-refused', stateCode: 'crm-unreachable' })).toMatch(
      /^Algunas horas no se pudieron bloquear\. .*No se pudo llegar a HighLevel/,
    );
    expect(partlyInWords({ ...OWN, partly: 'trouble', stateCode: 'storage-failed' })).toMatch(/carpeta de datos/);
  });

  it('says why the latest pass ended, with the scopes that are missing', () => {
    const error = 'The bridge’s own.';
    expect(passErrorInWords({ error, errorCode: 'missing-scope' }, ['users.readonly'])).toMatch(
      /le faltan permisos necesarios: users\.readonly\./,
    );
    expect(passErrorInWords({ error, errorCode: 'crm-unreachable' }, [])).toMatch(/^No se pudo llegar a HighLevel/);
    expect(passErrorInWords({ error }, [])).toMatch(/^Una parte no se pudo hacer\./);
    expect(passErrorInWords({}, [])).toBeNull();
    expect(passErrorInWords(null, [])).toBeNull();
    speak('en');
    expect(passErrorInWords({ error, errorCode: 'crm-unreachable' }, [])).toBe(error);
  });
});
