namespace BackpropCrossCheck.Engine;

/// <summary>A batch of one sample that moves over the samples of another batch. What was made for <see cref="Batch"/> calculates with the
/// sample that it stands at.</summary>
public sealed class OneSample
{
    private readonly Batch _samples;
    private readonly double[] _inputs;
    private readonly double[] _labels;

    /// <summary>At the first sample.</summary>
    /// <param name="samples">The batch whose samples it moves over.</param>
    public OneSample(Batch samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        _samples = samples;
        _inputs = samples.Inputs[..samples.InputWidth].ToArray();
        _labels = samples.Labels[..samples.LabelWidth].ToArray();
        Batch = new Batch(1, _inputs, _labels);
    }

    /// <summary>The sample as a batch, N = 1.</summary>
    public Batch Batch { get; }

    /// <summary>Moves to a sample.</summary>
    /// <param name="sample">The sample, from 0.</param>
    public void MoveTo(int sample)
    {
        _samples.Inputs.Slice(sample * _inputs.Length, _inputs.Length).CopyTo(_inputs);
        _samples.Labels.Slice(sample * _labels.Length, _labels.Length).CopyTo(_labels);
    }
}
