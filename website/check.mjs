// Opens the built site in Chromium: every page of the menu, every link and anchor, every setting in two clicks, the search without a server
// of its own, and the picture in light and dark. Chromium: the environment variable CHROMIUM, else /usr/bin/chromium. A folder as the argument gets pictures.
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
  await inTheMenu(page, '/upgrade.html', '/reliability.html', '/troubleshooting.html')
  await settingsInTwoClicks(page)
  await search(page, 'input.missing.columns', '/configuration.html')
  await search(page, 'MOJO-D005', '/errors.html')
  await search(page, 'zip END header not found', '/troubleshooting.html')
  await pictureInBothSchemes(page)
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

async function inTheMenu(page, ...paths) {
  await page.goto(home + '/', { waitUntil: 'load' })
  const menu = await page.evaluate(() => [...document.querySelectorAll('.VPSidebar a[href]')].map((link) => new URL(link.href).pathname))
  paths.filter((path) => !menu.includes(path)).forEach((path) => problems.push(`the menu has no ${path}`))
}

// one click in the menu, one in the outline: each setting's anchor stands below a heading of the outline, before the next one
async function settingsInTwoClicks(page) {
  await page.goto(home + '/', { waitUntil: 'networkidle0' })
  await page.evaluate(() => document.querySelector('.VPSidebar a[href="/configuration.html"]').click())
  await page.waitForFunction(() => location.pathname === '/configuration.html')
  await page.waitForSelector('.VPDocOutlineItem a')
  const groups = await page.evaluate(() => {
    const headings = new Set([...document.querySelectorAll('.VPDocOutlineItem a')].map((link) => decodeURIComponent(link.hash.slice(1))))
    let heading = null
    const settings = {}
    for (const element of document.querySelectorAll('.vp-doc h2, .vp-doc h3, .vp-doc td:first-child a[id]')) {
      if (element.matches('h2, h3')) {
        heading = headings.has(element.id) ? element.id : null
      } else {
        settings[element.id] = heading
      }
    }
    return settings
  })
  for (const setting of settingsOfThePage()) {
    if (!groups[setting]) {
      problems.push(`${setting} is not two clicks from the first page`)
    }
  }
  for (const heading of new Set(Object.values(groups).filter((each) => each))) {
    await page.evaluate((id) => document.querySelector(`.VPDocOutlineItem a[href$="#${id}"]`).click(), heading)
    await page.waitForFunction((id) => location.hash === '#' + id, {}, heading)
  }
  console.log(`${Object.keys(groups).length} settings`)
}

function settingsOfThePage() {
  const page = readFileSync(join(site, '../../docs/configuration.md'), 'utf8')
  return [...page.matchAll(/^\| <a id="([^"]+)"><\/a>`/gm)].map((match) => match[1])
}

// the first hit must lead to the page that explains the text
async function search(page, text, path) {
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
  await page.evaluate(() => document.querySelector('.result').click())
  try {
    await page.waitForFunction((to) => location.pathname === to && document.querySelector('.vp-doc'), { timeout: 15000 }, path)
  } catch {
    problems.push(`the first hit for ${text} is ${await page.evaluate(() => location.pathname)}, not ${path}`)
    return
  }
  const there = await page.evaluate((wanted) => document.querySelector('.vp-doc').textContent.includes(wanted), text)
  if (!there) {
    problems.push(`${path} does not have the text ${text}`)
  }
  console.log(`search "${text}": ${first}`)
}

// the drawing is light in a light page and dark in a dark one, whether the system or the switch of the site says so
async function pictureInBothSchemes(page) {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }])
  await page.goto(home + '/', { waitUntil: 'networkidle0' })
  const light = await brightness(page)
  await page.evaluate(() => document.querySelector('.VPSwitchAppearance').click())
  await page.waitForFunction(() => document.documentElement.classList.contains('dark'))
  const switched = await brightness(page)
  await page.evaluate(() => localStorage.clear())
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
  await page.goto(home + '/', { waitUntil: 'networkidle0' })
  const dark = await brightness(page)
  await page.emulateMediaFeatures([])
  console.log(`brightness of the drawing: light ${light}, dark ${dark}, switched to dark ${switched}`)
  if (!(light > 180 && dark < 90 && switched < 90)) {
    problems.push(`the drawing does not follow light and dark: ${light}, ${dark}, ${switched}`)
  }
}

// from 0 to 255: the mean of what is on the screen where the drawing is
async function brightness(page) {
  await page.waitForFunction(() => document.querySelector('.vp-doc img').naturalWidth > 0)
  await new Promise((done) => setTimeout(done, 700))
  const shot = await (await page.$('.vp-doc img')).screenshot({ encoding: 'base64' })
  return page.evaluate(async (data) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    context.drawImage(bitmap, 0, 0)
    const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height).data
    let sum = 0
    for (let i = 0; i < pixels.length; i += 4) {
      sum += (pixels[i] + pixels[i + 1] + pixels[i + 2]) / 3
    }
    return Math.round((sum / pixels.length) * 4)
  }, shot)
}

async function picture(page, scheme) {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
  await page.goto(home + '/', { waitUntil: 'networkidle0' })
  await page.screenshot({ path: join(pictures, `${scheme}.png`) })
}
