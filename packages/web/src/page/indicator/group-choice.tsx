import type { GroupChoice as Choice } from '@isometric/core/report'
import { useNavigate } from '@tanstack/react-router'
import { words } from '../../words.ts'

export const GroupChoice = ({
  groups,
  chosen,
}: {
  readonly groups: readonly Choice[]
  readonly chosen: string | undefined
}) => {
  const navigate = useNavigate({ from: '/indicators/$id' })
  const show = (key: string): void => {
    void navigate({ search: (before) => ({ ...before, group: key === '' ? undefined : key }) })
  }
  return (
    <div className="filters">
      <label className="field">
        <span>{words.group}</span>
        <select value={chosen ?? ''} onChange={({ target }) => show(target.value)}>
          <option value="">{words.allGroups}</option>
          {groups.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
