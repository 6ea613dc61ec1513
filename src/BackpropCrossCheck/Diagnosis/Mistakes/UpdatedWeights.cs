using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The update comes too early.</summary>
internal sealed class UpdatedWeights : Mistake
{
    /// <summary>Where the fixture declares η nothing is fitted, and the mistake is one of the first to expect.</summary>
    private const double FewBits = 4;

    /// <inheritdoc/>
    public override string Cause => "updated-weights";

    /// <inheritdoc/>
    public override string Sentence => "δ is propagated through weights that have been updated already";

    /// <inheritdoc/>
    public override string Advice => "Work out every δ with the old weights, and update all of them afterwards.";

    /// <inheritdoc/>
    public override string Signs => "The last layer is right, and δ of every layer below is off by η times a product of two gradients.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "kim-marcel/basic_neural_network#7", "joelgrus/data-science-from-scratch#31", "CodingTrain/Toy-Neural-Network-JS#72",
    ];

    /// <inheritdoc/>
    public override string ArgumentWord => "learning rate";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        if (evidence.Layers > 1 && evidence.DeclaredRate is { } declared)
        {
            yield return With(declared, evidence) with { WithParameter = null, EnoughBits = FewBits };
        }

        if (evidence.Layers > 1 && ParameterFit.Of(evidence, rate => With(rate, evidence), [0]) is { } fitted && fitted != 0)
        {
            yield return With(fitted, evidence);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
        => from ofOwn in (bool[])[false, true]
           from suspicion in FittedSteps.Of(own, Quantity.Delta, rate => With(rate, own.Evidence, ofOwn), own.Evidence.DeclaredRate)
           select suspicion.IsFitted ? suspicion : suspicion with { EnoughBits = FewBits };

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers come out when {Sentence}, with a learning rate of {RatioText.Decimal(suspicion.Parameter)}. {Advice}";

    private Suspicion With(double rate, Evidence evidence, bool ofOwn = false) => new()
    {
        Mistake = this,
        Argument = new FindingArgument.Number(rate),
        Steps = new TooEarly(rate, ofOwn),
        First = (Quantity.OutputGradient, evidence.Layers - 2),
        Parameter = rate,
        WithParameter = value => With(value, evidence, ofOwn),
    };

    /// <param name="rate">The learning rate.</param>
    /// <param name="ofOwn">Whether the update is by the other side's own gradient, which another mistake may have changed.</param>
    private sealed class TooEarly(double rate, bool ofOwn) : CalculationSteps
    {
        public override double[] OutputGradients(CalculationState state, int layer)
        {
            double[] s = base.OutputGradients(state, layer);
            if (layer == state.Last)
            {
                return s;
            }

            double own = rate * state.Loss.FactorTo(state.Fixture.Loss, state.Samples, state.Network.Outputs);
            double[] step = new double[s.Length];
            double[] gradient = (ofOwn ? state[Quantity.WeightGradient, layer + 1] : null) ?? WeightGradientOf(state, layer + 1);
            MatrixProduct.Default.Times(
                state.Required(Quantity.Delta, layer + 1), gradient, step, state.Network.Layers[layer + 1].Units);
            return [.. s.Select((x, i) => x - (own * step[i]))];
        }
    }
}
