using static System.FormattableString;

namespace BackpropCrossCheck.Documents.Html;

/// <summary>Draws the square of a step. Its sign tells what became of the step where colours are not seen.</summary>
internal static class StepSquare
{
    /// <summary>The length of its sides.</summary>
    public const int Side = 15;

    /// <summary>Writes the square, its letter and its title.</summary>
    /// <param name="planned">The square.</param>
    /// <param name="writer">Where it is written.</param>
    public static void Write(PlannedStep planned, TextWriter writer)
    {
        DrawnStep step = planned.Step;
        string sign = SignOf(step.Mark) is { } path ? $"<path d=\"{path}\"/>" : string.Empty;
        writer.WriteLine(
            Invariant($"<g class=\"step {ClassOf(step.Mark)}\" transform=\"translate({planned.X:0.#} {planned.Y - (Side / 2.0):0.#})\">")
                + $"<title>{HtmlText.Escaped(step.Title)}</title>"
                + Invariant($"<rect width=\"{Side}\" height=\"{Side}\" rx=\"2\"/>{sign}")
                + Invariant($"<text x=\"{Side + 6}\" y=\"{Side / 2.0:0.#}\">{HtmlText.Escaped(step.Letter)}</text></g>"));
    }

    /// <summary>The CSS class for a mark.</summary>
    /// <param name="mark">The mark.</param>
    public static string ClassOf(DrawnStepMark mark) => mark switch
    {
        DrawnStepMark.Follows => "follows",
        DrawnStepMark.Carried => "carried",
        DrawnStepMark.Wrong => "wrong-here",
        DrawnStepMark.Undecidable => "unclear",
        DrawnStepMark.NotJudged => "not-judged",
        DrawnStepMark.NotGiven => "not-given",
    };

    /// <summary>A tick, an arrow, a cross, half a square; null for an empty square.</summary>
    private static string? SignOf(DrawnStepMark mark) => mark switch
    {
        DrawnStepMark.Follows => "M3.5 8l3 3l5.5-7",
        DrawnStepMark.Carried => "M3 7.5h9m-3.5-3.5l3.5 3.5l-3.5 3.5",
        DrawnStepMark.Wrong => "M3.5 3.5l8 8m0-8l-8 8",
        DrawnStepMark.Undecidable => "M0 15V0H15Z",
        DrawnStepMark.NotJudged or DrawnStepMark.NotGiven => null,
    };
}
