import { createHash } from 'node:crypto'
import { decisionKinds } from '@isometric/core/term'
import { positionAt, type Issue } from '@isometric/core/issue'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem, problemType, type Problem } from './problem.ts'
import type { Source } from './source.ts'

/** A decision as it is posted: the form it has in a list of decisions. */
type Posted = { readonly [key: string]: unknown }

const mostBytes = 65_536

const isObject = (body: unknown): body is Posted => typeof body === 'object' && body !== null && !Array.isArray(body)

/** The same key makes the same name, so that a request sent twice decides once. */
const nameFor = (kind: string, key: string): string =>
  `${kind}-${createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 12)}`

/** With the name its key gives it, and the moment, where it says neither. */
const completed = async (body: Posted, key: string, source: Source): Promise<Posted> => {
  const kind = decisionKinds.find((one) => one in body)
  const id = kind === undefined ? undefined : (body[kind] ?? nameFor(kind, key))
  const before = (await source.entries({})).find(({ decision }) => decision.id === id)
  const at = body['at'] ?? before?.decision.at ?? source.now()
  return { ...body, ...(kind === undefined ? {} : { [kind]: id }), at }
}

/** Of a conflict, of a workspace that another process writes to, or of what is wrong with the decision. */
const statusOf = (issues: readonly Issue[]): readonly [status: number, code: string] => {
  if (issues.some(({ code }) => code === 'decision-changed')) return [409, 'decision-changed']
  if (issues.some(({ code }) => ['workspace-in-use', 'store-in-use', 'store-read-only'].includes(code)))
    return [503, 'workspace-in-use']
  return [422, 'decision-refused']
}

type Refusal = Problem & {
  readonly issues?: readonly { readonly code: string; readonly message: string; readonly at: string }[]
}

/** Which part of the posted decision is meant: the words of the document at the issue. */
const refusalOf = (issues: readonly Issue[], text: string): Refusal => {
  const [status, code] = statusOf(issues)
  return {
    ...problem(status, code, issues.map(({ message }) => message).join(' ')),
    issues: issues.map(({ code: of, message, span }) => ({
      code: of,
      message,
      at: `${positionAt(text, span.from).line}:${positionAt(text, span.from).column}`,
    })),
  }
}

const refuse = (reply: FastifyReply, refused: Problem): FastifyReply =>
  reply.code(refused.status).type(problemType).send(refused)

const answerTo = async (source: Source, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.trim() === '')
    return refuse(
      reply,
      problem(
        400,
        'missing-idempotency-key',
        'Send an Idempotency-Key of your own making, so that a request that is sent twice decides once.',
      ),
    )
  if (!isObject(request.body))
    return refuse(reply, problem(400, 'bad-request', 'The body is one decision: a JSON object.'))
  const text = JSON.stringify({ decisions: [await completed(request.body, key, source)] }, null, 1)
  const outcome = await source.decide('the request', text)
  if (!outcome.ok) return refuse(reply, refusalOf(outcome.issues, text))
  const { added, unchanged } = outcome.value
  return reply
    .code(added.length > 0 ? 201 : 200)
    .send({ change: added.length > 0 ? 'added' : 'unchanged', entry: [...added, ...unchanged][0] })
}

/** `POST /api/v1/actions`: one decision into the record. */
export const decisions = (app: FastifyInstance, source: Source): void => {
  app.post('/api/v1/actions', { bodyLimit: mostBytes }, (request, reply) => answerTo(source, request, reply))
}

/** The description of the address, in terms of OpenAPI. */
export const postedDecision = {
  '/api/v1/actions': {
    post: {
      operationId: 'decide',
      summary: 'Puts one decision into the record',
      description:
        'The body is a decision as it stands in a list of decisions: its kind with a short name (or null, for one made from the Idempotency-Key), what it speaks of, who, when (now, if it does not say) and why.',
      parameters: [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } }],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Decision' } } },
      },
      responses: {
        200: { description: 'It is in the record already, word for word' },
        201: { description: 'It was added' },
        400: { description: 'The request cannot be understood' },
        409: { description: 'Another decision has this name' },
        422: { description: 'Something is wrong with the decision' },
        503: { description: 'Another process writes to the workspace now' },
      },
    },
  },
} as const
