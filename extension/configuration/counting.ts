import type { Settings, SettingsPatch } from '../../shared/contract/connection.ts';

/** How events count. Each rule holds for all conflict calendars, except where one has its own. */
export const RULES = ['allDay', 'tentative', 'unanswered', 'travelTime'] as const;
export type Rule = (typeof RULES)[number];
export type RuleValue = Settings[Rule];

/** A calendar's own rule; undefined where the one for all holds. */
export function ownRule(settings: Settings, calendarId: string, rule: Rule): RuleValue | undefined {
  return settings.calendars[calendarId]?.[rule];
}

export function ownRuleCount(settings: Settings, calendarId: string): number {
  return RULES.filter((rule) => ownRule(settings, calendarId, rule) !== undefined).length;
}

/** With a calendar's own rule set, or taken back by undefined. */
export function withOwnRule(
  settings: Settings,
  calendarId: string,
  rule: Rule,
  value: RuleValue | undefined,
): Settings {
  const { [rule]: _, ...others } = settings.calendars[calendarId] ?? {};
  const own = value === undefined ? others : { ...others, [rule]: value };
  return { ...settings, calendars: { ...settings.calendars, [calendarId]: own } };
}

/** What is to be sent to make `before` into `after`; null where they are the same. */
export function settingsPatch(before: Settings, after: Settings): SettingsPatch | null {
  const { calendars: _before, ...plainBefore } = before;
  const { calendars: _after, ...plainAfter } = after;
  const changed = Object.entries(plainAfter).filter(
    ([key, value]) => plainBefore[key as keyof typeof plainAfter] !== value,
  );
  const ids = [...new Set([...Object.keys(before.calendars), ...Object.keys(after.calendars)])];
  const calendars = ids.flatMap((id) => {
    const rules = RULES.filter((rule) => ownRule(before, id, rule) !== ownRule(after, id, rule));
    const own = rules.map((rule) => [rule, ownRule(after, id, rule) ?? null]);
    return own.length === 0 ? [] : [[id, Object.fromEntries(own)]];
  });
  if (changed.length === 0 && calendars.length === 0) return null;
  return {
    ...Object.fromEntries(changed),
    ...(calendars.length === 0 ? {} : { calendars: Object.fromEntries(calendars) }),
  };
}
