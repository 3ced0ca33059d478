/** The shapes of request that the services' own documents show, each as often as it differs; pictures stand as PICTURE. */
export const picture = 'PICTURE'

/** Runware: one entry each. */
export const runwareExamples = [
  {
    taskType: 'removeBackground',
    taskUUID: '3b8e6c1c-6f0e-4a53-9d62-0d0f2c2f7a10',
    outputFormat: 'PNG',
    model: 'runware:112@1',
    inputs: { image: picture },
  },
  {
    taskType: 'removeBackground',
    taskUUID: '3b8e6c1c-6f0e-4a53-9d62-0d0f2c2f7a11',
    model: 'runware:112@2',
    inputs: { image: picture },
  },
  {
    taskType: 'removeBackground',
    taskUUID: '3b8e6c1c-6f0e-4a53-9d62-0d0f2c2f7a12',
    inputImage: picture,
    outputType: 'URL',
    outputFormat: 'jpg',
    model: 'runware:109@1',
    settings: {
      rgba: [255, 255, 255, 0],
      postProcessMask: true,
      returnOnlyMask: false,
      alphaMatting: true,
      alphaMattingForegroundThreshold: 240,
      alphaMattingBackgroundThreshold: 10,
      alphaMattingErodeSize: 10,
    },
  },
] as const

/** fal: the input, and the address it is sent to. */
export const falExamples = [
  { endpoint: 'fal-ai/birefnet/v2', input: { image_url: picture } },
  {
    endpoint: 'fal-ai/birefnet/v2',
    input: {
      model: 'General Use (Light)',
      operating_resolution: '1024x1024',
      refine_foreground: true,
      image_url: picture,
      output_format: 'png',
    },
  },
  {
    endpoint: 'fal-ai/birefnet',
    input: {
      image_url: picture,
      model: 'General Use (Light)',
      operating_resolution: '1024x1024',
      output_format: 'png',
    },
  },
  {
    endpoint: 'fal-ai/birefnet',
    input: {
      image_url: picture,
      model: 'General Use (Heavy)',
      operating_resolution: '1024x1024',
      output_format: 'png',
    },
  },
  {
    endpoint: 'fal-ai/birefnet',
    input: { image_url: picture, model: 'General Use (Heavy)', refine_foreground: true, output_format: 'png' },
  },
] as const
