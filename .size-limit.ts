import { firstLoadFiles } from './tools/firstLoad.ts'

export default [{ name: 'first load: JS and CSS', path: firstLoadFiles('dist'), limit: '115 kB', brotli: true }]
