using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Documents;

namespace BackpropCrossCheck.Teaching;

/// <summary>E.</summary>
internal static class LossSection
{
    /// <summary>The rule and the line.</summary>
    /// <param name="context">The calculation.</param>
    public static IEnumerable<Block> Of(TraceContext context)
    {
        var loss = new LossFormula(context);
        yield return new Block.Equations([loss.Rule()]);
        yield return new Block.Equations([context.Line(new Formula.Symbol("E"), loss.Value(), CalculationStep.Loss, -1, 0)]);
    }
}
