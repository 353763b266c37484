import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { words } from '../words.ts'

const schemes: readonly MantineColorScheme[] = ['auto', 'light', 'dark']

export const Scheme = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <label className="field">
      <span>{words.scheme}</span>
      <select
        value={colorScheme}
        onChange={({ target }) => setColorScheme(schemes.find((scheme) => scheme === target.value) ?? 'auto')}
      >
        {schemes.map((scheme) => (
          <option key={scheme} value={scheme}>
            {words.schemes[scheme]}
          </option>
        ))}
      </select>
    </label>
  )
}
