// Copies the pages of the repository to website/.pages, with the links as the site needs them. The pages themselves stay as they are.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const target = join(root, 'website/.pages')
const tags = /<(?!\/?(?:a|code|br)\b|!--)/g

// what a page is called on the site
const names = new Map([
  ['README.md', 'readme.md'],
  ['CONTRIBUTING.md', 'contributing.md'],
  ['CHANGELOG.md', 'changelog.md'],
  ['SECURITY.md', 'security-policy.md'],
  ['models/README.md', 'models.md'],
  ['models/trainer/README.md', 'training.md']
])
for (const file of readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'))) {
  names.set(`docs/${file}`, file)
}

rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
for (const [page, name] of names) {
  writeFileSync(join(target, name), rewritten(page))
}

function rewritten(page) {
  let fenced = false
  return readFileSync(join(root, page), 'utf8')
    .split('\n')
    .map((line) => {
      if (/^ *```/.test(line)) {
        fenced = !fenced
        return line
      }
      return fenced ? line : withLinks(page, line)
    })
    .join('\n')
}

// outside of code: links, and brackets that are no tags
function withLinks(page, line) {
  return line
    .split(/(`+[^`]*`+)/)
    .map((part) => (part.startsWith('`') ? part : part.replace(tags, '&lt;')))
    .join('')
    .replace(/(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)/g, (link, image, text, to) => {
      if (/^(https?:|#)/.test(to)) {
        return link
      }
      const [path, anchor] = to.split('#')
      const file = posix.normalize(posix.join(posix.dirname(page), path))
      if (names.has(file)) {
        return `${image}[${text}](./${names.get(file)}${anchor ? '#' + anchor : ''})`
      }
      const source = join(root, file)
      if (!existsSync(source)) {
        throw new Error(`${page} links to ${to}, which is not there`)
      }
      if (statSync(source).isDirectory()) {
        return text
      }
      cpSync(source, join(target, 'public', file))
      return image ? `![${text}](/${file})` : `<a href="/${file}" target="_self">${text}</a>`
    })
}
