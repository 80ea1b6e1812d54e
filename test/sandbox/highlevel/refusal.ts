import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { CrmRefusal } from '../crm/refusal.ts';
import type { AnswerViolation } from './world.ts';

const NAMES: Record<number, string> = { 401: 'Unauthorized', 403: 'Forbidden', 422: 'Unprocessable Entity' };

/** The API's way to say no, with any status. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
  }
}

/** Answers a refusal in the shape of the specification's error bodies; what the validator refuses is 422, or 401. */
export function answerRefusal(ownFaults: AnswerViolation[]) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) return next(error);
    const told = error instanceof CrmRefusal || error instanceof Refusal ? error : ofValidator(error);
    if (told) response.status(told.status).json(bodyOf(told));
    else {
      const message = error instanceof Error ? String(error.stack) : String(error);
      ownFaults.push({ method: request.method, path: request.path, message });
      response.status(500).json({ statusCode: 500, message: 'The stand-in itself is wrong.' });
    }
  };
}

function bodyOf(told: CrmRefusal | Refusal) {
  const messages = told instanceof Invalid ? told.messages : [told.message];
  const message = told.status === 422 ? messages : told.message;
  return { statusCode: told.status, message, error: NAMES[told.status] ?? 'Bad Request', traceId: randomUUID() };
}

class Invalid extends Refusal {
  readonly messages: string[];

  constructor(messages: string[]) {
    super(422, messages.join(' '));
    this.messages = messages;
  }
}

interface ValidatorError {
  status: number;
  message: string;
  errors?: { path: string; message: string }[];
}

function ofValidator(error: unknown): Refusal | null {
  const { status, message, errors = [] } = error as ValidatorError;
  if (status === 401 || status === 403) return new Refusal(401, message);
  if (status === 404 || status === 405) return new Refusal(404, 'Not Found');
  if (errors.some(({ path }) => /\/headers\/version/i.test(path))) return new Refusal(401, 'version header is invalid');
  if (status === 400 || status === 415) return new Invalid(errors.map((one) => `${one.path}: ${one.message}`));
  return null;
}
