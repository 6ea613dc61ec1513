using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Engine.Numerics.Vectors;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = tanh(a).</summary>
public sealed record Tanh : ElementwiseActivation
{
    /// <inheritdoc/>
    public override string Name => "tanh";

    /// <inheritdoc/>
    public override IReadOnlyList<double> TypicalLabels => [-1, -0.5, 0.5, 1];

    /// <inheritdoc/>
    public override double SaturatesAt => 1.6;

    /// <inheritdoc/>
    public override double Value(double a) => ElementaryFunctions.Tanh(a);

    /// <inheritdoc/>
    public override double Derivative(double a) => ElementaryFunctions.SechSquared(a);

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => -2 * ElementaryFunctions.Tanh(a) * ElementaryFunctions.SechSquared(a);

    /// <inheritdoc/>
    public override double? DerivativeFromOutput(double z, Func<double, double>? product = null) => 1 - (product?.Invoke(z * z) ?? (z * z));

    /// <inheritdoc/>
    public override double ExactValue(double a) => a == 0 ? 0 : double.NaN;

    /// <inheritdoc/>
    /// <remarks>Without expm1, (1 − e)/(1 + e) with e = exp(−2|a|) has an absolute error of up to 2u, however small a is.</remarks>
    public override double AbsoluteRoundings(double a) => 4;

    /// <inheritdoc/>
    public override double CancellingInDerivative(double derivative, double output, double a) => 1;

    /// <inheritdoc/>
    /// <remarks>e rounds to 1.</remarks>
    public override CarelessFormula? CarelessValue(FormatRounding format)
        => new("tanh as (1 − e)/(1 + e), e = exp(−2|a|)", "below |a|", format.UnitRoundoff / 4);

    /// <inheritdoc/>
    /// <remarks>z rounds to 1 where 1 − z = 2e^(−2|a|) is below u/2.</remarks>
    public override CarelessFormula? CarelessDerivative(FormatRounding format, double a)
        => new("tanh' as 1 − z²", "above |a|", 0.5 * Math.Log(4 / format.UnitRoundoff));

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a) => write.Function("tanh", unit.PreActivation);

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Difference(write.Number(1), write.Square(unit.Output));

    internal override bool TryApplyWithDerivative(
        ReadOnlySpan<double> preActivations, Span<double> outputs, Span<double> derivatives)
    {
        ElementwiseWithDerivative<TanhWithDerivative>.Of(preActivations, outputs, derivatives);
        return true;
    }

    private protected override void ApplyChecked(ReadOnlySpan<double> preActivations, Span<double> outputs, int units)
        => Elementwise<HyperbolicTangent>.Of(preActivations, outputs);

    private protected override void BackpropagateChecked(
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> outputs,
        ReadOnlySpan<double> outputGradients,
        Span<double> deltas,
        int units)
        => Elementwise<HyperbolicSecantSquared>.Times(preActivations, outputGradients, deltas);
}
