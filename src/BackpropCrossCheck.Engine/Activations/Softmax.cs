using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a)_k = e^(a_k) / Σ_j e^(a_j), over the units of the layer. It is the only activation whose derivative is a matrix.</summary>
/// <remarks>δ = p·(s − Σ_j p_j s_j), with p the outputs. Every s is taken relative to the one of the largest output, so that nothing
/// cancels when p saturates.</remarks>
public sealed record Softmax : Activation
{
    /// <inheritdoc/>
    public override string Name => "softmax";

    /// <inheritdoc/>
    public override IReadOnlyList<double> TypicalLabels => [0, 1];

    private protected override void ApplyChecked(ReadOnlySpan<double> preActivations, Span<double> outputs, int units)
    {
        for (int row = 0; row < preActivations.Length; row += units)
        {
            Normalize(preActivations.Slice(row, units), outputs.Slice(row, units));
        }
    }

    private protected override void BackpropagateChecked(
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> outputs,
        ReadOnlySpan<double> outputGradients,
        Span<double> deltas,
        int units)
    {
        for (int row = 0; row < deltas.Length; row += units)
        {
            Deltas(outputs.Slice(row, units), outputGradients.Slice(row, units), deltas.Slice(row, units));
        }
    }

    /// <summary>p_k = e^(a_k − max a) / Σ_j e^(a_j − max a).</summary>
    private static void Normalize(ReadOnlySpan<double> preActivations, Span<double> outputs)
    {
        double largest = preActivations[0];
        foreach (double a in preActivations)
        {
            largest = Math.Max(largest, a);
        }

        double sum = 0;
        for (int k = 0; k < outputs.Length; k++)
        {
            sum += outputs[k] = ElementaryFunctions.ExpOfDifference(preActivations[k], largest);
        }

        for (int k = 0; k < outputs.Length; k++)
        {
            outputs[k] /= sum;
        }
    }

    private static void Deltas(ReadOnlySpan<double> p, ReadOnlySpan<double> s, Span<double> deltas)
    {
        int largest = 0;
        for (int k = 1; k < p.Length; k++)
        {
            largest = p[k] > p[largest] ? k : largest;
        }

        double mean = 0;
        for (int k = 0; k < p.Length; k++)
        {
            mean += p[k] * (s[k] - s[largest]);
        }

        for (int k = 0; k < p.Length; k++)
        {
            deltas[k] = p[k] * (s[k] - s[largest] - mean);
        }
    }
}
