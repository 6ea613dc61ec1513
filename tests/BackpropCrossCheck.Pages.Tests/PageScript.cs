namespace BackpropCrossCheck.Pages.Tests;

/// <summary>The script that looks for faults in a page. It runs in the browser.</summary>
internal static class PageScript
{
    /// <summary>A function without arguments; its value is a list of the faults, in words.</summary>
    public const string Faults = """
        () => {
          const faults = [];
          const words = element => element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
          const root = document.documentElement;
          if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} px wide, the window ${root.clientWidth}`);

          const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => Number(h.tagName[1]));
          if (levels.filter(level => level === 1).length !== 1 || levels[0] !== 1) faults.push('not exactly one h1 at the beginning');
          levels.forEach((level, i) => {
            if (i > 0 && level > levels[i - 1] + 1) faults.push(`heading ${i + 1} skips from h${levels[i - 1]} to h${level}`);
          });
          if (!root.lang) faults.push('the language is not stated');
          if (!document.title) faults.push('there is no title');
          if (document.querySelectorAll('main').length !== 1) faults.push('not exactly one main');

          const apart = (a, b) => a.right <= b.left + 0.5 || b.right <= a.left + 0.5 || a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5;
          const within = (a, b) => a.left >= b.left - 0.5 && a.right <= b.right + 0.5 && a.top >= b.top - 0.5 && a.bottom <= b.bottom + 0.5;
          for (const svg of document.querySelectorAll('svg')) {
            for (const name of ['title', 'desc']) {
              if (!svg.querySelector(`:scope > ${name}`)?.textContent) faults.push(`a drawing has no ${name}`);
            }
            const frame = svg.getBoundingClientRect();
            const texts = [...svg.querySelectorAll('text')].map(text => ({ text: words(text), box: text.getBoundingClientRect() }));
            const units = [...svg.querySelectorAll('rect, circle')].map(unit => unit.getBoundingClientRect());
            texts.forEach((one, i) => {
              if (!within(one.box, frame)) faults.push(`"${one.text}" leaves its drawing`);
              for (const other of texts.slice(i + 1)) {
                if (!apart(one.box, other.box)) faults.push(`"${one.text}" and "${other.text}" overlap`);
              }
              for (const unit of units) {
                if (!apart(one.box, unit) && !within(one.box, unit)) faults.push(`"${one.text}" lies across the edge of a unit`);
              }
            });
            units.forEach((one, i) => {
              for (const other of units.slice(i + 1)) if (!apart(one, other)) faults.push('two units overlap');
            });
          }

          const lines = [...document.querySelectorAll('.equations p, h1, h2, h3, main > p')]
            .map(line => ({ line, box: line.getBoundingClientRect() }));
          lines.forEach((one, i) => {
            // A line beside it, in another column, is not before it.
            const isUnder = other => one.box.left < other.box.right - 1 && other.box.left < one.box.right - 1;
            if (lines.slice(0, i).some(before => isUnder(before) && one.box.top < before.box.bottom - 1)) {
              faults.push(`"${words(one.line)}" overlaps the line before it`);
            }
          });

          for (const part of root.clientWidth > 400 ? [] : document.querySelectorAll('.equations, .given, figure')) {
            if (part.scrollWidth > part.clientWidth + 1) faults.push(`"${words(part)}" has numbers behind a scrollbar`);
          }

          const channels = colour => (colour.match(/[\d.]+/g) ?? ['0', '0', '0', '0']).map(Number);
          const luminance = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const paper = element => {
            for (let e = element; e; e = e.parentElement) {
              const colour = channels(getComputedStyle(e).backgroundColor);
              if (colour.length < 4 || colour[3] > 0) return colour;
            }
            return [255, 255, 255];
          };
          const ground = element => {
            const box = element.getBoundingClientRect();
            const unit = element.ownerSVGElement
              && [...element.ownerSVGElement.querySelectorAll('rect, circle')].find(u => within(box, u.getBoundingClientRect()));
            return unit ? channels(getComputedStyle(unit).fill) : paper(element);
          };
          const low = new Set();
          for (const element of document.querySelectorAll('body *')) {
            if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
            if (['title', 'desc', 'style', 'script'].includes(element.localName)) continue;
            const style = getComputedStyle(element);
            const [a, b] = [luminance(channels(element.ownerSVGElement ? style.fill : style.color)), luminance(ground(element))];
            const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (contrast < 4.5) low.add(`the contrast of "${words(element)}" is ${contrast.toFixed(2)}, less than 4.5`);
          }
          return [...faults, ...low];
        }
        """;
}
