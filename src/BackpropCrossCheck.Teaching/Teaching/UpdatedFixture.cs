using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>A fixture with the parameters that result from its training, and no further training.</summary>
internal static class UpdatedFixture
{
    /// <summary>The fixture.</summary>
    /// <param name="state">The calculation after its training.</param>
    public static Fixture Of(CalculationState state) => state.Fixture with
    {
        Training = null,
        Network = new Network(state.Network.Layers.Select((layer, l) => layer.With(
            state.Required(Quantity.UpdatedWeights, l), state[Quantity.UpdatedBias, l]))),
    };
}
