using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Engine.Numerics.Vectors;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = σ(a) = 1/(1 + e⁻ᵃ).</summary>
public sealed record Sigmoid : ElementwiseActivation
{
    /// <inheritdoc/>
    public override string Name => "sigmoid";

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherNames => ["logistic"];

    /// <inheritdoc/>
    public override string Symbol => "σ";

    /// <inheritdoc/>
    public override string? Legend => "σ is the sigmoid, σ(a) = 1/(1 + e^(−a)).";

    /// <inheritdoc/>
    public override IReadOnlyList<double> TypicalLabels => [0, 1];

    /// <inheritdoc/>
    public override double Value(double a) => ElementaryFunctions.Sigmoid(a);

    /// <inheritdoc/>
    public override double Derivative(double a) => ElementaryFunctions.SigmoidDerivative(a);

    /// <inheritdoc/>
    public override double SecondDerivative(double a)
    {
        double above = ElementaryFunctions.Sigmoid(a);
        double below = ElementaryFunctions.Sigmoid(-a);
        return above * below * (below - above);
    }

    /// <inheritdoc/>
    public override double? DerivativeFromOutput(double z, Func<double, double>? product = null) => z * (1 - z);

    /// <inheritdoc/>
    public override double Roundings(double a) => 4 + Math.Abs(a);

    /// <inheritdoc/>
    public override double CancellingInDerivative(double derivative, double output, double a) => output;

    /// <inheritdoc/>
    /// <remarks>z rounds to 1 where 1 − z = e^(−a) is below u/2.</remarks>
    public override CarelessFormula? CarelessDerivative(FormatRounding format, double a)
        => new("sigmoid' as z(1 − z)", "above a", Math.Log(2 / format.UnitRoundoff));

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Quotient(write.Number(1), write.Sum(write.Number(1), write.Exponential(write.Negative(unit.PreActivation))));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Product(unit.Output, write.Difference(write.Number(1), unit.Output));

    internal override bool TryApplyWithDerivative(
        ReadOnlySpan<double> preActivations, Span<double> outputs, Span<double> derivatives)
    {
        ElementwiseWithDerivative<LogisticWithDerivative>.Of(preActivations, outputs, derivatives);
        return true;
    }

    private protected override void ApplyChecked(ReadOnlySpan<double> preActivations, Span<double> outputs, int units)
        => Elementwise<Logistic>.Of(preActivations, outputs);

    private protected override void BackpropagateChecked(
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> outputs,
        ReadOnlySpan<double> outputGradients,
        Span<double> deltas,
        int units)
        => Elementwise<LogisticDensity>.Times(preActivations, outputGradients, deltas);
}
