import type { Size } from '#core/geometry.ts'
import type { FamilyId } from '#core/models.ts'
import type { MessageId } from '#messages/ids.ts'

/** One published checkpoint, with all that has to be known of it before it is on the device. */
export interface CatalogueEntry {
  /** Ours, short and lasting: `birefnet-lite`. */
  id: string
  name: string
  /** One sentence: what it is good for. */
  purpose: MessageId
  /** `birefnet` is a safetensors checkpoint that Clearcut compiles; `onnx` is a graph that is run as it is. */
  kind: 'birefnet' | 'onnx'
  hub: HubFile
  /** Name of the file on an own origin (`models/<file>`), on the device and when it is exported. */
  file: string
  /** Size of the file; absent where no source states it. */
  sizeBytes?: number
  /** Where only a rounded size is stated: about so many bytes. */
  aboutBytes?: number
  /** SHA-256 of the file in hexadecimal; absent where no source states it: the hub is asked for it before a download. */
  sha256?: string
  backbone: 'swin-t' | 'swin-l' | 'u2net' | 'isnet' | 'mobilenet'
  /** What the weights are stored as. */
  precision: 'f32' | 'f16'
  /** Input it was trained with. */
  trained: Size
  /** Sides of the square inputs that make sense, in pixels. */
  tiers: { default: number; allowed: readonly number[] }
  /** Whether it was trained on inputs that keep the photo's proportions. */
  keepsAspect: boolean
  normalisation: FamilyId
  /** How its tiles are stacked on channels (BiRefNet only); absent where only the weights can tell. */
  patchOrder?: 'c-hg-wg' | 'wg-hg-c'
  /** Whether it was trained for masks that are nearly two-valued or for soft alpha (hair, glass). */
  output: 'mask' | 'alpha'
  licence: Licence
  scores: readonly Score[]
  namesElsewhere: readonly NameElsewhere[]
  /** Where sources disagree, and what else one should know. */
  notes: readonly MessageId[]
}

/** A file on the Hugging Face hub. */
export interface HubFile {
  /** `owner/name` */
  repository: string
  /** A commit where one is known, else a branch. */
  revision: string
  path: string
  /** Whether the hub hands the file only to people who are signed in and have accepted its terms: it then comes from a file. */
  isGated: boolean
}

export interface Licence {
  name: string
  url: string
  /** Ask before the first use, and never choose by default. */
  isNonCommercial: boolean
}

/** A published result; `values` by the measure's usual name (S, wF, maxF: larger is better; MAE, MSE, HCE: smaller). */
export interface Score {
  set: string
  input: string
  values: Readonly<Record<string, number>>
  source: ScoreSource
}

/** Where scores were read: the model zoo of the author's code, or a checkpoint's own card. */
export interface ScoreSource {
  kind: 'zoo' | 'card'
  /** The site and the path there, without a scheme. */
  place: string
}

/** What another service or tool calls this checkpoint. */
export interface NameElsewhere {
  where: 'runware' | 'fal' | 'wireflow' | 'rembg'
  name: string
}
