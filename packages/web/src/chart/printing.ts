import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** True while the page is printed; drawn at once, because the printer does not wait. */
export const usePrinting = (): boolean => {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const query = matchMedia('print')
    const follow = (): void => flushSync(() => setPrinting(query.matches))
    query.addEventListener('change', follow)
    return () => query.removeEventListener('change', follow)
  }, [])
  return printing
}
