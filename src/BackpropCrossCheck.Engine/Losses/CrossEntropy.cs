using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Losses;

/// <summary>A loss with logarithms. After one particular activation it is fused with it: the loss and δ are computed from the
/// pre-activations of the last layer, so that they stay finite and accurate when the output saturates.</summary>
public abstract record CrossEntropy : LogarithmTerm
{
    /// <summary>The activation with which it is fused.</summary>
    public abstract Activation FusedWith { get; }

    /// <inheritdoc/>
    public override string? LabelDomain => "lies between 0 and 1";

    /// <inheritdoc/>
    public override bool IsLabel(double t) => t is >= 0 and <= 1;

    /// <inheritdoc/>
    public override bool IsWrittenNegated => true;

    /// <summary>Whether y in the fused δ = y·Σt − t is multiplied by the sum of a sample's labels, because the sample's outputs share one
    /// denominator.</summary>
    public abstract bool SumsLabels { get; }

    /// <summary>Σt of a sample; 1 if each label counts by itself.</summary>
    /// <param name="labels">The labels of the sample.</param>
    public double LabelSum(ReadOnlySpan<double> labels)
    {
        if (!SumsLabels)
        {
            return 1;
        }

        double sum = 0;
        foreach (double label in labels)
        {
            sum += label;
        }

        return sum;
    }

    /// <summary>Adds the losses of one sample to a sum, output by output.</summary>
    /// <param name="preActivations">a of the last layer, K.</param>
    /// <param name="labels">t, K.</param>
    /// <param name="sum">The sum to which they are added.</param>
    public abstract void AddFromPreActivations(ReadOnlySpan<double> preActivations, ReadOnlySpan<double> labels, ref double sum);

    /// <summary>δ of one sample.</summary>
    /// <param name="c">The factor of the reduction.</param>
    /// <param name="preActivations">a of the last layer, K.</param>
    /// <param name="outputs">y = h(a), K.</param>
    /// <param name="labels">t, K.</param>
    /// <param name="deltas">δ, K; overwritten.</param>
    public abstract void FusedDeltas(
        double c, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, Span<double> deltas);

    /// <summary>The largest distance between two pre-activations of one sample, if they are subtracted from each other; 0 if each is used
    /// alone.</summary>
    /// <param name="preActivations">a of the last layer, K.</param>
    public virtual double Spread(ReadOnlySpan<double> preActivations) => 0;

    /// <inheritdoc/>
    public override double Roundings(double count) => count + 16;

    /// <summary>t ln y; a factor of 1 is omitted.</summary>
    private protected static T Logarithm<T>(IFormulaWriter<T> write, T factor, double? value, T of)
        => value == 1 ? write.Logarithm(of) : write.Times(factor, write.Logarithm(of));
}
