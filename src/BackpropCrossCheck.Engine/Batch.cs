using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine;

/// <summary>Samples with their labels.</summary>
public sealed class Batch
{
    private readonly double[] _inputs;
    private readonly double[] _labels;

    /// <summary>A batch over the caller's arrays, which are not copied.</summary>
    /// <param name="samples">N, at least 1.</param>
    /// <param name="inputs">x, N×M, row-major, one row per sample.</param>
    /// <param name="labels">t, N×K, row-major, one row per sample.</param>
    /// <exception cref="ArgumentException">A length is 0 or not a multiple of <paramref name="samples"/>, or a number is not
    /// finite.</exception>
    public Batch(int samples, double[] inputs, double[] labels)
    {
        Guard.AtLeastOne(samples);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        InputWidth = Width(inputs.Length, samples, nameof(inputs));
        LabelWidth = Width(labels.Length, samples, nameof(labels));
        Guard.Finite(inputs);
        Guard.Finite(labels);
        Samples = samples;
        _inputs = inputs;
        _labels = labels;
    }

    /// <summary>N, the number of samples.</summary>
    public int Samples { get; }

    /// <summary>M, how many numbers an input has.</summary>
    public int InputWidth { get; }

    /// <summary>K, how many numbers a label has.</summary>
    public int LabelWidth { get; }

    /// <summary>x, N×M, row-major.</summary>
    public ReadOnlySpan<double> Inputs => _inputs;

    /// <summary>t, N×K, row-major.</summary>
    public ReadOnlySpan<double> Labels => _labels;

    /// <summary>The array behind x, for uses that must outlive a span.</summary>
    public ReadOnlyMemory<double> InputMemory => _inputs;

    /// <summary>The array behind t, for uses that must outlive a span.</summary>
    public ReadOnlyMemory<double> LabelMemory => _labels;

    private static int Width(int length, int samples, string name)
        => length > 0 && length % samples == 0
            ? length / samples
            : throw new ArgumentException(
                $"{name} holds {length} numbers; each of the {samples} samples needs at least one, and as many as the others.", name);
}
