using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>Additions to a calculation that is rounded as by hand. For each of the fixture's hand calculations with as many decimals, they
/// show how a line turns out with that person's numbers, whenever it differs.</summary>
internal static class HandSection
{
    /// <summary>The sections, one for each such calculation.</summary>
    /// <param name="context">The calculation.</param>
    public static IEnumerable<Block> Of(TraceContext context)
    {
        Fixture fixture = context.State.Fixture;
        foreach (ExpectedEntry entry in fixture.Expected)
        {
            if (entry.Kind != EntryKind.Hand
                || entry.Precision.ForMost() is not NumberPrecision.Decimals decimals
                || decimals.Count != context.Calculation.Options.RoundedTo)
            {
                continue;
            }

            yield return new Block.Heading(2, $"With the numbers of {entry.By}");
            foreach (Block block in Beside(context, entry))
            {
                yield return block;
            }
        }
    }

    private static IEnumerable<Block> Beside(TraceContext context, ExpectedEntry entry)
    {
        // Training descends the fixture's loss. In another convention, its lines would not follow from those above.
        Fixture fixture = entry.Loss == context.State.Loss ? context.State.Fixture : context.State.Fixture with { Training = null };
        Formula[] lines;
        try
        {
            TraceContext theirs =
                context with { Calculation = TracedCalculation.Of(fixture, entry.Loss, context.Calculation.Options, entry.Numbers) };
            lines = LinesOf(theirs);
        }
        catch (UndefinedLossException)
        {
            return [new Block.Paragraph("Their outputs have no loss, so nothing follows from them.")];
        }

        var ours = new HashSet<string>(LinesOf(context).Select(TextFormula.Of), StringComparer.Ordinal);
        Formula[] others = [.. lines.Where(line => !ours.Contains(TextFormula.Of(line)))];
        return others.Length == 0
            ? [new Block.Paragraph("The same, line by line.")]
            : [
                new Block.Paragraph(
                    "The lines that differ, worked out from the numbers written there. Where the result is not the number written, that "
                        + "number is named and used further."),
                new Block.Equations(others),
            ];
    }

    private static Formula[] LinesOf(TraceContext context)
        => [.. WorkedTrace.Lines(context).OfType<Block.Equations>().SelectMany(equations => equations.Lines)];
}
