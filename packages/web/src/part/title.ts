import { useEffect } from 'react'
import { words } from '../words.ts'

/** The browser's title, and for who listens instead of looking: the heading of a new page is where reading begins. */
export const useTitle = (title: string | undefined): void => {
  useEffect(() => {
    if (title !== undefined) document.title = words.title(title)
  }, [title])
}
