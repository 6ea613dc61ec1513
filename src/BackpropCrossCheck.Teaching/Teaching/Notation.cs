using BackpropCrossCheck.Documents;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>The paper's letters and indices, all counted from 1. The layer is an upper index in parentheses, the unit a lower index. With
/// several samples, the sample is the second lower index, as in the paper's y_mn.</summary>
/// <param name="samples">N.</param>
/// <param name="layers">The number of layers.</param>
internal sealed class Notation(int samples, int layers)
{
    /// <summary>A number of a unit: a, z, δ.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="layer">The layer, from 0; −1 is the input.</param>
    /// <param name="sample">The sample, from 0.</param>
    /// <param name="unit">The unit, from 0.</param>
    public Formula.Symbol Unit(string letter, int layer, int sample, int unit)
        => new(letter, samples == 1 ? Invariant($"{unit + 1}") : Invariant($"{unit + 1},{sample + 1}"), Layer(layer));

    /// <summary>A number of any unit.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="layer">The layer, from 0; −1 is the input.</param>
    /// <param name="index">The letter of the unit.</param>
    public Formula.Symbol AnyUnit(string letter, int layer, string index) => new(letter, samples == 1 ? index : index + ",n", Layer(layer));

    /// <summary>A weight.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    public static Formula.Symbol Weight(int layer, int row, int column) => new("w", Invariant($"{row + 1},{column + 1}"), Layer(layer));

    /// <summary>Any weight.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public static Formula.Symbol AnyWeight(int layer) => new("w", "k,m", Layer(layer));

    /// <summary>Any bias.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="isShared">Whether all units share it, so that it has no index.</param>
    public static Formula.Symbol AnyBias(int layer, bool isShared) => new("b", isShared ? null : "k", Layer(layer));

    /// <summary>A bias.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="row">The row, from 0.</param>
    /// <param name="isShared">Whether all units share it, so that it has no index.</param>
    public static Formula.Symbol Bias(int layer, int row, bool isShared)
        => new("b", isShared ? null : Invariant($"{row + 1}"), Layer(layer));

    /// <summary>A vector or a matrix of a layer.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="layer">The layer, from 0; −1 is the input.</param>
    public static Formula.Symbol Whole(string letter, int layer) => new(letter, null, Layer(layer));

    /// <summary>A label.</summary>
    /// <param name="index">The letter of the unit.</param>
    public Formula.Symbol AnyLabel(string index) => new("t", samples == 1 ? index : index + ",n");

    /// <summary>"Layer 2"; the last layer is marked as such.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public string Of(int layer) => Invariant($"Layer {layer + 1}") + (layer == layers - 1 && layers > 1 ? ", the last" : string.Empty);

    private static string Layer(int layer) => Invariant($"{layer + 1}");
}
