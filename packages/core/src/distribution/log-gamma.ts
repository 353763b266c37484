/** Lanczos' approximation with g = 607/128 and fifteen terms (P. Godfrey, 2001): fifteen digits above zero. */
const g = 607 / 128
const terms = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488,
  0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6,
] as const

/** The natural logarithm of Γ(x), for x above zero. */
export const logGamma = (x: number): number => {
  const sum = terms.reduce((all, term, i) => (i === 0 ? term : all + term / (x + i)), 0)
  const t = x + g + 0.5
  return (x + 0.5) * Math.log(t) - t + Math.log((Math.sqrt(2 * Math.PI) * sum) / x)
}
