import { z } from 'zod'
import { refineRanges } from '#core/edges.ts'
import { qualityRange } from '#core/settings.ts'
import { sourceOfText } from '#core/tasks/pictureText.ts'
import { longestModelName, longestTtlSeconds } from '#core/tasks/task.ts'
import { taskTemplateSchema } from '#core/tasks/taskTemplate.ts'

const taskUUID = z
  .uuid({ version: 'v4' })
  .describe('A UUID v4 of your own, different for each task: results are matched by it.')

const picture = z
  .string()
  .min(1)
  .refine((text) => sourceOfText(text) !== undefined, 'must be a UUID, an http or https address, a data URI or base64')
  .describe('UUID of an upload, http or https address, data URI, or bare base64.')

const httpAddress = z.url({ protocol: /^https?$/ })

const level = ({ min, max }: { min: number; max: number }, usual: number) => z.int().min(min).max(max).default(usual)

const byte = z.int().min(0).max(255)

const settingsSchema = z.strictObject({
  rgba: z
    .tuple([byte, byte, byte, z.number().min(0).max(1)])
    .optional()
    .describe('Colour behind the subject: red, green, blue from 0 to 255, alpha from 0 to 1.'),
  postProcessMask: z.boolean().default(false).describe('Smooths the mask and makes it hard.'),
  returnOnlyMask: z.boolean().default(false).describe('The mask alone, as a grey picture: the subject is white.'),
  alphaMatting: z.boolean().default(false).describe('Finds the edge anew from the photo, for hair and fur.'),
  alphaMattingForegroundThreshold: level(refineRanges.foregroundAbove, 240),
  alphaMattingBackgroundThreshold: level(refineRanges.backgroundBelow, 10),
  alphaMattingErodeSize: level(refineRanges.erodePixels, 10),
  template: taskTemplateSchema.optional(),
})

/** The request's picture may be named in three ways; exactly one of them is to be used. */
export const removeBackgroundSchema = z
  .strictObject({
    taskType: z.enum(['removeBackground', 'imageBackgroundRemoval']),
    taskUUID,
    inputImage: picture.optional(),
    image: picture.optional(),
    inputs: z.strictObject({ image: picture }).optional(),
    outputType: z.enum(['URL', 'base64Data', 'dataURI']).default('URL'),
    outputFormat: z
      .enum(['PNG', 'JPG', 'WEBP', 'png', 'jpg', 'webp'])
      .default('PNG')
      .describe('JPG has no transparency: it is laid on white, or on the colour of rgba.'),
    outputQuality: z.int().min(qualityRange.min).max(qualityRange.max).default(qualityRange.default),
    webhookURL: httpAddress.optional().describe('Told of the finished task by POST, with retries.'),
    deliveryMethod: z.enum(['sync', 'async']).default('sync'),
    uploadEndpoint: httpAddress.optional().describe('The file is put there as it is, by PUT.'),
    ttl: z.int().min(60).max(longestTtlSeconds).optional().describe('Seconds that the result stays at its address.'),
    includeCost: z.boolean().default(false).describe('Adds the cost, which is 0.'),
    model: z
      .string()
      .min(1)
      .max(longestModelName)
      .describe('An AIR id (runware:112@1) or one of Clearcut’s own model ids.'),
    settings: settingsSchema.optional(),
  })
  .superRefine(({ inputImage, image, inputs }, context) => {
    const given = [inputImage, image, inputs].filter((each) => each !== undefined).length
    if (given === 0)
      context.addIssue({ code: 'invalid_type', expected: 'string', input: undefined, path: ['inputImage'] })
    if (given > 1)
      context.addIssue({
        code: 'custom',
        path: ['inputImage'],
        message: 'give only one of inputImage, image and inputs.image',
      })
  })

const imageUploadSchema = z.strictObject({
  taskType: z.literal('imageUpload'),
  taskUUID,
  image: picture,
})

const mediaStorageSchema = z.strictObject({
  taskType: z.literal('mediaStorage'),
  taskUUID,
  operation: z.literal('upload').default('upload'),
  media: picture,
})

const getResponseSchema = z.strictObject({ taskType: z.literal('getResponse'), taskUUID })

const authenticationSchema = z.strictObject({
  taskType: z.literal('authentication'),
  apiKey: z.string().max(1000),
  connectionSessionUUID: z.uuid().optional(),
})

const pingSchema = z.strictObject({ taskType: z.literal('ping'), ping: z.literal(true) })

/** All that may be asked for, by `taskType`. */
export const runwareSchemas = {
  removeBackground: removeBackgroundSchema,
  imageBackgroundRemoval: removeBackgroundSchema,
  imageUpload: imageUploadSchema,
  mediaStorage: mediaStorageSchema,
  getResponse: getResponseSchema,
  authentication: authenticationSchema,
  ping: pingSchema,
} as const

export type RemoveBackground = z.output<typeof removeBackgroundSchema>
export type RunwareRequest = z.output<(typeof runwareSchemas)[keyof typeof runwareSchemas]>
