namespace BackpropCrossCheck.Documents.Html;

/// <summary>The style of every page: light and dark, for any width and for print.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet.</summary>
    public const string Sheet = """
        :root {
          color-scheme: light dark;
          --paper: #ffffff; --ink: #1d2126; --soft: #56606b; --line: #c4cbd3; --shade: #f2f4f7; --mark: #0b5cad; --node: #e8f0fa;
        }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #14181d; --ink: #e4e8ed; --soft: #a4afbb; --line: #46515d; --shade: #1e242b; --mark: #8fc1f5; --node: #1d3147; }
        }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0 1rem; }
        h2 { font-size: 1.25rem; margin: 2.25rem 0 0.75rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); }
        h3 { font-size: 1.05rem; margin: 1.5rem 0 0.5rem; color: var(--mark); }
        h4 { font-size: 1rem; margin: 1.25rem 0 0.5rem; }
        p { margin: 0.5rem 0; }
        .equations {
          margin: 0.5rem 0 0.75rem; padding: 0.4rem 0 0.4rem 0.9rem; border-left: 3px solid var(--line);
          overflow-wrap: normal; overflow-x: auto;
        }
        .equations p { margin: 0; padding: 0.2rem 0 0.2rem 2rem; text-indent: -2rem; line-height: 2.4; break-inside: avoid; }
        math { font-size: 1.06em; text-indent: 0; math-style: normal; }
        .blank { display: inline-block; min-width: 5.5em; border-bottom: 1.5px solid var(--soft); }
        .blanks { columns: 15rem; }
        .fields { display: flex; flex-wrap: wrap; gap: 0.75rem 2rem; margin: 0 0 1rem; }
        .fields .blank { min-width: 13rem; }
        .wide { overflow-x: auto; margin: 0.75rem 0; }
        .given .of { display: none; }
        table { border-collapse: collapse; }
        caption { text-align: left; color: var(--soft); padding-bottom: 0.25rem; white-space: nowrap; }
        th, td {
          border: 1px solid var(--line); padding: 0.25rem 0.6rem;
          text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums;
        }
        thead th { background: var(--shade); }
        thead th:first-child { text-align: left; }
        th[scope="row"] { text-align: left; font-weight: normal; }
        figure { margin: 1rem 0; overflow-x: auto; }
        figcaption { color: var(--soft); }
        svg.network { display: block; max-width: max(100%, calc(0.75 * var(--natural))); height: auto; }
        svg.network text {
          font: 14px system-ui, "DejaVu Sans", sans-serif; fill: var(--ink); text-anchor: middle; dominant-baseline: central;
        }
        svg.network .soft { fill: var(--soft); }
        svg.network .weight { fill: var(--mark); stroke: var(--paper); stroke-width: 4px; paint-order: stroke; }
        svg.network .unit { fill: var(--node); stroke: var(--mark); stroke-width: 1.5px; }
        svg.network .connection { stroke: var(--line); stroke-width: 1px; }
        @media screen and (max-width: 40rem) {
          .given thead { display: none; }
          .given table, .given tbody, .given caption { display: block; white-space: normal; }
          .given tr { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0.3rem 0; border-bottom: 1px solid var(--line); }
          .given th, .given td { border: 0; padding: 0.1rem 0; white-space: normal; text-align: left; }
          .given th[scope="row"] { flex-basis: 100%; color: var(--soft); }
          .given .of { display: inline; }
          svg.network { max-width: 100%; }
        }
        @media print {
          :root { --paper: #ffffff; --ink: #000000; --soft: #333333; --line: #999999; --shade: #eeeeee; --mark: #000000; --node: #ffffff; }
          body { font-size: 10.5pt; }
          main { max-width: none; padding: 0; }
          h2, h3, h4 { break-after: avoid; }
          svg.network { max-width: 100%; max-height: 200mm; }
          .equations p { line-height: 2; }
          figure, table, .blanks { break-inside: avoid; }
          .equations + .equations { break-before: avoid; }
          .wide, .equations, figure { overflow: visible; }
          @page { margin: 18mm 16mm; }
        }
        """;
}
