using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>A sign is lost.</summary>
internal sealed class SignFlipped : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "sign-flipped";

    /// <inheritdoc/>
    public override string Sentence => "the sign is wrong: t − y is put in for y − t";

    /// <inheritdoc/>
    public override string Advice => "δ of the last layer has the sign of y − t: ∂L/∂y grows where the output is too large.";

    /// <inheritdoc/>
    public override string Signs => "δ and the gradients below it have our digits and the other sign.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["makeyourownneuralnetwork#66", "makeyourownneuralnetwork#77"];

    /// <inheritdoc/>
    public override string ArgumentWord => "−1";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        // New weights alone show which way the step goes, and not whose sign is lost.
        if (DeltaSign.IsIn(evidence) || !(evidence.HasDifferent(Quantity.Delta) || evidence.HasDifferent(Quantity.WeightGradient)
            || evidence.HasDifferent(Quantity.BiasGradient)))
        {
            yield break;
        }

        int last = evidence.Layers - 1;
        yield return Found(null, last, Quantity.OutputGradient, new ScaledSteps(-1, Quantity.OutputGradient));
        yield return Found(null, last, Quantity.WeightGradient, new ScaledSteps(-1, Quantity.WeightGradient));
        for (int l = last; last > 0 && l >= 0; l--)
        {
            int at = l;
            var negative = new OtherGradients(layer => layer == at, Negative, Negative) { OfWhole = true };
            yield return Found(l, l, Quantity.WeightGradient, negative);
            yield return Found(l, l, Quantity.OutputGradient, new Flipped(at, isCarriedOn: false));
            if (l < last)
            {
                yield return Found(l, l, Quantity.OutputGradient, new Flipped(at, isCarriedOn: true));
            }
        }
    }

    /// <summary>Where δ below the last layer is given, it shows whether the sign was carried on: the flip in the last layer alone must
    /// then be ruled out first.</summary>
    /// <param name="own">The other side's calculation.</param>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
    {
        bool isShown = own.All.Any(step => step.Step.Quantity == Quantity.Delta && step.Step.Layer == own.Evidence.Layers - 2
            && step.Indices.Any(i => step.Given[i] != 0));
        IEnumerable<Suspicion> all = SuspicionsIn(own.Evidence);
        return isShown ? all.OrderBy(suspicion => suspicion.Layer is null) : all;
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence) => suspicion.Layer is { } layer
        ? FormattableString.Invariant($"The gradients of layer {layer + 1} have the wrong sign. A minus is lost or too many in that layer.")
        : "Every gradient has the wrong sign: the other side has t − y for y − t. Turn the sign of its error around.";

    private static double[] Negative(CalculationState state, int layer, double[] right) => Array.ConvertAll(right, x => -x);

    private Suspicion Found(int? layer, int first, Quantity quantity, CalculationSteps steps)
        => new() { Mistake = this, Layer = layer, Argument = new FindingArgument.Number(-1), Steps = steps, First = (quantity, first) };

    /// <summary>−δ in one layer. The layers below may or may not use it.</summary>
    private sealed class Flipped(int at, bool isCarriedOn) : CalculationSteps
    {
        public override double[] FusedDeltas(CalculationState state) => Signed(state.Last, base.FusedDeltas(state));

        public override double[] Deltas(CalculationState state, int layer) => Signed(layer, base.Deltas(state, layer));

        public override double[] OutputGradients(CalculationState state, int layer)
            => !isCarriedOn && layer == at - 1
                ? Array.ConvertAll(base.OutputGradients(state, layer), x => -x)
                : base.OutputGradients(state, layer);

        private double[] Signed(int layer, double[] delta) => layer == at ? Array.ConvertAll(delta, x => -x) : delta;
    }
}
