import { stampInstall } from './house.mjs'

stampInstall()
