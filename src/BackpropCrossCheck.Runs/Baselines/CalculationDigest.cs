using System.Buffers.Binary;
using System.Security.Cryptography;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Baselines;

/// <summary>Tells whether two fixtures state the same calculation: network, data, loss and training, to the last bit. Names, texts and expected entries are no part
/// of it.</summary>
internal static class CalculationDigest
{
    private const int Characters = 32;

    /// <summary>The digest of a fixture: 128 bits of a SHA-256, in hexadecimal digits.</summary>
    public static string Of(Fixture fixture)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, fixture.Batch.Samples);
        Add(hash, fixture.Batch.InputMemory.Span);
        Add(hash, fixture.Batch.LabelMemory.Span);
        Add(hash, (int)fixture.Loss.Kind);
        Add(hash, (int)fixture.Loss.Reduction);
        foreach (Layer layer in fixture.Network.Layers)
        {
            Add(hash, layer.Units);
            Add(hash, layer.Inputs);
            Add(hash, layer.WeightMemory.Span);
            Add(hash, layer.HasBias ? 1 : 0);
            Add(hash, layer.HasBias ? layer.BiasMemory.Span : []);
            Add(hash, (int)layer.Activation.Kind);
            Add(hash, layer.Activation.HasAlpha ? layer.Activation.Alpha : 0);
        }

        if (fixture.Training is { } training)
        {
            Add(hash, training.LearningRate);
            Add(hash, training.Steps);
            Add(hash, training.Biases ? 1 : 0);
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
}
