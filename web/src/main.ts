import { createApp } from 'vue'
import App from './App.vue'
import { onSignedOut } from './api/http'
import { chosenTheme, useTheme } from './composables/theme'
import { startClock } from './composables/time'
import { chosenLanguage, i18n, useLanguage } from './i18n'
import { router } from './router'
import { forget } from './stores/session'
import 'element-plus/es/components/base/style/css'
import './styles/tokens.css'
import './styles/base.css'

useTheme(chosenTheme())
startClock()
onSignedOut(() => {
  forget()
  const here = router.currentRoute.value
  if (here.name !== 'sign-in') void router.replace({ name: 'sign-in', query: { to: here.fullPath } })
})

await useLanguage(chosenLanguage())
createApp(App).use(i18n).use(router).mount('#app')
