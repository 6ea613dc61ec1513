namespace BackpropCrossCheck.Reports.Html;

/// <summary>The style that pages about answers add to that of every report.</summary>
internal static class ClassStyle
{
    /// <summary>The style sheet.</summary>
    public const string Sheet = """
        table.cards { width: 100%; }
        table.cards th[scope="row"] { min-width: 9rem; overflow-wrap: anywhere; }
        table.cards th, table.cards td { font-size: 0.9rem; padding: 0.2rem 0.45rem; white-space: normal; }
        table.cards td { font-variant-numeric: tabular-nums; }
        table.cards thead th:first-child { text-align: left; }
        li { overflow-wrap: anywhere; }
        @media screen and (max-width: 44rem) {
          table.cards, table.cards caption, table.cards tbody, table.cards tr, table.cards th, table.cards td { display: block; }
          table.cards thead { display: none; }
          table.cards tr { border-bottom: 1px solid var(--line); padding: 0.4rem 0; }
          table.cards th, table.cards td { text-align: left; border: 0; }
          table.cards td { display: inline-block; margin-right: 0.6rem; }
          table.cards td:empty, table.cards td.zero { display: none; }
          table.cards td[data-head]:not([data-head=""])::before { content: attr(data-head) " "; color: var(--soft); }
        }
        @media print {
          table.cards th, table.cards td { font-size: 7pt; padding: 0.1rem 0.25rem; overflow-wrap: normal; }
          table.cards th[scope="row"] { min-width: 7rem; overflow-wrap: anywhere; }
          table.cards td code { white-space: normal; }
        }
        """;
}
