using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Losses;

/// <summary>t ln(t/y), the divergence of the outputs from the labels; 0 where t is 0.</summary>
/// <remarks>It is calculated from the outputs after softmax, too: TensorFlow has no such loss from logits.</remarks>
public sealed record KullbackLeibler : LogarithmTerm
{
    /// <inheritdoc/>
    public override string Name => "kullback-leibler";

    /// <inheritdoc/>
    public override string? LabelDomain => "is 0 or more";

    /// <inheritdoc/>
    public override IReadOnlyList<double>? TypicalLabels => [0.25, 0.5, 0.75];

    /// <inheritdoc/>
    public override bool IsLabel(double t) => t >= 0;

    /// <inheritdoc/>
    public override string Domain => "0 or more";

    /// <inheritdoc/>
    public override bool IsDefinedFor(double y) => y is not < 0;

    /// <inheritdoc/>
    /// <remarks>Near y = t the logarithm is that of 1 + (t − y)/y, so that it does not cancel.</remarks>
    public override double Value(double y, double t)
    {
        double difference = (t - y) / y;
        return t == 0 && !double.IsNaN(y) ? 0
            : t * (Math.Abs(difference) < 0.5 ? ElementaryFunctions.LogOnePlus(difference) : Math.Log(t / y));
    }

    /// <inheritdoc/>
    public override double Derivative(double y, double t) => -Quotient(t, y);

    /// <inheritdoc/>
    public override double? LabelFor(double y, double derivative) => -derivative * y;

    /// <inheritdoc/>
    public override bool IsAtEnd(double y, double t, double allowed) => t != 0 && y <= allowed;

    /// <inheritdoc/>
    /// <remarks>Terms of either sign are added, and some programs take ln t − ln y.</remarks>
    public override double RoundingOfValue(double y, double rhoY, double t, double count, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        double u = format.UnitRoundoff;
        double logarithms = 1 + Math.Abs(Math.Log(t)) + Math.Abs(Math.Log(y));
        return t == 0 ? 0 : (Magnitude(t, y) * rhoY) + ((count + 16) * u * t * logarithms);
    }

    /// <inheritdoc/>
    /// <remarks>Programs that differentiate ln(t/y) have t/y² on the way.</remarks>
    public override double RoundingOfDerivative(double y, double rhoY, double t, double c, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        double rho = c * (Reciprocal(t, y, rhoY) + (6 * format.UnitRoundoff * Magnitude(t, y)));
        return format.UnlessOverflow(rho, Magnitude(t, y) / Math.Max(Math.Abs(y), double.Epsilon));
    }

    /// <inheritdoc/>
    public override T Formula<T>(IFormulaWriter<T> write, T y, T t)
    {
        ArgumentNullException.ThrowIfNull(write);
        return write.Times(t, write.Logarithm(write.Quotient(t, y)));
    }

    /// <inheritdoc/>
    public override IEnumerable<T> Formulas<T>(IFormulaWriter<T> write, T y, T t, double label)
    {
        ArgumentNullException.ThrowIfNull(write);
        return [label == 0 ? write.Number(0) : Formula(write, y, t)];
    }

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, T y, T t, double? label)
    {
        ArgumentNullException.ThrowIfNull(write);
        return label == 0 ? write.Number(0) : write.Negative(write.Quotient(t, y));
    }
}
