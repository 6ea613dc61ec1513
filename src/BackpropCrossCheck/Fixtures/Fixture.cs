using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures;

/// <summary>A network, a batch and a loss, together with other people's and programs' results.</summary>
public sealed record Fixture
{
    private TensorLayout? _layout;

    /// <summary>Identifies the fixture in reports; not empty.</summary>
    public required string Name { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>The source of the numbers.</summary>
    public string? Source { get; init; }

    /// <summary>The file from which it was read, as given; null for a fixture created in memory.</summary>
    public string? File { get; init; }

    /// <summary>The layers.</summary>
    public required Network Network { get; init => (field, _layout) = (value, null); }

    /// <summary>Inputs and labels.</summary>
    public required Batch Batch { get; init => (field, _layout) = (value, null); }

    /// <summary>The loss convention.</summary>
    public required Loss Loss { get; init; }

    /// <summary>What is added to the loss for the size of the weights.</summary>
    public Regularization Regularization { get; init; } = Regularization.None;

    /// <summary>The gradient descent to carry out, or null.</summary>
    public Training? Training { get; init; }

    /// <summary>Whether a step of the training updates the parameters several times: after every sample, of which there are
    /// several.</summary>
    internal bool TrainsBySamples => Training is { BySamples: true } && Batch.Samples > 1;

    /// <summary>Whether a step of the training is more than w − η·∂L/∂w with the whole batch.</summary>
    internal bool TrainsOtherwise => TrainsBySamples || Training is { IsPlain: false };

    /// <summary>Other people's and programs' results.</summary>
    public IReadOnlyList<ExpectedEntry> Expected { get; init => (field, _layout) = (value, null); } = [];

    /// <summary>Whether the numbers that few entries state are calculated too: ∂L/∂z, h'(a), ∂L/∂x and Δw. They are if an entry of
    /// <see cref="Expected"/> states one.</summary>
    public bool HasOptional
    {
        get => field || Expected.Any(entry => entry.StatesOptional);
        init => (field, _layout) = (value, null);
    }

    /// <summary>A fixed rule for this fixture, or null to use the rounding analysis.</summary>
    public Tolerance? Tolerance { get; init; }

    /// <summary>Where the parts of the network begin in the file; null for a fixture created in memory.</summary>
    internal INumberOffsets? Offsets { get; init; }

    /// <summary>The tensors of the calculation.</summary>
    public TensorLayout Layout => _layout ??= LayoutOf(Network, Batch, HasOptional);

    /// <summary>The same with a layout of its calculation that is there already.</summary>
    /// <param name="layout">The layout, with or without optional steps.</param>
    internal Fixture WithLayout(TensorLayout layout) => this with { _layout = layout.With(HasOptional) };

    /// <summary>The same with other parameters and another batch of the same shapes, which keeps the layout.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The batch.</param>
    internal Fixture OfOtherNumbers(Network network, Batch batch) => this with { Network = network, Batch = batch, _layout = Layout };

    /// <summary>The same with the layout of another fixture, where that has the same tensors.</summary>
    /// <param name="other">The other fixture.</param>
    internal Fixture WithLayoutOf(Fixture other) => _layout is null && HasTensorsOf(other) ? this with { _layout = other.Layout } : this;

    private bool HasTensorsOf(Fixture other)
    {
        bool isSame = Batch.Samples == other.Batch.Samples && HasOptional == other.HasOptional
            && Network.Layers.Count == other.Network.Layers.Count;
        for (int l = 0; isSame && l < Network.Layers.Count; l++)
        {
            isSame = HasTensorsOf(Network.Layers[l], other.Network.Layers[l]);
        }

        return isSame;
    }

    private static bool HasTensorsOf(Layer layer, Layer other)
        => layer.Inputs == other.Inputs && layer.Units == other.Units && layer.HasBias == other.HasBias
            && layer.SharesBias == other.SharesBias
            && layer.Activation is ElementwiseActivation == other.Activation is ElementwiseActivation;

    /// <summary>The same calculation without training and entries, which keeps the layout.</summary>
    internal Fixture WithoutTraining()
        => this with { Training = null, Expected = [], HasOptional = Layout.HasOptional, _layout = Layout };

    /// <summary>The tensors of the calculation of a network on a batch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="withOptional">Whether the steps that few entries state are among them.</param>
    public static TensorLayout LayoutOf(Network network, Batch batch, bool withOptional = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batch);
        return new TensorLayout(
            batch.Samples,
            [.. network.Layers.Select(layer => new LayerShape(layer.Inputs, layer.Units, layer.HasBias)
            {
                SharesBias = layer.SharesBias,
                HasDerivative = layer.Activation is ElementwiseActivation,
            })],
            withOptional);
    }
}
