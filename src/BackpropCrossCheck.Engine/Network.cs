using System.Collections.ObjectModel;

namespace BackpropCrossCheck.Engine;

/// <summary>A feedforward network of dense layers, input side first.</summary>
/// <remarks>Source: Santi 2025, section 3: M⁽ˡ⁾ = K⁽ˡ⁻¹⁾.</remarks>
public sealed class Network
{
    /// <summary>A network of the given layers.</summary>
    /// <param name="layers">At least one, input side first. Each has as many inputs as the previous one has units.</param>
    /// <exception cref="ArgumentException">There is no layer, one is null, or two neighbouring layers do not fit.</exception>
    public Network(IEnumerable<Layer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        Layer[] all = [.. layers];
        if (all.Length == 0 || all.Contains(null))
        {
            throw new ArgumentException("A network has at least one layer, and none is null.", nameof(layers));
        }

        for (int l = 1; l < all.Length; l++)
        {
            if (all[l].Inputs != all[l - 1].Units)
            {
                throw new ArgumentException(
                    $"Layer {l + 1} takes {all[l].Inputs} inputs, but layer {l} has {all[l - 1].Units} units.", nameof(layers));
            }
        }

        Layers = Array.AsReadOnly(all);
    }

    /// <summary>The layers, input side first; layer 1 of the paper is element 0.</summary>
    public ReadOnlyCollection<Layer> Layers { get; }

    /// <summary>The number of inputs of the first layer.</summary>
    public int Inputs => Layers[0].Inputs;

    /// <summary>The number of units of the last layer.</summary>
    public int Outputs => Layers[^1].Units;
}
