import { falEndpoints, falSchema } from '#core/tasks/fal/fal.ts'
import { rembgFormSchema, rembgQuerySchema } from '#core/tasks/rembg/rembg.ts'
import { removeBgSchema } from '#core/tasks/removeBg/schema.ts'
import { runwareSchemas } from '#core/tasks/runware/schemas.ts'

import { answered, errors, image, type Json, json, multipartOf, parametersOf, schemaOf } from './schemaParts.ts'

/** The OpenAPI document, made from the schemas that requests are checked with. */
export function openApi(base: string): Json {
  const { removeBackground, imageUpload, mediaStorage, getResponse, authentication, ping } = runwareSchemas
  const kinds = { removeBackground, imageUpload, mediaStorage, getResponse, authentication, ping }
  const ofRunware = Object.entries(kinds).map(([name, schema]) => [`Runware_${name}`, schemaOf(schema)])
  const references = ofRunware.map(([name]) => ({ $ref: `#/components/schemas/${String(name)}` }))
  const requestId = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
  const [endpoint, short] = falEndpoints
  const requests = `/queue/${short}/requests/{id}`
  const get = (summary: string, extra: Json = {}) => ({
    tags: ['fal.ai'],
    summary,
    parameters: [requestId],
    responses: { '200': answered('As fal answers'), '404': answered('There is no such request') },
    ...extra,
  })
  return {
    openapi: '3.1.0',
    info: {
      title: 'Clearcut',
      version: '1',
      description: 'Removes backgrounds on this machine, in the dialects of Runware, fal.ai, remove.bg and rembg.',
    },
    servers: [{ url: base }],
    security: [{}, { bearer: [] }, { key: [] }],
    paths: {
      '/v1': {
        post: {
          tags: ['Runware'],
          summary: 'An array of tasks; the same over a WebSocket at this address',
          requestBody: {
            required: true,
            content: json({ type: 'array', maxItems: 100, items: { oneOf: references } }),
          },
          responses: { '200': answered('data, and errors where single tasks have failed'), ...errors },
        },
      },
      [`/${endpoint}`]: {
        post: {
          tags: ['fal.ai'],
          summary: 'Runs and waits for the result',
          requestBody: { required: true, content: json({ $ref: '#/components/schemas/fal' }) },
          responses: {
            '200': answered('The files, with their sizes'),
            ...errors,
            '422': answered('What is wrong with the input'),
          },
        },
      },
      [`/queue/${endpoint}`]: {
        post: {
          tags: ['fal.ai'],
          summary: 'Puts a request into the queue',
          parameters: [{ name: 'fal_webhook', in: 'query', schema: { type: 'string', format: 'uri' } }],
          requestBody: { required: true, content: json({ $ref: '#/components/schemas/fal' }) },
          responses: { '200': answered('The id of the request, and where to ask after it'), ...errors },
        },
      },
      [requests]: { get: get('The result') },
      [`${requests}/status`]: {
        get: get('Position, stage and logs', {
          parameters: [requestId, { name: 'logs', in: 'query', schema: { enum: ['0', '1'] } }],
        }),
      },
      [`${requests}/status/stream`]: {
        get: get('Every change, as events', {
          responses: { '200': answered('Events', { 'text/event-stream': { schema: { type: 'string' } } }) },
        }),
      },
      [`${requests}/cancel`]: {
        put: get('Cancels', {
          responses: { '202': answered('It is being cancelled'), '400': answered('It had ended') },
        }),
      },
      '/fal/proxy': {
        post: get('All of the above for fal’s own client (proxyUrl)', {
          parameters: [{ name: 'x-fal-target-url', in: 'header', required: true, schema: { type: 'string' } }],
        }),
      },
      '/v1.0/removebg': {
        post: {
          tags: ['remove.bg'],
          summary: 'Removes a background',
          requestBody: {
            required: true,
            content: {
              'multipart/form-data': { schema: multipartOf(removeBgSchema) },
              ...json({ $ref: '#/components/schemas/removebg' }),
              'application/x-www-form-urlencoded': { schema: { $ref: '#/components/schemas/removebg' } },
            },
          },
          responses: {
            '200': answered('The picture, or JSON with Accept: application/json', {
              ...image,
              ...json({ type: 'object' }),
            }),
            ...errors,
          },
        },
      },
      '/v1.0/account': {
        get: { tags: ['remove.bg'], summary: 'Nothing is charged', responses: { '200': answered('Credits') } },
      },
      '/api/remove': {
        get: {
          tags: ['rembg'],
          summary: 'Removes the background of a picture at an address',
          parameters: parametersOf(rembgQuerySchema),
          responses: { '200': answered('The picture', image), ...errors, '422': answered('What is wrong') },
        },
        post: {
          tags: ['rembg'],
          summary: 'Removes the background of a file',
          requestBody: { required: true, content: { 'multipart/form-data': { schema: multipartOf(rembgFormSchema) } } },
          responses: { '200': answered('The picture', image), ...errors, '422': answered('What is wrong') },
        },
      },
      '/files/{id}': {
        get: {
          tags: ['Files'],
          summary: 'A result or an upload, until it expires; no token is needed',
          security: [],
          parameters: [{ ...requestId, description: 'With or without an extension' }],
          responses: { '200': answered('The file', image), '404': answered('There is none, or no longer') },
        },
      },
      '/healthz': {
        get: {
          tags: ['Server'],
          summary: 'Whether it is well',
          security: [],
          responses: { '200': answered('It is'), '503': answered('It is stopping') },
        },
      },
      '/metrics': {
        get: {
          tags: ['Server'],
          summary: 'Figures for Prometheus',
          responses: { '200': answered('Figures', { 'text/plain': { schema: { type: 'string' } } }) },
        },
      },
    },
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'Also as “Authorization: Key …”, as fal’s client sends it',
        },
        key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
      },
      schemas: { ...Object.fromEntries(ofRunware), fal: schemaOf(falSchema), removebg: schemaOf(removeBgSchema) },
    },
  }
}
