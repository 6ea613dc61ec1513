using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>The section for E.</summary>
internal static class LossSection
{
    /// <summary>The rule and the line.</summary>
    /// <param name="context">The calculation.</param>
    public static IEnumerable<Block> Of(TraceContext context)
    {
        yield return new Block.Equations([new RegularizationFormula(context).OfLoss(new LossFormula(context).Rule())]);
        if (context.State.Loss.Term.Legend is { } legend)
        {
            yield return new Block.Paragraph(legend);
        }

        yield return new Block.Equations([Line(context)]);
    }

    /// <summary>E with the numbers filled in.</summary>
    /// <param name="context">The calculation.</param>
    public static Formula Line(TraceContext context)
        => context.Line(
            new Formula.Symbol("E"),
            new RegularizationFormula(context).OfLossValue(new LossFormula(context).Value()),
            Quantity.Loss,
            -1,
            0);
}
