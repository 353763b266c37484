/** The four scale types (15939): each allows what the one before allows, and more. */
export const scales = ['nominal', 'ordinal', 'interval', 'ratio'] as const
export type Scale = (typeof scales)[number]

/** @example scaleAllows('ordinal', 'interval') //=> false */
export const scaleAllows = (scale: Scale, needed: Scale): boolean => scales.indexOf(scale) >= scales.indexOf(needed)
