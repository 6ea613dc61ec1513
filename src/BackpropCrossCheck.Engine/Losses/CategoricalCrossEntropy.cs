using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Losses;

/// <summary>−t ln y; the labels of a sample need not sum to 1.</summary>
public sealed record CategoricalCrossEntropy : CrossEntropy
{
    /// <inheritdoc/>
    public override string Name => "categorical-cross-entropy";

    /// <inheritdoc/>
    public override Activation FusedWith { get; } = new Softmax();

    /// <inheritdoc/>
    public override bool SumsLabels => true;

    /// <inheritdoc/>
    public override bool LabelsAreOneHot => true;

    /// <inheritdoc/>
    public override string Domain => "0 or more";

    /// <inheritdoc/>
    public override bool IsDefinedFor(double y) => y is not < 0;

    /// <inheritdoc/>
    public override double Value(double y, double t) => -Product(t, Math.Log(y));

    /// <inheritdoc/>
    public override double Derivative(double y, double t) => -Quotient(t, y);

    /// <inheritdoc/>
    public override double? LabelFor(double y, double derivative) => -derivative * y;

    /// <inheritdoc/>
    /// <remarks>−t·(a − max a − ln Σe^(a − max a)).</remarks>
    public override void AddFromPreActivations(ReadOnlySpan<double> preActivations, ReadOnlySpan<double> labels, ref double sum)
    {
        int largest = IndexOfLargest(preActivations);
        double logSum = ElementaryFunctions.LogOnePlus(SumOfOtherExponentials(preActivations, largest));
        for (int k = 0; k < labels.Length; k++)
        {
            sum += Product(labels[k], preActivations[largest] - preActivations[k] + logSum);
        }
    }

    /// <inheritdoc/>
    /// <remarks>c·(y·Σt − t), written as y·Σ_(j≠k) t_j − t·Σ_(j≠k) y_j. For the largest output and the largest label, the sum without them
    /// is added up directly. For the others it is the whole sum minus the term. Such a term is at most half of the sum (labels are not
    /// negative), so the difference does not cancel.</remarks>
    public override void FusedDeltas(
        double c, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, Span<double> deltas)
    {
        int largestOutput = IndexOfLargest(outputs);
        int largestLabel = IndexOfLargest(labels);
        double otherOutputs = SumWithout(outputs, largestOutput);
        double otherLabels = SumWithout(labels, largestLabel);
        double allLabels = otherLabels + labels[largestLabel];
        for (int k = 0; k < deltas.Length; k++)
        {
            double labelsWithout = k == largestLabel ? otherLabels : allLabels - labels[k];
            double outputsWithout = k == largestOutput ? otherOutputs : 1 - outputs[k];
            deltas[k] = c * ((outputs[k] * labelsWithout) - (labels[k] * outputsWithout));
        }
    }

    /// <inheritdoc/>
    public override double Spread(ReadOnlySpan<double> preActivations)
    {
        double largest = double.NegativeInfinity;
        double smallest = double.PositiveInfinity;
        foreach (double a in preActivations)
        {
            largest = Math.Max(largest, a);
            smallest = Math.Min(smallest, a);
        }

        return largest - smallest;
    }

    /// <inheritdoc/>
    public override bool IsAtEnd(double y, double t, double allowed) => t != 0 && y <= allowed;

    /// <inheritdoc/>
    public override double RoundingOfValue(double y, double rhoY, double t, double count, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return Magnitude(t, y) * (rhoY + format.UnitRoundoff);
    }

    /// <inheritdoc/>
    public override double RoundingOfDerivative(double y, double rhoY, double t, double c, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return c * (Reciprocal(t, y, rhoY) + (6 * format.UnitRoundoff * Magnitude(t, y)));
    }

    /// <inheritdoc/>
    public override T Formula<T>(IFormulaWriter<T> write, T y, T t)
    {
        ArgumentNullException.ThrowIfNull(write);
        return write.Times(t, write.Logarithm(y));
    }

    /// <inheritdoc/>
    public override IEnumerable<T> Formulas<T>(IFormulaWriter<T> write, T y, T t, double label)
    {
        ArgumentNullException.ThrowIfNull(write);
        return label == 0 ? [] : [Logarithm(write, t, label, y)];
    }

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, T y, T t, double? label)
    {
        ArgumentNullException.ThrowIfNull(write);
        return label == 0 ? write.Number(0) : write.Negative(write.Quotient(t, y));
    }

    private static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        int largest = 0;
        for (int k = 1; k < values.Length; k++)
        {
            largest = values[k] > values[largest] ? k : largest;
        }

        return largest;
    }

    private static double SumOfOtherExponentials(ReadOnlySpan<double> a, int largest)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++)
        {
            sum += k == largest ? 0 : ElementaryFunctions.ExpOfDifference(a[k], a[largest]);
        }

        return sum;
    }

    private static double SumWithout(ReadOnlySpan<double> values, int index)
    {
        double sum = 0;
        for (int k = 0; k < values.Length; k++)
        {
            sum += k == index ? 0 : values[k];
        }

        return sum;
    }
}
