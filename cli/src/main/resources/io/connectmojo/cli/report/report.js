'use strict';
(function () {
  const page = document.documentElement;
  const charts = Array.from(document.querySelectorAll('figure.chart'), function (figure) {
    const plot = figure.querySelector('.plot');
    const spec = JSON.parse(figure.querySelector('script').textContent);
    plot.style.height = spec.height + 'px';
    return { plot: plot, option: spec.option, drawn: null };
  });

  function theme() {
    const style = getComputedStyle(page);
    const of = function (name) { return style.getPropertyValue('--' + name).trim(); };
    const axis = {
      axisLine: { lineStyle: { color: of('soft') } },
      axisTick: { lineStyle: { color: of('soft') } },
      axisLabel: { color: of('text'), hideOverlap: true },
      nameTextStyle: { color: of('text') },
      splitLine: { lineStyle: { color: of('line') } }
    };
    return {
      color: [1, 2, 3, 4, 5, 6].map(function (i) { return of('series-' + i); }),
      backgroundColor: 'transparent',
      textStyle: { fontFamily: 'system-ui, sans-serif' },
      valueAxis: axis, categoryAxis: axis, timeAxis: axis,
      legend: {
        textStyle: { color: of('text') }, pageTextStyle: { color: of('text') }, pageIconColor: of('link'),
        pageIconInactiveColor: of('soft')
      },
      tooltip: { backgroundColor: of('field'), borderColor: of('line'), textStyle: { color: of('text') } }
    };
  }

  function draw() {
    const colours = theme();
    for (const chart of charts) {
      if (chart.drawn) {
        chart.drawn.dispose();
      }
      chart.drawn = echarts.init(chart.plot, colours, { renderer: 'svg' });
      chart.drawn.setOption(chart.option);
    }
    page.dataset.charts = String(charts.length);
  }

  draw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  addEventListener('resize', function () {
    for (const chart of charts) {
      chart.drawn.resize();
    }
  });

  const slider = document.getElementById('threshold');
  if (slider) {
    const data = JSON.parse(document.querySelector('#threshold-data script').textContent);
    const criterion = document.getElementById('criterion');
    const show = function () {
      const at = Number(slider.value);
      document.getElementById('threshold-value').textContent = data.threshold[at];
      slider.setAttribute('aria-valuetext', data.threshold[at]);
      for (const name of Object.keys(data)) {
        const cell = document.getElementById(name) || document.getElementById('at-' + name);
        if (cell && name !== 'threshold') {
          cell.textContent = data[name][at];
        }
      }
    };
    slider.addEventListener('input', function () { criterion.value = ''; show(); });
    criterion.addEventListener('change', function () {
      if (criterion.value !== '') {
        slider.value = criterion.value;
        show();
      }
    });
    show();
  }
})();
