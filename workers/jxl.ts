import { type OxideRequest, oxidePicture } from './decode/jxl/oxidePicture.ts'

// One photo, one answer: whoever asked ends this worker then, and its memory with it.
addEventListener('message', async ({ data: request }: MessageEvent<OxideRequest>) => {
  const picture = await oxidePicture(request)
  const { pixels, deep } = picture.ok ? picture.value : {}
  postMessage(picture, { transfer: [pixels, deep].flatMap((samples) => samples?.buffer ?? []) })
})
