using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Baselines;

/// <summary>Decides whether two fixtures state the same calculation: network, data, loss, regularization and training, to the last bit.
/// Names of fixtures, texts and expected entries do not matter.</summary>
/// <remarks>Functions are identified by their names. The first baselines identified them by their positions in the lists below; those
/// digests stay valid.</remarks>
internal static class CalculationDigest
{
    private const int Characters = 32;

    private static readonly string[] FirstActivations =
        ["linear", "tanh", "sigmoid", "relu", "leaky-relu", "elu", "softplus", "softsign", "swish", "gelu", "softmax"];

    private static readonly string[] FirstLosses =
        ["half-squared-error", "squared-error", "binary-cross-entropy", "categorical-cross-entropy"];

    private static readonly string[] FirstReductions =
        ["sum", "mean-over-samples", "mean-over-outputs", "mean-over-elements"];

    /// <summary>The digest of a fixture: 128 bits of a SHA-256, in hexadecimal.</summary>
    /// <param name="fixture">The fixture.</param>
    public static string Of(Fixture fixture) => Of(fixture, (hash, name, _) => Add(hash, name));

    /// <summary>Whether a recorded digest belongs to a fixture.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="recorded">The digest in a baseline, of the current kind or the first.</param>
    public static bool IsOf(Fixture fixture, string recorded)
        => recorded == Of(fixture) || recorded == Of(fixture, (hash, name, first) => Add(hash, Array.IndexOf(first, name)));

    private static string Of(Fixture fixture, Action<IncrementalHash, string, string[]> addName)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, fixture.Batch.Samples);
        Add(hash, fixture.Batch.InputMemory.Span);
        Add(hash, fixture.Batch.LabelMemory.Span);
        addName(hash, fixture.Loss.Term.Name, FirstLosses);
        if (fixture.Loss.Term.Delta is { } delta)
        {
            Add(hash, delta);
        }

        addName(hash, ContractNames.Of(fixture.Loss.Reduction), FirstReductions);
        foreach (Layer layer in fixture.Network.Layers)
        {
            Add(hash, layer.Units);
            Add(hash, layer.Inputs);
            Add(hash, layer.WeightMemory.Span);
            Add(hash, layer.SharesBias ? 2 : layer.HasBias ? 1 : 0);
            Add(hash, layer.HasBias ? layer.BiasMemory.Span : []);
            addName(hash, layer.Activation.Name, FirstActivations);
            Add(hash, layer.Activation.Alpha ?? 0);
        }

        if (fixture.Regularization is { IsNone: false } regularization)
        {
            Add(hash, "regularization");
            Add(hash, (double[])[regularization.L2, regularization.L1]);
            // Without an l2 it makes no difference whether half of it is meant.
            Add(hash, (regularization is { Half: true, L2: > 0 } ? 1 : 0) + (regularization.Biases ? 2 : 0));
        }

        if (fixture.Training is { } training)
        {
            Add(hash, training.LearningRate);
            Add(hash, training.Steps);
            // An update after every sample is 2 more: the digests of other trainings stay as they were.
            Add(hash, (training.Biases ? 1 : 0) + (training.BySamples ? 2 : 0));
            if (!training.IsPlain)
            {
                Add(hash, training.Rule.Name);
                Add(hash, (double[])[.. training.Rule.Parameters.Select(parameter => parameter.Value)]);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Characters];
    }

    private static void Add(IncrementalHash hash, ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            Add(hash, value);
        }
    }

    private static void Add(IncrementalHash hash, double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, string name) => hash.AppendData(Encoding.UTF8.GetBytes(name + "\n"));
}
