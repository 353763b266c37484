import { documentSchemas } from '@isometric/core/construct'
import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { problem } from './schema/shown.ts'

type Json = { readonly [key: string]: unknown }

/** A schema as OpenAPI 3.1 holds it: JSON Schema 2020-12 without the line that says so. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io })
  return rest
}

const record = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {})

const queryParameters = (query: z.ZodType): readonly Json[] => {
  const { properties, required } = schemaOf(query, 'input')
  return Object.entries(record(properties)).map(([name, schema]) => {
    const { description, ...rest } = record(schema)
    return {
      name,
      in: 'query',
      required: Array.isArray(required) && required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    }
  })
}

const pathParameters = (path: string): readonly Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

const refusal = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const operationOf = ({ path, summary, query, response }: Endpoint): Json => ({
  get: {
    operationId: response.charAt(0).toLowerCase() + response.slice(1),
    summary,
    parameters: [...pathParameters(path), ...queryParameters(query)],
    responses: {
      200: {
        description: summary,
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${response}` } } },
      },
      304: { description: 'Nothing has changed since the ETag sent with If-None-Match' },
      400: refusal('The request cannot be understood'),
      ...(path.includes('{') ? { 404: refusal('There is no such thing') } : {}),
    },
  },
})

/** The description of all endpoints, made from the schemas they are checked with. */
export const openApi = (
  endpoints: readonly Endpoint[],
  version: string,
  written: Readonly<Record<string, Json>> = {},
): Json => ({
  openapi: '3.1.1',
  info: {
    title: 'Isometric',
    version,
    summary: 'Measures of an information security management system',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  paths: Object.fromEntries(endpoints.map((one) => [one.path, { ...operationOf(one), ...written[one.path] }])),
  components: {
    schemas: Object.fromEntries([
      ...endpoints.map(({ response, schema }) => [response, schemaOf(schema, 'output')] as const),
      ['Problem', schemaOf(problem, 'output')] as const,
      ['Decision', schemaOf(documentSchemas.decision.shape.decisions.element, 'input')] as const,
    ]),
  },
})
