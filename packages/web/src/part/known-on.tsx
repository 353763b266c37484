import { shortDate } from '@isometric/core/report'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { words } from '../words.ts'

const useKnownOn = () => {
  const { asKnownOn } = useSearch({ from: '__root__' })
  const navigate = useNavigate()
  const show = (day: string | undefined): void => {
    void navigate({ to: '.', search: (before) => ({ ...before, asKnownOn: day }) })
  }
  return { asKnownOn, show }
}

/** History cannot lie: any page can be shown as it was known on a day (product.md). */
export const KnownOn = () => {
  const { asKnownOn, show } = useKnownOn()
  return (
    <label className="field">
      <span>{words.asKnownOn}</span>
      <input
        type="date"
        key={asKnownOn ?? ''}
        defaultValue={asKnownOn?.slice(0, 10) ?? ''}
        onBlur={({ target }) => show(target.value === '' ? undefined : target.value)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') currentTarget.blur()
        }}
      />
    </label>
  )
}

export const KnownOnNotice = () => {
  const { asKnownOn, show } = useKnownOn()
  if (asKnownOn === undefined) return null
  return (
    <p className="banner">
      {words.asItWas(shortDate(asKnownOn))}{' '}
      <button type="button" className="link" onClick={() => show(undefined)}>
        {words.showNow}
      </button>
    </p>
  )
}
