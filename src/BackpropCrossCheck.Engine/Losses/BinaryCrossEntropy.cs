using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Losses;

/// <summary>−t ln y − (1 − t) ln(1 − y).</summary>
public sealed record BinaryCrossEntropy : CrossEntropy
{
    /// <inheritdoc/>
    public override string Name => "binary-cross-entropy";

    /// <inheritdoc/>
    public override Activation FusedWith { get; } = new Sigmoid();

    /// <inheritdoc/>
    public override bool SumsLabels => false;

    /// <inheritdoc/>
    public override IReadOnlyList<double>? TypicalLabels => [0, 1];

    /// <inheritdoc/>
    public override string Domain => "between 0 and 1";

    /// <inheritdoc/>
    public override bool IsDefinedFor(double y) => y is not (< 0 or > 1);

    /// <inheritdoc/>
    public override double Value(double y, double t) => -Product(t, Math.Log(y)) - Product(1 - t, ElementaryFunctions.LogOnePlus(-y));

    /// <inheritdoc/>
    /// <remarks>(y − t)/(y(1 − y)) keeps its relative accuracy near y = t.</remarks>
    public override double Derivative(double y, double t) => t == 0 ? 1 / (1 - y) : t == 1 ? -1 / y : (y - t) / y / (1 - y);

    /// <inheritdoc/>
    public override double? LabelFor(double y, double derivative) => y - (derivative * y * (1 - y));

    /// <inheritdoc/>
    /// <remarks>t·softplus(−a) + (1 − t)·softplus(a).</remarks>
    public override void AddFromPreActivations(ReadOnlySpan<double> preActivations, ReadOnlySpan<double> labels, ref double sum)
    {
        for (int k = 0; k < labels.Length; k++)
        {
            double t = labels[k];
            double a = preActivations[k];
            sum += Product(t, ElementaryFunctions.Softplus(-a)) + Product(1 - t, ElementaryFunctions.Softplus(a));
        }
    }

    /// <inheritdoc/>
    /// <remarks>c·(y − t), written as (1 − t)·y − t·(1 − y) so that nothing cancels when y saturates.</remarks>
    public override void FusedDeltas(
        double c, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, Span<double> deltas)
    {
        for (int k = 0; k < deltas.Length; k++)
        {
            deltas[k] = c * (((1 - labels[k]) * outputs[k]) - (labels[k] * ElementaryFunctions.Sigmoid(-preActivations[k])));
        }
    }

    /// <inheritdoc/>
    public override bool IsAtEnd(double y, double t, double allowed) => (t != 0 && y <= allowed) || (t != 1 && 1 - y <= allowed);

    /// <inheritdoc/>
    public override double RoundingOfValue(double y, double rhoY, double t, double count, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        double e = rhoY + format.UnitRoundoff;
        return (Magnitude(t, y) * e) + (Magnitude(1 - t, 1 - y) * e);
    }

    /// <inheritdoc/>
    public override double RoundingOfDerivative(double y, double rhoY, double t, double c, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        double u = format.UnitRoundoff;
        double error = rhoY + (u * Math.Abs(1 - y)) + u;
        return c * (
            Reciprocal(t, y, error)
            + Reciprocal(1 - t, 1 - y, error)
            + (4 * u * (Magnitude(t, y) + Magnitude(1 - t, 1 - y))));
    }

    /// <inheritdoc/>
    public override T Formula<T>(IFormulaWriter<T> write, T y, T t)
    {
        ArgumentNullException.ThrowIfNull(write);
        T one = write.Number(1);
        return write.Sum(
            write.Times(t, write.Logarithm(y)), write.Times(write.Difference(one, t), write.Logarithm(write.Difference(one, y))));
    }

    /// <inheritdoc/>
    public override IEnumerable<T> Formulas<T>(IFormulaWriter<T> write, T y, T t, double label)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (label != 0)
        {
            yield return Logarithm(write, t, label, y);
        }

        if (label != 1)
        {
            yield return Logarithm(write, write.Number(1 - label), 1 - label, write.Difference(write.Number(1), y));
        }
    }

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, T y, T t, double? label)
    {
        ArgumentNullException.ThrowIfNull(write);
        T one = write.Number(1);
        return label == 0 ? write.Quotient(one, write.Difference(one, y))
            : label == 1 ? write.Negative(write.Quotient(one, y))
            : write.Quotient(write.Difference(y, t), write.Product(y, write.Difference(one, y)));
    }
}
