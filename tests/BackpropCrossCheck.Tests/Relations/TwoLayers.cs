using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Relations;

/// <summary>A layer of three units between some inputs and two outputs, with random numbers.</summary>
internal static class TwoLayers
{
    /// <summary>The fixture.</summary>
    /// <param name="hidden">The activation of the three units; the outputs are linear.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="inputs">The inputs.</param>
    public static Fixture Of(Activation hidden, int samples, int inputs = 2)
    {
        var random = new Random(4);
        double[] Numbers(int count) => RandomFixture.Numbers(random, count, 1);
        Layer[] layers =
        [
            new Layer(inputs, 3, Numbers(3 * inputs), Numbers(3), hidden), new Layer(3, 2, Numbers(6), Numbers(2), new Linear()),
        ];
        return new Fixture
        {
            Name = "two layers",
            Network = new Network(layers),
            Batch = new Batch(samples, Numbers(inputs * samples), Numbers(2 * samples)),
            Loss = Loss.HalfSumOfSquares,
        };
    }
}
