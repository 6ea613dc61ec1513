using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Gradient descent as a plain program does it: w − η·∂L/∂w, every operation rounded. It shares nothing with the engine's
/// training.</summary>
internal static class SimulatedTraining
{
    /// <summary>The numbers of the first pass, the parameters after all steps, and the loss with them.</summary>
    /// <param name="fixture">The network and its training.</param>
    /// <param name="isSingle">Whether every operation is rounded to float32.</param>
    public static TensorSet Of(Fixture fixture, bool isSingle)
    {
        double Round(double x) => isSingle ? (float)x : x;
        Training training = fixture.Training!;
        TensorSet first = Simulation.Of(fixture, isSingle);
        Network network = fixture.Network;
        for (int step = 0; step < training.Steps; step++)
        {
            TensorSet numbers = Simulation.Of(fixture with { Network = network }, isSingle);
            network = new Network(network.Layers.Select((layer, l) => new Layer(
                layer.Inputs,
                layer.Units,
                Moved(layer.Weights, numbers[Quantity.WeightGradient, l]!),
                layer.HasBias ? Moved(layer.Bias, numbers[Quantity.BiasGradient, l]!) : null,
                layer.Activation)));
        }

        double loss = Simulation.Of(fixture with { Network = network }, isSingle)[Quantity.Loss, -1]![0];
        return Planted.Changed(Planted.Calculate(fixture), (step, _) => !step.IsAfterTraining ? first[step.Quantity, step.Layer]
            : step.Quantity == Quantity.UpdatedLoss ? [loss]
            : step.IsWeights ? network.Layers[step.Layer].Weights.ToArray()
            : network.Layers[step.Layer].Bias.ToArray());

        double[] Moved(ReadOnlySpan<double> parameters, double[] gradient)
        {
            double[] moved = parameters.ToArray();
            for (int i = 0; i < moved.Length; i++)
            {
                moved[i] = Round(Round(moved[i]) - Round(Round(training.LearningRate) * gradient[i]));
            }

            return moved;
        }
    }
}
