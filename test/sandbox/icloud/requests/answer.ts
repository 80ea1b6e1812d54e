import { DAV } from '../xml/namespaces.ts';
import { element, xmlDocument } from '../xml/write.ts';
import type { Answer } from './exchange.ts';

export function empty(status: number, headers: Answer['headers'] = {}): Answer {
  return { status, headers };
}

export function multistatusAnswer(body: string): Answer {
  return { status: 207, body };
}

/** A refusal that names its precondition (RFC 4918 16). */
export function refused(status: number, namespace: string, precondition: string, inner = ''): Answer {
  return { status, body: xmlDocument(element(DAV, 'error', element(namespace, precondition, inner))) };
}
