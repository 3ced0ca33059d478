/** Thrown where the app does not have, or does not take, the model that was asked for; the message is for a person. */
export class ModelRefusedError extends Error {
  override name = 'ModelRefusedError'
}
