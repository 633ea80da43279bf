// Opens the built site in Chromium: every page of the menu, every link and anchor, a setting in two clicks, and the search without a server
// of its own. Chromium: the environment variable CHROMIUM, else /usr/bin/chromium. A folder as the argument gets pictures.
import { createServer } from 'node:http'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer-core'

const site = join(dirname(fileURLToPath(import.meta.url)), '../target/site')
const pictures = process.argv[2]
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' }
const problems = []

const server = createServer((request, response) => {
  let file = join(site, decodeURIComponent(new URL(request.url, 'http://localhost').pathname))
  if (existsSync(file) && statSync(file).isDirectory()) {
    file = join(file, 'index.html')
  }
  if (!existsSync(file)) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file))
})
await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
const home = `http://127.0.0.1:${server.address().port}`

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage']
})
try {
  const page = await browser.newPage()
  await page.setViewport({ width: 1400, height: 900 })
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith('data:')) {
      problems.push(`${page.url()} asks ${request.url()}`)
    }
  })
  page.on('response', (response) => {
    if (response.status() >= 400) {
      problems.push(`${page.url()}: ${response.status()} ${response.url()}`)
    }
  })
  await everyLink(page)
  await settingInTwoClicks(page)
  await search(page, 'input.missing.columns')
  await search(page, 'zip END header not found')
  if (pictures) {
    await picture(page, 'light')
    await picture(page, 'dark')
  }
} finally {
  await browser.close()
  server.close()
}
problems.forEach((problem) => console.error(problem))
console.log(problems.length === 0 ? 'The site is well.' : `${problems.length} problems`)
process.exit(problems.length === 0 ? 0 : 1)

async function everyLink(page) {
  const places = new Map()
  const wanted = []
  const todo = ['/']
  const seen = new Set(todo)
  while (todo.length > 0) {
    const path = todo.pop()
    await page.goto(home + path, { waitUntil: 'load' })
    const found = await page.evaluate(() => ({
      ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
      links: [...document.querySelectorAll('a[href]')].map((link) => link.href)
    }))
    places.set(path, new Set(found.ids))
    for (const link of found.links.filter((each) => each.startsWith(home))) {
      const to = new URL(link)
      wanted.push([path, to])
      if (!seen.has(to.pathname)) {
        seen.add(to.pathname)
        if (to.pathname.endsWith('/') || to.pathname.endsWith('.html')) {
          todo.push(to.pathname)
        } else if (!existsSync(join(site, to.pathname))) {
          problems.push(`${path} links to ${to.pathname}, which is not there`)
        }
      }
    }
  }
  for (const [path, to] of wanted) {
    const ids = places.get(to.pathname)
    if (ids && to.hash && !ids.has(decodeURIComponent(to.hash.slice(1)))) {
      problems.push(`${path} links to ${to.pathname}${to.hash}, which is not there`)
    }
  }
  console.log(`${places.size} pages, ${wanted.length} links`)
}

async function settingInTwoClicks(page) {
  await page.goto(home + '/', { waitUntil: 'networkidle0' })
  await page.evaluate(() => document.querySelector('.VPSidebar a[href="/configuration.html"]').click())
  await page.waitForFunction(() => location.pathname === '/configuration.html')
  await page.waitForSelector('.VPDocOutlineItem a')
  await page.evaluate(() => [...document.querySelectorAll('.VPDocOutlineItem a')].find((link) => link.textContent === 'Input').click())
  await page.waitForFunction(() => location.hash === '#input')
  const shown = await page.evaluate(() => document.querySelector('#input-missing-columns') !== null)
  if (!shown) {
    problems.push('input.missing.columns is not two clicks from the first page')
  }
}

async function search(page, text) {
  await page.goto(home + '/', { waitUntil: 'networkidle0' })
  await page.waitForSelector('.DocSearch-Button')
  await page.click('.DocSearch-Button')
  await page.waitForSelector('.search-input')
  await page.type('.search-input', text)
  try {
    await page.waitForSelector('.result', { timeout: 15000 })
  } catch {
    problems.push(`the search finds nothing for ${text}`)
    return
  }
  const first = await page.evaluate(() => document.querySelector('.result').textContent.trim().replace(/\s+/g, ' '))
  console.log(`search "${text}": ${first}`)
}

async function picture(page, scheme) {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
  await page.goto(home + '/', { waitUntil: 'networkidle0' })
  await page.screenshot({ path: join(pictures, `${scheme}.png`) })
}
