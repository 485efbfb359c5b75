import { shallowRef } from 'vue'

export type Theme = 'light' | 'dark'
const KEY = 'zhiban.theme'

export const theme = shallowRef<Theme>('light')

export function useTheme(name: Theme, keep = false): void {
  theme.value = name
  document.documentElement.classList.toggle('dark', name === 'dark')
  if (keep) localStorage.setItem(KEY, name)
}

/** What the person chose; else what the device prefers. */
export function chosenTheme(): Theme {
  const kept = localStorage.getItem(KEY)
  if (kept === 'light' || kept === 'dark') return kept
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
