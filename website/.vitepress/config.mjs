import { defineConfig } from 'vitepress'

// anchors as the pages use them
const slugify = (title) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')

const links = (...names) => names.map(([text, page]) => ({ text, link: `/${page}` }))

export default defineConfig({
  title: 'Kafka Connect MOJO',
  description: 'Scores records of Kafka Connect with H2O-3 models, inside the worker.',
  lang: 'en',
  srcDir: '.pages',
  outDir: '../target/site',
  cacheDir: '../target/site-cache',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: { anchor: { slugify } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: links(['Quick start', 'quick-start'], ['Configuration', 'configuration'], ['Errors', 'errors'], ['Troubleshooting', 'troubleshooting']),
    sidebar: [
      {
        text: 'Start',
        items: links(['Overview', ''], ['What it is', 'readme'], ['Quick start', 'quick-start'], ['Install anywhere', 'install'], ['The life of a model', 'life-of-a-model'], ['When not to use it', 'alternatives'], ['Questions and answers', 'faq'])
      },
      {
        text: 'How to',
        items: links(['Recipes', 'recipes'], ['Decisions', 'decisions'], ['Models through Kafka', 'delivery'], ['Several models', 'several-models'], ['A model for each record', 'model-per-record'], ['Profile and drift', 'profile'], ['Outcomes', 'outcomes'], ['The command line', 'command-line'])
      },
      {
        text: 'Reference',
        items: links(['Configuration', 'configuration'], ['Mapping and coercion', 'mapping-and-coercion'], ['Outputs', 'outputs'], ['Errors', 'errors'], ['Metrics and alerts', 'monitoring'], ['Compatibility', 'compatibility'], ['Agreement with H2O', 'agreement'])
      },
      {
        text: 'Operation',
        items: links(['Troubleshooting', 'troubleshooting'], ['Upgrade', 'upgrade'], ['Sizing', 'sizing'], ['Performance', 'performance'], ['Reliability', 'reliability'], ['Security', 'security'], ['Security policy', 'security-policy'], ['Known vulnerabilities', 'vulnerabilities'])
      },
      {
        text: 'Project',
        items: links(['Changelog', 'changelog'], ['Contributing', 'contributing'], ['Models', 'models'], ['How to train', 'training'])
      }
    ]
  }
})
