import { shallowRef } from 'vue'
import { createI18n } from 'vue-i18n'
import { speak } from '@/api/http'
import type { Text } from '@/api/types'
import { setTag } from '@/composables/time'
import type zhMessages from './zh.json'

export type Language = 'zh' | 'en'
const KEY = 'zhiban.language'
const TAGS: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }
const FILES: Record<Language, () => Promise<{ default: Messages }>> = {
  zh: () => import('./zh.json'),
  en: () => import('./en.json'),
}

type Messages = typeof zhMessages

export const i18n = createI18n<[Messages], Language, false>({
  legacy: false,
  locale: 'zh',
  fallbackLocale: false,
  missingWarn: false,
  messages: {} as Record<Language, Messages>,
})

export const language = shallowRef<Language>('zh')

/** Chinese first: another language only where the person chose it. */
export const chosenLanguage = (): Language => (localStorage.getItem(KEY) === 'en' ? 'en' : 'zh')

export async function useLanguage(name: Language, keep = false): Promise<void> {
  i18n.global.setLocaleMessage(name, (await FILES[name]()).default)
  i18n.global.locale.value = name
  language.value = name
  setTag(TAGS[name])
  speak(TAGS[name])
  document.documentElement.lang = TAGS[name]
  if (keep) localStorage.setItem(KEY, name)
}

export const t = (key: string, named: Record<string, unknown> = {}): string => i18n.global.t(key, named)

/** A word of an open set: its translation, or the id itself where nobody translated it. */
export const word = (group: string, id: string): string => {
  const key = `${group}.${id}`
  return i18n.global.te(key, language.value) ? t(key) : id
}

export function say(text: Text | null | undefined): string {
  if (text === null || text === undefined) return ''
  return typeof text === 'string' ? text : text[language.value]
}

/** A sentence about `n` things, in the singular or plural that the language wants. */
export const counted = (key: string, n: number): string => i18n.global.t(key, { n }, n)
