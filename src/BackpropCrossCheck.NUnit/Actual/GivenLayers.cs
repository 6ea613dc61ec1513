using System.Collections;
using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.NUnit.Actual;

/// <summary>Splits the value under test into its layers.</summary>
internal static class GivenLayers
{
    /// <summary>The weights and bias of each layer; a bias is null if none is given.</summary>
    /// <param name="actual">(weights, biases), pairs (weights, bias), or the weights of each layer.</param>
    /// <param name="count">The number of layers in the network.</param>
    /// <exception cref="ArgumentException">The value has none of these forms, or another number of layers.</exception>
    public static IReadOnlyList<(object? Weights, object? Bias)> OfParameters(object? actual, int count) => actual switch
    {
        ITuple { Length: 2 } layer when count == 1 && layer[0] is Array { Rank: 2 } => [(layer[0], layer[1])],
        ITuple { Length: 2 } all => Paired(Counted(all[0], count, "weights"), Counted(all[1], count, "biases")),
        _ => [.. Of(actual, count).Select(item => item is ITuple { Length: 2 } layer ? (layer[0], layer[1]) : (item, null))],
    };

    /// <summary>One tensor for each layer.</summary>
    /// <param name="actual">The tensors.</param>
    /// <param name="count">The number of layers in the network.</param>
    /// <exception cref="ArgumentException">The value is no collection, or has another number of layers.</exception>
    public static IReadOnlyList<object?> Of(object? actual, int count)
        => count == 1 && actual is Array { Rank: 2 } ? [actual] : Counted(actual, count, "numbers");

    private static List<(object? Weights, object? Bias)> Paired(IReadOnlyList<object?> weights, IReadOnlyList<object?> biases)
        => [.. weights.Zip(biases)];

    private static object?[] Counted(object? value, int count, string what)
    {
        object?[] items = value is IEnumerable and not (string or Array { Rank: > 1 })
            ? [.. ((IEnumerable)value).Cast<object?>()]
            : throw new ArgumentException($"The {what} are {(value is null ? "null" : $"a value of the type {value.GetType()}")}. "
                + "A collection with an item for each layer is expected; for gradients a pair (weights, biases) of such collections, or a "
                + "collection of pairs (weights, bias).");
        return items.Length == count ? items
            : throw new ArgumentException(FormattableString.Invariant($"The {what} are given for {items.Length} of {count} layers."));
    }
}
