namespace BackpropCrossCheck.Reports.Html;

/// <summary>The style that a report's page adds to the style of every page.</summary>
internal static class ReportStyle
{
    /// <summary>The style sheet.</summary>
    public const string Sheet = """
        :root { --wrong: #b3261e; --doubt: #7a5200; --good: #17652b; --bad-paper: #fdeceb; --good-paper: #e9f5ec; --doubt-paper: #fdf3df; }
        @media (prefers-color-scheme: dark) {
          :root {
            --wrong: #ff9a91; --doubt: #f0c060; --good: #7fd494; --bad-paper: #3b1a19; --good-paper: #15301c; --doubt-paper: #362808;
          }
        }
        main { max-width: 72rem; }
        p, figcaption, .cause { max-width: 60rem; }
        h4 { font-size: 1rem; margin: 1.25rem 0 0.25rem; }
        h3 { color: var(--ink); }
        code { font: 0.92em ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; }
        pre { background: var(--shade); padding: 0.6rem 0.8rem; margin: 0.5rem 0; white-space: pre-wrap; }
        a { color: var(--mark); }
        .verdict { border-left: 6px solid var(--doubt); background: var(--doubt-paper); padding: 0.4rem 1rem; }
        .verdict.pass { border-color: var(--good); background: var(--good-paper); }
        .verdict.fail, .verdict.error { border-color: var(--wrong); background: var(--bad-paper); }
        .badge { font-weight: bold; color: var(--doubt); white-space: nowrap; }
        .badge.pass { color: var(--good); }
        .badge.fail, .badge.error { color: var(--wrong); }
        td strong { color: var(--wrong); }
        .cause { border: 1.5px solid var(--wrong); border-radius: 6px; padding: 0.2rem 0.9rem; margin: 0.75rem 0; }
        .sides { padding-left: 1.2rem; }
        .foot { margin-top: 2.5rem; color: var(--soft); }
        summary { cursor: pointer; padding: 0.3rem 0; }
        summary:focus-visible, a:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
        .numbers th, .numbers td { font-size: 0.9rem; padding: 0.2rem 0.45rem; }
        .numbers thead th:first-child { text-align: left; }
        .words th, .words td { text-align: left; white-space: normal; }
        th[scope="row"] { white-space: normal; min-width: 14rem; }
        th, td { overflow-wrap: break-word; }
        svg.network .wrong { fill: var(--wrong); }
        svg.network .doubtful { fill: var(--doubt); }
        svg.network .weight.wrong, svg.network .weight.doubtful { stroke-width: 8px; }
        svg.network .unit.wrong, svg.network .unit.doubtful { fill: var(--paper); stroke-width: 3px; }
        svg.network .wrong.unit, svg.network .wrong.connection { stroke: var(--wrong); stroke-dasharray: 9 4; }
        svg.network .doubtful.unit, svg.network .doubtful.connection { stroke: var(--doubt); stroke-dasharray: 2 4; }
        svg.network .wrong.connection, svg.network .doubtful.connection { stroke-width: 3px; }
        svg.network .step text { text-anchor: start; }
        svg.network .step rect { stroke-width: 1.5px; fill: none; stroke: var(--soft); }
        svg.network .step path { fill: none; stroke: var(--paper); stroke-width: 2px; }
        svg.network .follows rect { fill: var(--good); stroke: var(--good); }
        svg.network .carried rect { fill: var(--soft); }
        svg.network .wrong-here rect { fill: var(--wrong); stroke: var(--wrong); }
        svg.network .wrong-here text { fill: var(--wrong); font-weight: bold; }
        svg.network .unclear rect { stroke: var(--doubt); }
        svg.network .unclear path { fill: var(--doubt); stroke: none; }
        svg.network .not-given rect { stroke-dasharray: 3 2; }
        .panels { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; }
        .panels figcaption { flex-basis: 100%; }
        svg.plot { display: block; max-width: max(100%, calc(0.75 * var(--natural))); height: auto; }
        svg.plot text {
          font: 13px system-ui, "DejaVu Sans", sans-serif; fill: var(--ink); text-anchor: middle; dominant-baseline: central;
        }
        svg.plot .soft { fill: var(--soft); }
        svg.plot .start { text-anchor: start; }
        svg.plot .end { text-anchor: end; }
        svg.plot path { fill: none; stroke: var(--line); stroke-width: 1px; }
        svg.plot .beyond { fill: var(--bad-paper); stroke: none; }
        svg.plot .limit { stroke: var(--ink); stroke-width: 1.5px; stroke-dasharray: 7 4; }
        svg.plot .agreeing { stroke: var(--mark); stroke-width: 6px; stroke-linecap: round; stroke-opacity: 0.75; }
        svg.plot .doubtful { stroke: var(--doubt); stroke-width: 1.5px; }
        svg.plot .wrong { stroke: var(--wrong); stroke-width: 2px; }
        @media print {
          :root {
            --wrong: #a01010; --doubt: #5c3d00; --good: #000000; --bad-paper: #ffffff; --good-paper: #ffffff; --doubt-paper: #ffffff;
          }
          svg.plot .beyond { fill: #eeeeee; }
          svg.network .follows rect { fill: #17652b; stroke: #17652b; }
          svg.plot { max-width: 100%; }
          th, td { white-space: normal; overflow-wrap: anywhere; font-size: 8.5pt; padding: 0.15rem 0.3rem; }
          th[scope="row"] { min-width: 0; }
          thead th { overflow-wrap: normal; }
          .numbers th, .numbers td { font-size: 7pt; padding: 0.1rem 0.25rem; }
          .numbers td { white-space: nowrap; }
          table { break-inside: auto; }
          tr { break-inside: avoid; }
          pre, .cause, .verdict { break-inside: avoid; }
          h4 { break-after: avoid; }
        }
        """;
}
