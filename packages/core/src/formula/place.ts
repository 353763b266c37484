/** A place counted from 1, or backwards from -1, as an index; undefined where there is none. */
export const placeIn = (list: readonly unknown[], position: number): number | undefined => {
  const at = position < 0 ? list.length + position : position - 1
  return Number.isInteger(position) && position !== 0 && at >= 0 && at < list.length ? at : undefined
}
