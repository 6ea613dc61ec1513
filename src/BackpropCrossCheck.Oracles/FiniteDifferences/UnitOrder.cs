using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Oracles.FiniteDifferences;

/// <summary>The units of a network in an order of which every beginning is spread over all layers, and in each layer over its
/// units.</summary>
internal static class UnitOrder
{
    /// <summary>The units. The first are one of each layer.</summary>
    /// <param name="layout">The network.</param>
    public static IReadOnlyList<(int Layer, int Unit)> Of(TensorLayout layout) =>
    [
        .. layout.Layers.SelectMany((shape, l) => Spread(shape.Units)
            .Select((unit, i) => (Place: i == 0 ? -1 : i / (double)shape.Units, Layer: l, Unit: unit)))
            .OrderBy(unit => unit.Place).ThenBy(unit => unit.Layer)
            .Select(unit => (unit.Layer, unit.Unit)),
    ];

    /// <summary>0, the middle, the quarters, and so on: the numbers by their bits in reverse order.</summary>
    private static IEnumerable<int> Spread(int count)
    {
        int bits = 0;
        while (1 << bits < count)
        {
            bits++;
        }

        return Enumerable.Range(0, 1 << bits).Select(i => Reversed(i, bits)).Where(i => i < count);
    }

    private static int Reversed(int number, int bits)
    {
        int reversed = 0;
        for (int bit = 0; bit < bits; bit++)
        {
            reversed = (reversed << 1) | ((number >> bit) & 1);
        }

        return reversed;
    }
}
