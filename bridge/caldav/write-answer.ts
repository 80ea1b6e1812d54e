import type { Answer } from './guarded-fetch.ts';
import { isWebPage, preconditionsOf, readMultistatus } from './multistatus.ts';

/**
 * The answer to a write. It concerns one resource, yet a server may wrap it into a multistatus: then the status of the
 * only entry counts.
 */
export async function unwrapped(answer: Answer): Promise<Answer> {
  if (answer.status !== 207) return answer;
  const reading = await readMultistatus(answer);
  const [only, ...others] = reading.kind === 'multistatus' ? reading.multistatus.responses : [];
  const status = others.length === 0 ? only?.status : null;
  return status == null ? answer : { ...answer, status };
}

/** 202 and 207 promise nothing, and a web page comes from something in between. */
export function isDone(answer: Answer): boolean {
  return [200, 201, 204].includes(answer.status) && !isWebPage(answer);
}

/** Some servers also refuse a text by 412, and say so. */
export function conditionFailed(answer: Answer): boolean {
  const ofTheText = preconditionsOf(answer)?.some((name) => /^(valid|supported|max|min)-/.test(name));
  return answer.status === 412 && ofTheText !== true;
}
