using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Intermediate results have few decimals.</summary>
/// <param name="modes">The ways to round.</param>
internal abstract class RoundingOnTheWay(params MidpointRounding[] modes) : Mistake
{
    private const int MostDecimals = 8;

    /// <inheritdoc/>
    public sealed override string Advice => "Carry all digits through the calculation and round the results only.";

    /// <inheritdoc/>
    public sealed override string ArgumentWord => "decimals";

    /// <inheritdoc/>
    public sealed override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
        => from decimals in Enumerable.Range(1, MostDecimals)
           from factors in (bool[])[false, true]
           from results in (bool[])[true, false]
           from mode in modes
           let form = new RoundedForm(
               decimals, mode, factors, results, (evidence.Other.Format ?? FloatFormat.Float64).Rounding.UnitRoundoff)
           from fromOutputs in evidence.Other.Kind == ResultKind.Hand ? (bool[])[false, true] : [false]
           where evidence.Tensors.All(tensor => form.MayHaveGiven(tensor.Step.Quantity, evidence.Stated(tensor)))
           select new Suspicion
           {
               Mistake = this,
               Argument = new FindingArgument.Number(decimals),
               Form = form,
               Steps = new WrittenSteps(fromOutputs),
               First = (Quantity.PreActivation, 0),
           };

    /// <inheritdoc/>
    public sealed override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own) => [];

    /// <inheritdoc/>
    public sealed override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers come out when {Sentence} after "
            + $"{Wording.Count((int)suspicion.Number, "decimal", "decimals")}. {Advice}";
}
