using System.Collections;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>No kinks. An array would do as well, but what it does as a list would be compiled at every start of the program.</summary>
internal sealed class NoKinks : IReadOnlyList<Kink>
{
    /// <summary>The only one.</summary>
    public static NoKinks List { get; } = new();

    /// <inheritdoc/>
    public int Count => 0;

    /// <inheritdoc/>
    public Kink this[int index] => throw new ArgumentOutOfRangeException(nameof(index), index, "There is no kink.");

    /// <inheritdoc/>
    public IEnumerator<Kink> GetEnumerator()
    {
        yield break;
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
