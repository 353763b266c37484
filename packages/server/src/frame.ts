import type { Frame, Framed } from './schema/shown.ts'
import type { Source } from './source.ts'

/** A page with whose it is and as known when. */
export const inFrame = async <P>(source: Source, asKnownOn: string | undefined, page: P): Promise<Framed<P>> => {
  const { name, sample } = await source.organisation()
  const frame: Frame = { organisation: name, sample, asKnownOn: asKnownOn ?? null }
  return { frame, page }
}
