import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import OverviewPage from './pages/OverviewPage.vue'
import { signedIn } from './stores/session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's name, for the window's title. */
    title: string
    /** Reachable without a session. */
    open?: boolean
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'overview', component: OverviewPage, meta: { title: 'overview.title' } },
  { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignInPage.vue'), meta: { title: 'signIn.title', open: true } },
  { path: '/equipment', name: 'equipment', component: () => import('./pages/EquipmentListPage.vue'), meta: { title: 'equipment.title' } },
  { path: '/equipment/:id', name: 'equipment-one', component: () => import('./pages/EquipmentPage.vue'), props: true, meta: { title: 'equipment.title' } },
  { path: '/alarms', name: 'alarms', component: () => import('./pages/AlarmsPage.vue'), meta: { title: 'alarm.title' } },
  { path: '/alarms/:id', name: 'alarm', component: () => import('./pages/AlarmPage.vue'), props: true, meta: { title: 'alarm.title' } },
  { path: '/orders', name: 'orders', component: () => import('./pages/OrdersPage.vue'), meta: { title: 'order.title' } },
  { path: '/orders/:id', name: 'order', component: () => import('./pages/OrderPage.vue'), props: true, meta: { title: 'order.title' } },
  { path: '/orders/:id/slip', name: 'slip', component: () => import('./pages/SlipPage.vue'), props: true, meta: { title: 'slip.title' } },
  { path: '/handover', name: 'handover', component: () => import('./pages/HandoverBookPage.vue'), meta: { title: 'handover.title' } },
  { path: '/handover/:id', name: 'handover-one', component: () => import('./pages/HandoverPage.vue'), props: true, meta: { title: 'handover.title' } },
  { path: '/lending', name: 'lending', component: () => import('./pages/LendingPage.vue'), meta: { title: 'lending.title' } },
  { path: '/report', name: 'report', component: () => import('./pages/ReportPage.vue'), meta: { title: 'report.title' } },
  { path: '/notices', name: 'notices', component: () => import('./pages/NoticesPage.vue'), meta: { title: 'notice.title' } },
  { path: '/notices/:id/print', name: 'notice-print', component: () => import('./pages/NoticePrintPage.vue'), props: true, meta: { title: 'notice.title' } },
  { path: '/labels', name: 'labels', component: () => import('./pages/LabelsPage.vue'), meta: { title: 'label.title' } },
  { path: '/plans', name: 'plans', component: () => import('./pages/PlansPage.vue'), meta: { title: 'plan.title' } },
  { path: '/figures', name: 'figures', component: () => import('./pages/FiguresPage.vue'), meta: { title: 'figures.title' } },
  { path: '/reports', name: 'periods', component: () => import('./pages/PeriodReportsPage.vue'), meta: { title: 'periods.title' } },
  { path: '/reports/:id', name: 'period', component: () => import('./pages/PeriodReportPage.vue'), props: true, meta: { title: 'periods.title' } },
  { path: '/patrols', name: 'patrols', component: () => import('./pages/PatrolsPage.vue'), meta: { title: 'patrol.title' } },
  { path: '/stock', name: 'stock', component: () => import('./pages/StockPage.vue'), meta: { title: 'stock.title' } },
  { path: '/meters', name: 'meters', component: () => import('./pages/MetersPage.vue'), meta: { title: 'meter.title' } },
  { path: '/meters/:id', name: 'meter', component: () => import('./pages/MeterPage.vue'), props: true, meta: { title: 'meter.title' } },
  { path: '/connections', name: 'connections', component: () => import('./pages/ConnectionsPage.vue'), meta: { title: 'link.title' } },
  { path: '/commissioning', name: 'commissioning', component: () => import('./pages/CommissioningPage.vue'), meta: { title: 'sheet.title' } },
  { path: '/rules', name: 'rules', component: () => import('./pages/RulesPage.vue'), meta: { title: 'rules.title' } },
  { path: '/:rest(.*)*', name: 'not-found', component: () => import('./pages/NotFoundPage.vue'), meta: { title: 'picture.notFoundTitle' } },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? {} : { top: 0 }),
})

router.beforeEach((to) => {
  if (!to.meta.open && !signedIn.value) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  if (to.name === 'sign-in' && signedIn.value) return { name: 'overview' }
  return true
})
