using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Engine.Numerics.Vectors;

namespace BackpropCrossCheck.Engine.Losses;

/// <summary>(y − t)², possibly halved.</summary>
public abstract record SquareTerm : LossTerm
{
    /// <summary>From this many numbers on, registers pay, which only the just-in-time compiler can fill.</summary>
    private const int WorthRegisters = 64;

    /// <inheritdoc/>
    public override double? LabelFor(double y, double derivative) => y - (derivative / DerivativeFactor);

    /// <inheritdoc/>
    public override double RoundingOfValue(double y, double rhoY, double t, double count, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        double difference = y - t;
        double e = rhoY + format.OfInput(t);
        return (2 * Math.Abs(difference) * e) + (e * e) + ((count + 4) * format.UnitRoundoff * difference * difference);
    }

    /// <inheritdoc/>
    /// <remarks>The derivative of the square is computed as 2·(y − t), and only then halved or divided by N.</remarks>
    public override double RoundingOfDerivative(double y, double rhoY, double t, double c, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        double f = DerivativeFactor * c;
        double rho = Quadrature.Of(
            f * rhoY, f * format.OfInput(t), 3 * format.UnitRoundoff * f * Math.Abs(y - t), format.FlushLevel);
        return format.UnlessOverflow(rho, 2 * Math.Abs(y - t));
    }

    /// <inheritdoc/>
    public override T Formula<T>(IFormulaWriter<T> write, T y, T t)
    {
        ArgumentNullException.ThrowIfNull(write);
        return write.Square(write.Difference(y, t));
    }

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, T y, T t, double? label)
    {
        ArgumentNullException.ThrowIfNull(write);
        return write.Difference(y, t);
    }

    /// <inheritdoc/>
    internal sealed override double Sum(ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, int units)
    {
        double weight = Weight;
        double sum = 0;
        for (int i = 0; i < outputs.Length && i < labels.Length; i++)
        {
            double difference = outputs[i] - labels[i];
            sum += weight * difference * difference;
        }

        return sum;
    }

    /// <inheritdoc/>
    internal sealed override void Derivatives(
        double c, ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, Span<double> gradients, int units)
    {
        if (gradients.Length >= WorthRegisters)
        {
            Flat.Difference(c, DerivativeFactor, outputs, labels, gradients);
            return;
        }

        double factor = DerivativeFactor;
        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i] = c * (factor * (outputs[i] - labels[i]));
        }
    }
}
